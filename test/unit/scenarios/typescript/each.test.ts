import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  AsyncFunctionCoroutine,
  type AsyncGenerator,
  innermostCoroutine,
} from '../../../../src/runtime';
import { each } from '../../../../src/scenarios/typescript/each';
import { pendingFuture } from '../../runtime/coroutine-support';

describe('The iterable of a for await', () => {
  it('tells the place of its loop whenever the next item is awaited', () => {
    const future = pendingFuture();
    const series = { [Symbol.asyncIterator]: () => ({ next: () => future }) };
    const coroutine = new AsyncFunctionCoroutine(
      function* () {
        const marked = each(7, series) as AsyncGenerator;
        yield marked[Symbol.asyncIterator]().next();
      },
      { qualname: 'loops', site: 1 },
    );
    coroutine.next();
    deepStrictEqual([innermostCoroutine() === coroutine, coroutine.site], [true, 7]);
  });

  it('is left alone if it is not asynchronous, whatever it is', () => {
    const list = [1];
    for (const iterable of [list, 'text', 5, undefined, null])
      strictEqual(each(7, iterable), iterable);
  });
});
