import { deepStrictEqual } from 'node:assert/strict';
import {
  AsyncFunctionCoroutine,
  innermostCoroutine,
  Lock,
  markAwait,
  takeNeverAwaited,
} from '../../../src/runtime';
import { asyncFunction, pendingFuture, sendable } from './coroutine-support';

/* The expected values were printed by the same programs in CPython 3.14.2. */

describe('What is known of coroutines', () => {
  it('names those that nothing awaits, once, in the order in which they were made', () => {
    takeNeverAwaited();
    const worker = asyncFunction('worker', function* () {});
    const [, started, closed] = [worker(), worker(), worker()];
    asyncFunction('other', function* () {})();
    started!.next();
    closed!.close();
    deepStrictEqual(
      [takeNeverAwaited().map((one) => one.neverAwaitedMessage), takeNeverAwaited()],
      [["coroutine 'worker' was never awaited", "coroutine 'other' was never awaited"], []],
    );
  });

  it('is which one is the innermost of the task that was suspended, and what it awaits', () => {
    const lock = new Lock();
    const future = pendingFuture();
    const inner = asyncFunction('inner', function* () {
      yield future;
    });
    const holding = asyncFunction('holding', function* () {
      yield lock.with(() => inner());
    });
    const outer = asyncFunction('outer', function* () {
      yield holding();
      yield future;
    });
    const coroutine = outer();
    coroutine.next();
    deepStrictEqual(
      [innermostCoroutine()?.qualname, innermostCoroutine()?.awaiting === future],
      ['inner', true],
    );
    deepStrictEqual(
      [String(coroutine.awaiting), coroutine.inner?.qualname, coroutine.inner?.inner?.qualname],
      ['<coroutine object holding>', 'holding', 'inner'],
    );
  });

  it('is the innermost that knows its place, if the core, which knows none, awaits inside of it', () => {
    const inner = asyncFunction('sleep', function* () {
      yield pendingFuture();
    });
    const outer = asyncFunction('outer', function* () {
      markAwait(3);
      yield inner();
    });
    outer().next();
    deepStrictEqual(
      [
        innermostCoroutine()?.qualname,
        innermostCoroutine()?.site,
        innermostCoroutine()?.inner?.qualname,
      ],
      ['outer', 3, 'sleep'],
    );
  });

  it('does not take one for awaited that is driven by hand', () => {
    const future = pendingFuture();
    const driven = asyncFunction('driven', function* () {
      yield future;
    });
    const drives = (awaited: () => unknown) =>
      asyncFunction('drives', function* () {
        driven().next();
        yield awaited();
      })();
    const seen = [() => future, () => sendable()].map((awaited) => {
      const coroutine = drives(awaited);
      coroutine.next();
      return [innermostCoroutine() === coroutine, coroutine.inner];
    });
    deepStrictEqual(seen, [
      [true, undefined],
      [true, undefined],
    ]);
  });

  it('is the place of the await where it stands', () => {
    const future = pendingFuture();
    const at = <T>(site: number, value: T) => {
      markAwait(site);
      return value;
    };
    const coroutine = new AsyncFunctionCoroutine(
      function* () {
        yield at(11, sendable());
        yield at(12, future);
      },
      { qualname: 'worker', site: 10 },
    );
    const sites = [coroutine.site];
    for (let step = 0; step < 2; step++) {
      coroutine.next();
      sites.push(coroutine.site);
    }
    deepStrictEqual([sites, coroutine.firstSite], [[10, 11, 12], 10]);
  });
});
