import { deepStrictEqual } from 'node:assert/strict';
import { CancelledError, type Coroutine, currentTask, sleep } from '../../../src/runtime';
import { atOnce, outcome, runMain } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
describe('cancellation', () => {
  it('before the first step keeps the coroutine from starting', () => {
    const log = runMain(function* (loop, note) {
      const task = loop.createTask(atOnce(() => note('never')));
      task.cancel('m');
      note([task.done(), task.cancelling()]);
      note(yield* outcome(task));
      note([task.cancelled(), task.cancelling()]);
    });
    deepStrictEqual(log, [[false, 1], 'CancelledError: m', [true, 1]]);
  });

  it('cancels the future that the task waits for, and may be swallowed', () => {
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture();
      const swallow = function* () {
        note(yield* outcome(future));
        return 'swallowed';
      };
      const task = loop.createTask(swallow());
      yield* sleep(0);
      note([task.cancel('hey'), future.cancelled(), task.cancelled(), task.cancelling()]);
      note(yield* task);
      note([task.cancelled(), task.cancelling(), task.cancel(), task.uncancel()]);
    });
    deepStrictEqual(log, [
      [true, true, false, 1],
      'CancelledError: hey',
      'swallowed',
      [false, 1, false, 0],
    ]);
  });

  it('reaches the innermost task first and comes back one iteration later', () => {
    const log = runMain(function* (loop, note) {
      const inner = loop.createTask(
        (function* (): Coroutine<void> {
          try {
            yield* sleep(10);
          } finally {
            note('inner');
          }
        })(),
      );
      const outer = loop.createTask(
        (function* (): Coroutine<void> {
          try {
            yield* inner;
          } catch (error) {
            note(`outer ${error}`);
            throw error;
          }
        })(),
      );
      yield* sleep(1);
      outer.cancel('msg');
      for (let turn = 0; turn < 3; turn++) {
        yield* sleep(0);
        note([inner.done(), outer.done()]);
      }
      note(loop.time());
    });
    deepStrictEqual(log, [
      'inner',
      [true, false],
      'outer CancelledError: msg',
      [true, true],
      [true, true],
      1,
    ]);
  });

  it('hands the same error object up to whoever awaits the task, once', () => {
    const errors: unknown[] = [];
    runMain(function* (loop) {
      const task = loop.createTask(
        (function* (): Coroutine<void> {
          try {
            yield* sleep(1);
          } catch (error) {
            errors.push(error);
            throw error;
          }
        })(),
      );
      yield* sleep(0);
      task.cancel();
      try {
        yield* task;
      } catch (error) {
        errors.push(error);
      }
    });
    deepStrictEqual(errors[0] instanceof CancelledError && errors[0] === errors[1], true);
  });

  it('of oneself right before the return cancels the task', () => {
    const log = runMain(function* (loop, note) {
      const task = loop.createTask(atOnce(() => currentTask()?.cancel('s')));
      note(yield* outcome(task));
    });
    deepStrictEqual(log, ['CancelledError: s']);
  });

  it('of oneself strikes at the next suspension, which a done future is not', () => {
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture<number>();
      future.setResult(5);
      const task = loop.createTask(
        (function* (): Coroutine<string> {
          currentTask()?.cancel();
          note(yield future);
          note(yield* future);
          note(`${yield* outcome(sleep(1))} at ${loop.time()}`);
          return 'ok';
        })(),
      );
      note(yield* task);
    });
    deepStrictEqual(log, [5, 5, 'CancelledError at 0', 'ok']);
  });

  it('replaces a result or an error that is already on its way', () => {
    const log = runMain(function* (loop, note) {
      for (const settle of ['result', 'error']) {
        const future = loop.createFuture();
        const task = loop.createTask(outcome(future));
        yield* sleep(0);
        if (settle === 'result') future.setResult('value');
        else future.setException(new Error('v'));
        task.cancel('late');
        note(yield* task);
      }
    });
    deepStrictEqual(log, ['CancelledError: late', 'CancelledError: late']);
  });

  it('that is already on its way keeps its message', () => {
    const log = runMain(function* (loop, note) {
      const task = loop.createTask(outcome(loop.createFuture()));
      yield* sleep(0);
      task.cancel('first');
      task.cancel('second');
      note(yield* task);
    });
    deepStrictEqual(log, ['CancelledError: first']);
  });

  it('can be asked of a task that waits for one which refuses', () => {
    const log = runMain(function* (loop, note) {
      const refusing = loop.createTask(
        (function* (): Coroutine<string> {
          for (let time = 0; time < 2; time++) note(`refused ${yield* outcome(sleep(10))}`);
          return 'done';
        })(),
      );
      const task = loop.createTask(
        (function* (): Coroutine<string> {
          return yield* refusing;
        })(),
      );
      yield* sleep(1);
      task.cancel('1');
      yield* sleep(0);
      task.cancel('2');
      note(yield* task);
      note([task.cancelled(), task.cancelling(), loop.time()]);
    });
    deepStrictEqual(log, [
      'refused CancelledError: 1',
      'refused CancelledError: 2',
      'done',
      [false, 2, 1],
    ]);
  });

  // CPython 3.11 still cancels here; since 3.13 the last `uncancel` takes the request back.
  it('is taken back by uncancel as long as it has not been thrown', () => {
    const log = runMain(function* (loop, note) {
      const task = loop.createTask(
        (function* (): Coroutine<void> {
          currentTask()?.cancel();
          note([currentTask()?.cancelling(), currentTask()?.uncancel()]);
          yield* sleep(0);
          note('not cancelled');
        })(),
      );
      yield* task;
    });
    deepStrictEqual(log, [[1, 0], 'not cancelled']);
  });
});
