import { deepStrictEqual } from 'node:assert/strict';
import {
  BaseException,
  BaseExceptionGroup,
  type Coroutine,
  createTask,
  currentTask,
  type EventLoop,
  eagerTaskFactory,
  KeyboardInterrupt,
  SystemExit,
  sleep,
  TaskGroup,
  timeout,
} from '../../../src/runtime';
import { atOnce, fail, job, type Note, outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
type Body = (group: TaskGroup) => Coroutine;

const group = (body: Body) => new TaskGroup().with(body);

/** Fails with another error when it is cancelled. */
function* failInCleanup(): Coroutine<void> {
  try {
    yield* sleep(5);
  } catch {
    throw new TypeError('cleanup');
  }
}

/** How the group ends: `outcome`, and the errors of an exception group. */
function* groupOutcome(coroutine: Coroutine): Coroutine<unknown> {
  try {
    return `result ${yield* coroutine}`;
  } catch (error) {
    if (!(error instanceof BaseExceptionGroup)) return String(error);
    return [String(error), ...error.exceptions.map(String)];
  }
}

const ONE = 'ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)';
const TWO = 'ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)';

/** What a group with this body notes, and then how it ends. */
function run(body: (group: TaskGroup, note: Note, loop: EventLoop) => Coroutine): unknown[] {
  return runMain(function* (loop, note) {
    note(yield* groupOutcome(group((itself) => body(itself, note, loop))));
    note([loop.time(), currentTask()?.cancelling()]);
  });
}

describe('TaskGroup', () => {
  it('ends when all its tasks have, and gives the result of the body', () => {
    const log = run(function* (tg, note) {
      note(String(tg));
      const a = tg.createTask(job(note, 'a', 1), { name: 'A' });
      tg.createTask(job(note, 'b', 2));
      note([String(tg), a.getName()]);
      yield* sleep(0);
      return 'r';
    });
    deepStrictEqual(log, [
      '<TaskGroup entered>',
      ['<TaskGroup tasks=2 entered>', 'A'],
      'a ends',
      'b ends',
      'result r',
      [2, 0],
    ]);
  });

  it('cancels its other tasks and the body when a task fails', () => {
    const log = run(function* (tg, note) {
      tg.createTask(job(note, 'a', 1, new Error('v')));
      tg.createTask(job(note, 'b', 2));
      yield* job(note, 'body', 3);
    });
    deepStrictEqual(log, [
      'a ends',
      'b CancelledError',
      'body CancelledError',
      [ONE, 'Error: v'],
      [1, 0],
    ]);
  });

  it('cancels its tasks when the body fails', () => {
    const log = run(function* (tg, note) {
      tg.createTask(job(note, 'a', 1));
      yield* sleep(0);
      throw new Error('body');
    });
    deepStrictEqual(log, ['a CancelledError', [ONE, 'Error: body'], [0, 0]]);
  });

  it('throws all errors together, also those of cleaning up', () => {
    const log = run(function* (tg, note) {
      tg.createTask(failInCleanup());
      tg.createTask(job(note, 'a', 1, new Error('1')));
      tg.createTask(job(note, 'b', 2));
      yield* sleep(0);
    });
    deepStrictEqual(log, [
      'a ends',
      'b CancelledError',
      [TWO, 'Error: 1', 'TypeError: cleanup'],
      [1, 0],
    ]);
  });

  it('keeps the error of a task from a body that awaits it, because it cancels first', () => {
    const log = run(function* (tg, note) {
      note(yield* outcome(tg.createTask(fail(new Error('v')))));
      note('the body may go on');
    });
    deepStrictEqual(log, ['CancelledError', 'the body may go on', [ONE, 'Error: v'], [0, 0]]);
  });

  it('lets a task be cancelled alone', () => {
    const log = run(function* (tg, note) {
      const a = tg.createTask(job(note, 'a', 3));
      tg.createTask(job(note, 'b', 1));
      yield* sleep(0);
      a.cancel('child');
    });
    deepStrictEqual(log, ['a CancelledError: child', 'b ends', 'result undefined', [1, 0]]);
  });

  it('takes tasks from its tasks until the last has ended', () => {
    const log = run((tg, note) =>
      atOnce(() => {
        const spawn = function* (): Coroutine<void> {
          yield* sleep(1);
          tg.createTask(job(note, 'late', 1));
        };
        tg.createTask(spawn());
      }),
    );
    deepStrictEqual(log, ['late ends', 'result undefined', [2, 0]]);
  });

  it('takes no tasks before, after, and once it has failed, and is used once', () => {
    const log = runMain(function* (loop, note) {
      const tg = new TaskGroup();
      note(thrown(() => tg.createTask(sleep(0))));
      yield* tg.with(() => sleep(0));
      note(thrown(() => tg.createTask(sleep(0))));
      note(yield* outcome(tg.with(() => sleep(0))));
      const failing = group(function* (itself) {
        itself.createTask(fail(new Error('v')));
        note(yield* outcome(sleep(5)));
        note(thrown(() => itself.createTask(sleep(0))));
      });
      note(yield* groupOutcome(failing));
      loop.callSoon(() => note(thrown(() => group(() => sleep(0)).next())));
      yield* sleep(0);
    });
    deepStrictEqual(log, [
      'RuntimeError: TaskGroup <TaskGroup> has not been entered',
      'RuntimeError: TaskGroup <TaskGroup entered> is finished',
      'RuntimeError: TaskGroup <TaskGroup entered> has already been entered',
      'CancelledError',
      'RuntimeError: TaskGroup <TaskGroup errors=1 cancelling> is shutting down',
      [ONE, 'Error: v'],
      'RuntimeError: TaskGroup <TaskGroup> cannot determine the parent task',
    ]);
  });

  it('throws SystemExit and KeyboardInterrupt of the body alone', () => {
    for (const error of [new KeyboardInterrupt('k'), new SystemExit(2)]) {
      const log = run(function* (tg) {
        tg.createTask(failInCleanup());
        yield* sleep(0);
        throw error;
      });
      deepStrictEqual(log, [String(error), [0, 0]]);
    }
  });

  it('makes a BaseExceptionGroup for errors that are no exceptions', () => {
    const log = run(function* (tg) {
      tg.createTask(fail(new BaseException('base')));
      yield* sleep(0);
    });
    deepStrictEqual(log, [
      [`Base${ONE}`, 'BaseException: base'],
      [0, 0],
    ]);
  });

  it('waits for the next turn with the error of an eager task', () => {
    const log = run(function* (tg, note, loop) {
      loop.setTaskFactory(eagerTaskFactory);
      const first = tg.createTask(fail(new Error('eager')));
      note([first.done(), currentTask()?.cancelling()]);
      tg.createTask(fail(new Error('eager')));
      yield* sleep(0);
      note('never');
    });
    deepStrictEqual(log, [
      [true, 0],
      [TWO, 'Error: eager', 'Error: eager'],
      [0, 0],
    ]);
  });

  it('stands in another group', () => {
    const log = run(function* (outer, note) {
      outer.createTask(job(note, 'outer', 3));
      yield* group((inner) =>
        atOnce(() => inner.createTask(job(note, 'inner', 1, new Error('i')))),
      );
    });
    deepStrictEqual(log, ['inner ends', 'outer CancelledError', [ONE, ONE], [1, 0]]);
  });
});

describe('the cancellation of the task that runs a TaskGroup', () => {
  for (const inBody of [true, false]) {
    it(`cancels the tasks of the group, ${inBody ? 'in the body' : 'while it waits'}`, () => {
      const log = runMain(function* (_loop, note) {
        const task = createTask(
          group(function* (tg) {
            tg.createTask(job(note, 'a', 3));
            if (inBody) yield* job(note, 'body', 5);
          }),
        );
        yield* sleep(1);
        task.cancel('ext');
        note([yield* outcome(task), task.cancelled(), task.cancelling()]);
      });
      deepStrictEqual(log, [
        ...(inBody ? ['body CancelledError: ext'] : []),
        'a CancelledError',
        ['CancelledError: ext', true, 1],
      ]);
    });
  }

  it('is less than an error of cleaning up, and strikes again at the next suspension', () => {
    const log = runMain(function* (_loop, note) {
      const task = createTask(
        (function* (): Coroutine<void> {
          note(yield* groupOutcome(group((tg) => atOnce(() => tg.createTask(failInCleanup())))));
          note(currentTask()?.cancelling());
          yield* sleep(1);
          note('never');
        })(),
      );
      yield* sleep(1);
      task.cancel('ext');
      note([yield* outcome(task), task.cancelled()]);
    });
    deepStrictEqual(log, [[ONE, 'TypeError: cleanup'], 1, ['CancelledError', true]]);
  });

  it('keeps its request when a task fails in the same iteration', () => {
    const log = runMain(function* (_loop, note) {
      const failing = group(function* (tg) {
        tg.createTask(job(note, 'a', 1, new Error('v')));
        yield* sleep(5);
      });
      const task = createTask(
        (function* (): Coroutine<void> {
          note(yield* groupOutcome(failing));
          note(currentTask()?.cancelling());
          note(yield* outcome(sleep(1)));
        })(),
      );
      yield* sleep(1);
      task.cancel('both');
      yield* task;
      note(task.cancelled());
    });
    deepStrictEqual(log, ['a ends', [ONE, 'Error: v'], 1, 'CancelledError', false]);
  });

  it('may come from a time limit around the group', () => {
    const log = runMain(function* (_loop, note) {
      const body = () =>
        group(function* (tg) {
          tg.createTask(job(note, 't', 5));
          yield* sleep(5);
        });
      note([yield* outcome(timeout(1).with(body)), currentTask()?.cancelling()]);
    });
    deepStrictEqual(log, ['t CancelledError', ['TimeoutError', 0]]);
  });
});
