import { deepStrictEqual } from 'node:assert/strict';
import { createTask, sleep } from '../../../src/runtime';
import { asyncFunction, makeWorker } from './coroutine-support';
import { atOnce, outcome, runMain } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */

describe('Coroutines that await each other', () => {
  it('pass exceptions outwards, through every handler', () => {
    const log = runMain(function* (_loop, note) {
      const failing = asyncFunction('failing', function* () {
        yield sleep(0);
        throw new TypeError('t');
      });
      const wrapping = asyncFunction('wrapping', function* () {
        try {
          yield failing();
        } catch (cause) {
          throw new RangeError('r', { cause });
        }
      });
      const outer = asyncFunction('outer', function* () {
        try {
          yield wrapping();
        } catch (error) {
          note([String(error), String((error as Error).cause)]);
        }
        return 'ok';
      });
      note(yield* createTask(outer()));
    });
    deepStrictEqual(log, [['RangeError: r', 'TypeError: t'], 'ok']);
  });

  it('are cancelled from the innermost outwards, and may refuse', () => {
    const log = runMain(function* (loop, note) {
      const inner = asyncFunction('inner', function* (refuses: boolean) {
        try {
          yield sleep(10);
        } catch (error) {
          note(`inner ${error}`);
          if (!refuses) throw error;
        }
        return 'saved';
      });
      const middle = asyncFunction('middle', function* (refuses: boolean) {
        try {
          return yield inner(refuses);
        } finally {
          yield sleep(1);
          note('middle');
        }
      });
      for (const refuses of [false, true]) {
        const task = createTask(middle(refuses));
        yield* sleep(1);
        task.cancel('stop');
        note([yield* outcome(task), task.cancelled(), loop.time()]);
      }
    });
    deepStrictEqual(log, [
      'inner CancelledError: stop',
      'middle',
      ['CancelledError: stop', true, 2],
      'inner CancelledError: stop',
      'middle',
      ['result saved', false, 4],
    ]);
  });

  it('run nothing if the task is cancelled before its first step', () => {
    const log = runMain(function* (_loop, note) {
      const task = createTask(makeWorker([])());
      task.cancel();
      note([yield* outcome(task), task.getCoro()].map(String));
    });
    deepStrictEqual(log, [['CancelledError', '<coroutine object worker>']]);
  });

  it('take no turn of the loop for what is done', () => {
    const log = runMain(function* (loop, note) {
      const done = loop.createFuture();
      done.setResult('done');
      loop.callSoon(note, 'soon');
      yield* asyncFunction('quick', function* () {
        note(yield done);
        note(yield atOnce(() => 'inner'));
      })();
      yield* sleep(0);
    });
    deepStrictEqual(log, ['done', 'inner', 'soon']);
  });

  it('cannot be awaited by two', () => {
    const log = runMain(function* (_loop, note) {
      const coroutine = asyncFunction('shared', function* () {
        return yield sleep(1);
      })();
      const awaiting = asyncFunction('awaiting', function* () {
        return yield coroutine;
      });
      const first = createTask(awaiting());
      yield* sleep(0);
      note(yield* outcome(awaiting()));
      note(yield* outcome(first));
      note(yield* outcome(awaiting()));
    });
    deepStrictEqual(log, [
      'RuntimeError: coroutine is being awaited already',
      'result undefined',
      'RuntimeError: cannot reuse already awaited coroutine',
    ]);
  });

  it('wait together if two tasks run the same coroutine, and the second comes too late', () => {
    const log = runMain(function* (loop, note) {
      const coroutine = asyncFunction('shared', function* () {
        yield sleep(10);
        return 'result';
      })();
      const tasks = [createTask(coroutine), createTask(coroutine)];
      for (const task of tasks) note([yield* outcome(task), loop.time()]);
    });
    deepStrictEqual(log, [
      ['result result', 10],
      ['RuntimeError: cannot reuse already awaited coroutine', 10],
    ]);
  });
});
