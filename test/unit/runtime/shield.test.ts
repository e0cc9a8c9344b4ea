import { deepStrictEqual } from 'node:assert/strict';
import { type Coroutine, createTask, type Future, shield, sleep } from '../../../src/runtime';
import { outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
function* shielded<T>(future: Future<T>): Coroutine<T> {
  return yield* shield(future);
}

function* failAfter(delay: number, error: Error): Coroutine<void> {
  yield* sleep(delay);
  throw error;
}

describe('shield', () => {
  it('keeps a cancellation from the inner task, not from whoever waits', () => {
    const log = runMain(function* (_loop, note) {
      const inner = createTask(sleep(1, 's'));
      const task = createTask(shielded(inner));
      yield* sleep(0.5);
      task.cancel('sc');
      note([yield* outcome(task), inner.done(), inner.cancelling()]);
      note(yield* inner);
    });
    deepStrictEqual(log, [['CancelledError: sc', false, 0], 's']);
  });

  it('gives the result, the exception or the cancellation of the inner task', () => {
    const log = runMain(function* (_loop, note) {
      note(yield* shield(sleep(1, 'co')));
      note(yield* outcome(shield(failAfter(1, new Error('e')))));
      const inner = createTask(sleep(1));
      const task = createTask(shielded(inner));
      yield* sleep(0.5);
      inner.cancel('inner');
      // The message stays with the inner task.
      note([yield* outcome(task), task.cancelled()]);
    });
    deepStrictEqual(log, ['co', 'Error: e', ['CancelledError', true]]);
  });

  it('is the future itself if that is done, and else is done one turn later', () => {
    const log = runMain(function* (loop, note) {
      const done = loop.createFuture<number>();
      done.setResult(1);
      note(shield(done) === done);
      const future = loop.createFuture<number>();
      const outer = shield(future);
      future.setResult(7);
      note(outer.done());
      yield* sleep(0);
      note(outer.result());
    });
    deepStrictEqual(log, [true, false, 7]);
  });

  it('reports an exception that whoever was cancelled cannot see, once', () => {
    const log = runMain(function* (loop, note) {
      loop.setExceptionHandler((_loop, { message, exception }) => note(`${message}: ${exception}`));
      const inner = createTask(failAfter(1, new TypeError('in shield')));
      const first = createTask(shielded(inner));
      const second = createTask(shielded(inner));
      yield* sleep(0.5);
      first.cancel('sc');
      second.cancel('sc');
      note([yield* outcome(first), yield* outcome(second)]);
      yield* sleep(1);
      loop.reportUnretrieved();
    });
    deepStrictEqual(log, [
      ['CancelledError: sc', 'CancelledError: sc'],
      'TypeError exception in shielded future: TypeError: in shield',
    ]);
  });

  it('leaves the inner future alone when it is cancelled itself', () => {
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture();
      shield(future).cancel('oc');
      yield* sleep(0);
      note([future.done(), future.cancel()]);
    });
    deepStrictEqual(log, [[false, true]]);
  });

  it('refuses what cannot be awaited', () => {
    const log = runMain(function* (_loop, note) {
      // What untyped code may do.
      note(thrown(() => shield(3 as never)));
      yield* sleep(0);
    });
    deepStrictEqual(log, ['TypeError: An asyncio.Future, a coroutine or an awaitable is required']);
  });
});
