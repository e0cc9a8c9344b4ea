import { deepStrictEqual } from 'node:assert/strict';
import {
  allTasks,
  ContextVar,
  type Coroutine,
  copyContext,
  createEagerTaskFactory,
  createTask,
  currentTask,
  eagerTaskFactory,
  ensureFuture,
  SystemExit,
  sleep,
  Task,
  type TaskFactory,
} from '../../../src/runtime';
import { atOnce, fail, makeLoop, outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
type Note = (entry: unknown) => void;

function* work(note: Note, name: string, turns = 0): Coroutine<string> {
  note(`${name} starts in ${currentTask()?.getName()}`);
  for (let turn = 0; turn < turns; turn++) yield* sleep(0);
  note(`${name} ends`);
  return name;
}

/** As `runMain`, with eager tasks. */
function runEager(main: (note: Note) => Coroutine<void>): unknown[] {
  return runMain(function* (loop, note) {
    loop.setTaskFactory(eagerTaskFactory);
    yield* main(note);
  });
}

describe('eagerTaskFactory', () => {
  it('runs a task up to its first suspension inside of createTask', () => {
    const log = runEager(function* (note) {
      note('before');
      const quick = createTask(work(note, 'A'), { name: 'a' });
      note(['after', quick.done(), quick.result(), currentTask()?.getName()]);
      const slow = createTask(work(note, 'B', 1));
      note(['after', slow.done(), [...allTasks()].map((task) => task.getName())]);
      note(yield* slow);
    });
    deepStrictEqual(log, [
      'before',
      'A starts in a',
      'A ends',
      ['after', true, 'A', 'Task-1'],
      'B starts in Task-2',
      ['after', false, ['Task-1', 'Task-2']],
      'B ends',
      'B',
    ]);
  });

  it('keeps an exception in the task, but not what ends the run', () => {
    const log = runEager(function* (note) {
      const failed = createTask(fail(new Error('b')));
      note([failed.done(), String(failed.exception())]);
      note(thrown(() => createTask(fail(new SystemExit(3)))));
      note(currentTask()?.getName());
      yield* sleep(0);
    });
    deepStrictEqual(log, [[true, 'Error: b'], 'SystemExit: 3', 'Task-1']);
  });

  it('lets a task cancel itself before it is back', () => {
    const log = runEager(function* (note) {
      const returned = createTask(atOnce(() => currentTask()?.cancel('s')));
      note(returned.cancelled());
      const suspended = createTask(
        (function* (): Coroutine<void> {
          currentTask()?.cancel('s');
          yield* sleep(0);
        })(),
      );
      note([suspended.done(), suspended.cancelling()]);
      note(yield* outcome(suspended));
    });
    deepStrictEqual(log, [true, [false, 1], 'CancelledError: s']);
  });

  it('runs the task in a context of its own', () => {
    const variable = new ContextVar<string>('v', { default: 'd' });
    const log = runEager(function* (note) {
      const task = createTask(
        (function* (): Coroutine<string> {
          variable.set('in');
          yield* sleep(0);
          return variable.get();
        })(),
      );
      note([variable.get(), yield* task]);
      const context = currentTask()!.getContext();
      note(thrown(() => createTask(sleep(0), { context })));
    });
    deepStrictEqual(log, [
      ['d', 'in'],
      'RuntimeError: cannot enter context: <Context object> is already entered',
    ]);
  });

  it('starts nothing while the loop does not run', () => {
    const { loop } = makeLoop();
    loop.setTaskFactory(eagerTaskFactory);
    const log: unknown[] = [];
    const task = loop.createTask(work((entry) => log.push(entry), 'O'));
    deepStrictEqual(log, []);
    deepStrictEqual(loop.runUntilComplete(task), 'O');
  });
});

describe('setTaskFactory', () => {
  it('takes a function, or nothing', () => {
    const { loop } = makeLoop();
    // What untyped code may do.
    const mistake = thrown(() => loop.setTaskFactory(1 as never));
    deepStrictEqual(mistake, 'TypeError: task factory must be a callable or None');
    deepStrictEqual(loop.getTaskFactory(), undefined);
    loop.setTaskFactory(eagerTaskFactory);
    deepStrictEqual(loop.getTaskFactory(), eagerTaskFactory);
    loop.setTaskFactory(undefined);
    deepStrictEqual(loop.getTaskFactory(), undefined);
  });

  it('is asked for every task, with the options', () => {
    const log = runMain(function* (loop, note) {
      const factory: TaskFactory = (itsLoop, coroutine, options) => {
        note(Object.keys(options ?? {}));
        return new Task(itsLoop, coroutine, options);
      };
      loop.setTaskFactory(factory);
      yield* createTask(sleep(0), { name: 'n' });
      yield* ensureFuture(sleep(0));
      yield* createTask(sleep(0), { context: copyContext() });
    });
    deepStrictEqual(log, [['name'], [], ['context']]);
  });

  it('can make eager tasks of a class of its own, unless one asks for a lazy one', () => {
    class OwnTask<T> extends Task<T> {}
    const log = runMain(function* (loop, note) {
      loop.setTaskFactory(
        createEagerTaskFactory((itsLoop, coroutine, options) => {
          return new OwnTask(itsLoop, coroutine, options);
        }),
      );
      const eager = createTask(work(note, 'Z'));
      const lazy = createTask(work(note, 'Y'), { eagerStart: false });
      note([eager instanceof OwnTask, eager.done(), lazy instanceof OwnTask, lazy.done()]);
      yield* lazy;
    });
    deepStrictEqual(log, [
      'Z starts in Task-2',
      'Z ends',
      [true, true, true, false],
      'Y starts in Task-3',
      'Y ends',
    ]);
  });
});
