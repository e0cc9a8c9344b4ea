import { deepStrictEqual } from 'node:assert/strict';
import {
  allTasks,
  type Coroutine,
  createTask,
  currentTask,
  ensureFuture,
  isCoroutine,
  isFuture,
  sleep,
  Task,
  TaskGroup,
} from '../../../../src/runtime';
import { asyncFunction } from '../coroutine-support';
import { atOnce, fail, outcome, runMain, thrown } from '../support';

/*
 * What the page "Coroutines and Tasks" of the asyncio reference promises of tasks and their cancellation,
 * as far as the tests beside this folder do not show it. The expected values were printed by the same
 * programs in CPython 3.14.2.
 */
type Note = (entry: unknown) => void;

function* say(note: Note, delay: number, what: string): Coroutine<void> {
  yield* sleep(delay);
  note(what);
}

describe('the reference on tasks', () => {
  it('adds up the time of coroutines that are awaited, but not that of tasks', () => {
    const log = runMain(function* (loop, note) {
      yield* say(note, 1, 'hello');
      yield* say(note, 2, 'world');
      note(loop.time());
      const tasks = [createTask(say(note, 1, 'hello')), createTask(say(note, 2, 'world'))];
      for (const task of tasks) yield* task;
      note(loop.time());
    });
    // 1 + 2 = 3 seconds, then as long as the longer of the two: 3 + 2 = 5.
    deepStrictEqual(log, ['hello', 'world', 3, 'hello', 'world', 5]);
  });

  it('runs one task at a time, from one await to the next', () => {
    const work = function* (note: Note, name: string): Coroutine<void> {
      note(`${name}1`);
      note(`${name}2`);
      yield* sleep(0);
      note(`${name}3`);
    };
    const log = runMain(function* (_loop, note) {
      const tasks = [createTask(work(note, 'a')), createTask(work(note, 'b'))];
      note('created');
      for (const task of tasks) yield* task;
    });
    deepStrictEqual(log, ['created', 'a1', 'a2', 'b1', 'b2', 'a3', 'b3']);
  });

  it('needs a running loop for a task, and for asking which tasks there are', () => {
    const noLoop = 'RuntimeError: no running event loop';
    deepStrictEqual(
      [thrown(() => createTask(sleep(0))), thrown(() => currentTask()), thrown(() => allTasks())],
      [noLoop, noLoop, noLoop],
    );
  });

  it('starts a single task at once if asked', () => {
    const work = function* (note: Note): Coroutine<void> {
      note('starts');
      yield* sleep(0);
      note('ends');
    };
    const log = runMain(function* (_loop, note) {
      const task = createTask(work(note), { eagerStart: true });
      note('created');
      yield* task;
      note(task.getCoro() === undefined);
    });
    deepStrictEqual(log, ['starts', 'created', 'ends', false]);
  });

  it('tells a callback of the end of a task, so that a set of tasks can empty itself', () => {
    const log = runMain(function* (_loop, note) {
      const background = new Set<Task>();
      for (const delay of [0, 1, 2]) {
        const task = createTask(sleep(delay));
        background.add(task);
        task.addDoneCallback((done) => background.delete(done as Task));
      }
      yield* sleep(1.5);
      note(background.size);
      yield* sleep(1);
      note(background.size);
    });
    deepStrictEqual(log, [1, 0]);
  });

  it('has nothing left of the coroutine of a task that ended at once', () => {
    const quick = asyncFunction('quick', () => atOnce(() => 1));
    const log = runMain(function* (_loop, note) {
      const lazy = createTask(quick());
      yield* lazy;
      const both = [lazy, createTask(quick(), { eagerStart: true })];
      note(both.map(String));
      note(both.map((task) => task.getCoro() === undefined));
    });
    deepStrictEqual(log, [
      [
        "<Task finished name='Task-2' coro=<quick()> result=1>",
        "<Task finished name='Task-3' result=1>",
      ],
      [false, true],
    ]);
  });

  it('gives a result as often as it is asked', () => {
    const log = runMain(function* (_loop, note) {
      const task = createTask(sleep(0, 'r'));
      note([yield* task, yield* task, task.result()]);
    });
    deepStrictEqual(log, [['r', 'r', 'r']]);
  });

  it('has no current task in a callback', () => {
    const log = runMain(function* (loop, note) {
      loop.callSoon(() => note([currentTask(), allTasks().size]));
      yield* sleep(0);
    });
    deepStrictEqual(log, [[undefined, 1]]);
  });

  it('makes names of numbers', () => {
    const log = runMain(function* (_loop, note) {
      // What untyped code may do.
      const task = createTask(sleep(0), { name: 3 as never });
      note(task.getName());
      task.setName(5.5 as never);
      note(task.getName());
      yield* task;
    });
    deepStrictEqual(log, ['3', '5.5']);
  });

  it('makes a task of a coroutine, and leaves futures and tasks as they are', () => {
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture();
      const coroutine = sleep(0, 'c');
      const task = ensureFuture(coroutine);
      note([task instanceof Task, ensureFuture(future) === future, ensureFuture(task) === task]);
      note([isCoroutine(coroutine), isCoroutine(task), isFuture(task), isFuture(coroutine)]);
      // What untyped code may do.
      note([yield* task, thrown(() => ensureFuture(3 as never))]);
    });
    deepStrictEqual(log, [
      [true, true, true],
      [true, false, true, false],
      ['c', 'TypeError: An asyncio.Future, a coroutine or an awaitable is required'],
    ]);
  });

  it('sleeps for a number of seconds only', () => {
    const log = runMain(function* (loop, note) {
      note(yield* outcome(sleep(Number.NaN)));
      // What untyped code may do; the words are ours.
      note([yield* outcome(sleep('1' as never)), loop.time()]);
      note([yield* sleep(1), yield* sleep(1, 'r'), loop.time()]);
    });
    deepStrictEqual(log, [
      'ValueError: Invalid delay: NaN (not a number)',
      ["TypeError: delay must be a number of seconds, not '1'", 0],
      [undefined, 'r', 2],
    ]);
  });

  it('lets a clock tick while the program sleeps between its ticks', () => {
    const log = runMain(function* (loop, note) {
      const end = loop.time() + 5;
      for (;;) {
        note(loop.time());
        if (loop.time() + 1 >= end) break;
        yield* sleep(1);
      }
    });
    deepStrictEqual(log, [0, 1, 2, 3, 4]);
  });
});

