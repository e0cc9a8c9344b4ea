import { deepStrictEqual, match } from 'node:assert/strict';
import {
  allTasks,
  type Coroutine,
  createTask,
  currentTask,
  type Future,
  SystemExit,
  sleep,
} from '../../../src/runtime';
import { atOnce, fail, makeLoop, outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2, unless said otherwise. */
describe('Task', () => {
  it('runs an awaited coroutine inline, without a turn of the loop', () => {
    const log = runMain(function* (loop, note) {
      loop.callSoon(note, 'other');
      note(yield* atOnce(() => 'inline'));
      yield* sleep(0);
    });
    deepStrictEqual(log, ['inline', 'other']);
  });

  it('is lazy: nothing runs before the first iteration', () => {
    const { loop } = makeLoop();
    const log: string[] = [];
    loop.createTask(atOnce(() => log.push('ran')));
    deepStrictEqual(log, []);
    loop.runOnce();
    deepStrictEqual(log, ['ran']);
  });

  it('has its name in an object, and says so to whoever gives the name alone', () => {
    const { loop } = makeLoop();
    const coroutine = atOnce(() => {});
    deepStrictEqual(
      thrown(() => Reflect.apply(loop.createTask, loop, [coroutine, 'cook'])),
      "TypeError: createTask() takes its options in an object: createTask(coroutine, { name: 'cook' })",
    );
  });

  it('keeps an exception for whoever asks', () => {
    const log = runMain(function* (loop, note) {
      const task = loop.createTask(fail(new Error('b')), { name: 'B' });
      yield* sleep(0);
      note([task.done(), String(task.exception()), task.getName()]);
      note(yield* outcome(task));
    });
    deepStrictEqual(log, [[true, 'Error: b', 'B'], 'Error: b']);
  });

  it('passes what ends the run on to the caller of the run', () => {
    const message = thrown(() =>
      runMain(function* (loop) {
        loop.createTask(fail(new SystemExit(4)));
        yield* sleep(1);
      }),
    );
    deepStrictEqual(message, 'SystemExit: 4');
  });

  it('cannot await on itself', () => {
    const log = runMain(function* (_loop, note) {
      note((yield* outcome(currentTask()!)).split(': <')[0]);
    });
    deepStrictEqual(log, ['RuntimeError: Task cannot await on itself']);
  });

  it('says what is wrong with a bad yield, and lets the coroutine go on', () => {
    const bad = function* (value: unknown): Coroutine<void> {
      // What untyped code may do; the type of a coroutine does not allow it.
      yield value as Future;
    };
    const log = runMain(function* (_loop, note) {
      for (const value of [42, 'x', null, sleep(1)]) note(yield* outcome(bad(value)));
    });
    // CPython says "yield from" in the last; the words for JavaScript are ours.
    deepStrictEqual(log, [
      'RuntimeError: Task got bad yield: 42',
      "RuntimeError: Task got bad yield: 'x'",
      'RuntimeError: Task got bad yield: null',
      'RuntimeError: yield was used instead of yield* for generator in task ' +
        "<Task pending name='Task-1'> with [object Generator]",
    ]);
  });

  it('cannot wait for a future of another loop', () => {
    const foreign = makeLoop().loop.createFuture();
    const log = runMain(function* (_loop, note) {
      note(yield* outcome(foreign));
    });
    deepStrictEqual(log, [
      "RuntimeError: Task <Task pending name='Task-1'> got Future <Future pending> " +
        'attached to a different loop',
    ]);
  });

  it('has a name, and the loop knows the current and the unfinished tasks', () => {
    const log = runMain(function* (_loop, note) {
      const other = createTask(sleep(1));
      const names = () => [...allTasks()].map((task) => task.getName());
      note([currentTask()?.getName(), names()]);
      other.setName('renamed');
      note(names());
      yield* other;
      note(names());
    });
    deepStrictEqual(log, [['Task-1', ['Task-1', 'Task-2']], ['Task-1', 'renamed'], ['Task-1']]);
  });

  it('refuses what is not a coroutine, and results from outside', () => {
    const { loop } = makeLoop();
    const task = loop.createTask(sleep(0));
    deepStrictEqual(
      [
        // What untyped code may do.
        thrown(() => loop.createTask(1 as never)),
        thrown(() => task.setResult(undefined)),
        thrown(() => task.setException(new Error())),
      ],
      [
        'TypeError: a coroutine was expected, got 1',
        'RuntimeError: Task does not support set_result operation',
        'RuntimeError: Task does not support set_exception operation',
      ],
    );
  });

  it('describes itself by state, name, and what it waits for', () => {
    const { loop } = makeLoop();
    const coroutine: Coroutine<string> = sleep(1, 'r');
    coroutine.qualname = 'nap';
    const task = loop.createTask(coroutine);
    const before = String(task);
    loop.stop();
    loop.runForever();
    const waiting = String(task);
    loop.runUntilComplete(task);
    match(waiting, /wait_for=<Future pending>/);
    deepStrictEqual(
      [before, String(task)],
      [
        "<Task pending name='Task-1' coro=<nap()>>",
        "<Task finished name='Task-1' coro=<nap()> result='r'>",
      ],
    );
  });
});
