import { deepStrictEqual } from 'node:assert/strict';
import { ConcurrentFuture, sleep, wrapFuture } from '../../../src/runtime';
import { runMain, thrown } from './support';

/* The expected values were printed by the same program in CPython. */
describe('wrapFuture', () => {
  it('follows a future of concurrent.futures, and cancels it', () => {
    const log = runMain(function* (loop, note) {
      const [a, b, c] = [1, 2, 3].map(() => new ConcurrentFuture<number>());
      const wrapped = [a!, b!, c!].map((future) => wrapFuture(future));
      a!.setResult(1);
      b!.cancel();
      wrapped[2]!.cancel();
      note(wrapped.map((future) => future.done()));
      yield* sleep(0);
      yield* sleep(0);
      note([wrapped[0]!.result(), wrapped[1]!.cancelled(), c!.cancelled()]);
      note(wrapFuture(wrapped[0]!, { loop }) === wrapped[0]);
      // What untyped code may do. CPython makes this an assertion.
      note(thrown(() => wrapFuture(3 as never)));
    });
    deepStrictEqual(log, [
      [false, false, true],
      [1, true, true],
      true,
      'TypeError: concurrent.futures.Future is expected, got 3',
    ]);
  });
});
