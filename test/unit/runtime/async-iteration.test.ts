import { deepStrictEqual } from 'node:assert/strict';
import {
  type AsyncSeries,
  type AsyncSource,
  aclosing,
  afilter,
  aiter,
  amap,
  anext,
  type Coroutine,
  collect,
  sleep,
} from '../../../src/runtime';
import { asyncGenerator, wait } from './coroutine-support';
import { fail, outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */

type Note = (entry: unknown) => void;

/** Counts, one a second; takes a second to close. */
const makeTicks = (note: Note) =>
  asyncGenerator<[count: number], number>('ticks', function* (count) {
    try {
      for (let tick = 0; tick < count; tick++) {
        yield wait(sleep(1));
        yield tick;
      }
    } finally {
      note('closing');
      yield wait(sleep(1));
      note('closed');
    }
    return undefined;
  });

/** An asynchronous iterator that is no generator. */
class Countdown implements AsyncSource<number>, AsyncSeries<number> {
  constructor(private left: number) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  *next(): Coroutine<IteratorResult<number, undefined>> {
    if (this.left === 0) return { done: true, value: undefined };
    yield* sleep(1);
    return { done: false, value: --this.left };
  }
}

describe('aiter and anext', () => {
  it('take any asynchronous iterator', () => {
    const log = runMain(function* (loop, note) {
      const countdown = new Countdown(2);
      note(aiter(countdown) === countdown);
      for (let step = 0; step < 3; step++) note(yield* outcome(anext(countdown)));
      note([yield* anext(countdown, 'none'), yield* anext(countdown, undefined), loop.time()]);
    });
    deepStrictEqual(log, [
      true,
      'result 1',
      'result 0',
      'StopAsyncIteration',
      ['none', undefined, 2],
    ]);
  });

  it('take an async generator', () => {
    const log = runMain(function* (_loop, note) {
      const ticks = makeTicks(() => {})(2);
      note(aiter(ticks) === ticks);
      note([yield* anext(ticks), yield* anext(ticks, 'none')]);
      const last = anext(ticks);
      note([yield* anext(ticks, 'none'), yield* outcome(last), yield* outcome(last)]);
    });
    const reuse = 'RuntimeError: cannot reuse already awaited __anext__()/asend()';
    deepStrictEqual(log, [true, [0, 1], ['none', 'StopAsyncIteration', reuse]]);
  });

  it('refuse what is none, and what gives awaitables of others', () => {
    const native = (async function* () {})();
    // What untyped code may do.
    const tried = [
      () => aiter(5 as never),
      () => aiter([1] as never),
      () => aiter(undefined as never),
      () => anext(5 as never),
      () => anext(native as never),
    ];
    deepStrictEqual(tried.map(thrown), [
      "TypeError: 'number' object is not an async iterable",
      "TypeError: 'Array' object is not an async iterable",
      "TypeError: 'undefined' object is not an async iterable",
      "TypeError: 'number' object is not an async iterator",
      "TypeError: 'Promise' object can't be awaited",
    ]);
  });
});

describe('aclosing', () => {
  it('closes an async generator that its body leaves early', () => {
    const log = runMain(function* (loop, note) {
      const ticks = makeTicks(note)(5);
      const body = function* (generator: typeof ticks): Coroutine<string> {
        yield* generator.anext();
        note('left');
        return 'result';
      };
      note([yield* aclosing(ticks).with(body), loop.time()]);
      note(yield* outcome(ticks.anext()));
    });
    deepStrictEqual(log, ['left', 'closing', 'closed', ['result', 2], 'StopAsyncIteration']);
  });

  it('closes it when the body throws, which is thrown then', () => {
    const log = runMain(function* (_loop, note) {
      const body = function* (generator: ReturnType<ReturnType<typeof makeTicks>>) {
        yield* generator.anext();
        yield* fail(new TypeError('t'));
      };
      note(yield* outcome(aclosing(makeTicks(note)(5)).with(body)));
    });
    deepStrictEqual(log, ['closing', 'closed', 'TypeError: t']);
  });
});

describe('collect, amap and afilter', () => {
  it('are what an asynchronous comprehension is', () => {
    const log = runMain(function* (loop, note) {
      note([yield* collect(makeTicks(() => {})(3)), loop.time()]);
      const some = afilter((tick) => tick > 0, makeTicks(() => {})(3));
      const series = amap((tick: number) => tick * 10, some);
      note([yield* collect(series), loop.time()]);
      note(yield* collect(new Countdown(2)));
    });
    deepStrictEqual(log, [
      [[0, 1, 2], 4],
      [[10, 20], 8],
      [1, 0],
    ]);
  });

  it('await what their functions give', () => {
    const log = runMain(function* (loop, note) {
      const slowly = <T>(result: T) => sleep(1, result);
      const some = afilter((tick) => slowly(tick > 0), makeTicks(() => {})(3));
      note([yield* collect(amap((tick) => slowly(tick * 10), some)), loop.time()]);
    });
    deepStrictEqual(log, [[[10, 20], 9]]);
  });

  it('go one value at a time, and close the source when they are closed', () => {
    const log = runMain(function* (_loop, note) {
      const doubled = amap((tick) => tick * 2, makeTicks(note)(3));
      note([yield* doubled.anext(), yield* doubled.anext()]);
      yield* doubled.aclose();
      note(yield* outcome(doubled.anext()));
    });
    deepStrictEqual(log, [[0, 2], 'closing', 'closed', 'StopAsyncIteration']);
  });

  it('pass on an error, after closing the source if it is not the source that failed', () => {
    const log = runMain(function* (_loop, note) {
      const inTransform = amap(() => fail(new TypeError('t')), makeTicks(note)(3));
      note(yield* outcome(collect(inTransform)));
      const failing = asyncGenerator('failing', function* () {
        yield wait(fail(new RangeError('r')));
        return undefined;
      });
      note(yield* outcome(collect(afilter(Boolean, failing()))));
    });
    deepStrictEqual(log, ['closing', 'closed', 'TypeError: t', 'RangeError: r']);
  });
});