describe('the reference on cancelling tasks', () => {
  it('lets a task await in its cleanup, and cancels it only then', () => {
    const work = function* (note: Note): Coroutine<void> {
      try {
        yield* sleep(5);
      } finally {
        note('finally');
        yield* sleep(1);
        note('cleaned up');
      }
    };
    const log = runMain(function* (loop, note) {
      const task = createTask(work(note));
      yield* sleep(1);
      task.cancel();
      note([task.done(), task.cancelling()]);
      note([yield* outcome(task), task.cancelled(), loop.time()]);
      note(task.cancel());
    });
    deepStrictEqual(log, [[false, 1], 'finally', 'cleaned up', ['CancelledError', true, 2], false]);
  });

  it('tells the task first and then whoever awaits it', () => {
    const cancelMe = function* (note: Note): Coroutine<void> {
      note('before sleep');
      try {
        yield* sleep(3600);
      } catch (error) {
        note(`in the task: ${error}`);
        throw error;
      } finally {
        note('after sleep');
      }
    };
    const log = runMain(function* (_loop, note) {
      const task = createTask(cancelMe(note));
      yield* sleep(1);
      task.cancel();
      note(`in main: ${yield* outcome(task)}`);
    });
    deepStrictEqual(log, [
      'before sleep',
      'in the task: CancelledError',
      'after sleep',
      'in main: CancelledError',
    ]);
  });

  it('does not cancel a task whose coroutine swallows the error', () => {
    const stubborn = function* (note: Note): Coroutine<string> {
      note(yield* outcome(sleep(5)));
      note(currentTask()?.uncancel());
      return yield* sleep(1, 'went on');
    };
    const log = runMain(function* (_loop, note) {
      const task = createTask(stubborn(note));
      yield* sleep(0);
      task.cancel();
      note([yield* outcome(task), task.cancelled(), task.cancelling()]);
    });
    deepStrictEqual(log, ['CancelledError', 0, ['result went on', false, 0]]);
  });

  it('counts requests, never below zero, and no more of them once the task is done', () => {
    const log = runMain(function* (_loop, note) {
      const task = createTask(sleep(1));
      note([task.uncancel(), task.cancelling()]);
      yield* sleep(0);
      note([task.cancel(), task.cancel(), task.cancelling()]);
      note(yield* outcome(task));
      note([task.cancel(), task.cancelling(), task.uncancel(), task.cancelled()]);
    });
    deepStrictEqual(log, [[0, 0], [true, true, 2], 'CancelledError', [false, 2, 1, true]]);
  });

  it('has a task group that fails after a swallowed cancellation throw its errors all the same', () => {
    const log = runMain(function* (_loop, note) {
      const group = new TaskGroup().with(function* (tasks) {
        tasks.createTask(fail(new Error('x')));
        yield* sleep(5);
      });
      const task = createTask(
        (function* (): Coroutine<void> {
          yield* outcome(sleep(5));
          note(yield* outcome(group));
          note(yield* outcome(sleep(1)));
        })(),
      );
      yield* sleep(0);
      task.cancel();
      yield* task;
    });
    // The request that was swallowed still stands, so that the next suspension hears of it.
    deepStrictEqual(log, [
      'ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)',
      'CancelledError',
    ]);
  });
});
