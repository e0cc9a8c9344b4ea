import { deepStrictEqual } from 'node:assert/strict';
import {
  amap,
  anext,
  asCompleted,
  type Coroutine,
  collect,
  EventLoop,
  ensureFuture,
  type Future,
  gather,
  getRunningLoop,
  shield,
  VirtualClock,
  waitFor,
} from '../../../src/runtime';

/** Something that only the host can await, for a second. */
class Foreign {
  constructor(readonly value: unknown) {}
}

function adopt(value: unknown) {
  if (!(value instanceof Foreign)) return undefined;
  const loop = getRunningLoop();
  const future = loop.createFuture();
  loop.callLater(1, () => future.setResult(value.value));
  return future;
}

/** What `start` gives to await comes to, and the seconds that it took, if the host knows foreign values. */
function run(start: () => Coroutine | Future): [unknown, number] {
  const clock = new VirtualClock({ now: () => 0, grain: Number.POSITIVE_INFINITY });
  const loop = new EventLoop({ clock, adopt });
  const main = function* (): Coroutine {
    return yield* start();
  };
  return [loop.runUntilComplete(main()), loop.time()];
}

const foreign = (value: unknown) => new Foreign(value) as never;

/** Counts to two, in steps that only the host can await. */
function count() {
  let value = 0;
  const next = () => foreign({ done: value === 2, value: value++ });
  return { [Symbol.asyncIterator]: () => ({ next }) };
}

describe('What only the host can await', () => {
  it('can be given to what takes awaitables', () => {
    const results = [
      run(() => ensureFuture(foreign(1))),
      run(() => gather(foreign(1), foreign(2))),
      run(() => waitFor(foreign(1), 2)),
      run(() => waitFor(foreign(1), undefined)),
      run(() => shield(foreign(1))),
      run(() => [...asCompleted([foreign(1)])][0]!),
    ];
    deepStrictEqual(results, [
      [1, 1],
      [[1, 2], 1],
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  it('can be what an async iterable gives', () => {
    const twice = (value: unknown) => foreign(Number(value) * 2);
    const results = [
      run(() => collect(count())),
      run(() => anext(count()[Symbol.asyncIterator]())),
      run(() => collect(amap(twice, count()))),
    ];
    deepStrictEqual(results, [
      [[0, 1], 3],
      [0, 1],
      [[0, 2], 5],
    ]);
  });
});
