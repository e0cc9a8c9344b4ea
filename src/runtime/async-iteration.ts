import { checkedAwaitable } from './adopt';
import { AsyncGenerator } from './async-generator';
import { AwaitedValue } from './async-generator-frame';
import { type Awaited, asItself, typeName } from './await-frame';
import { type Coroutine, isCoroutine } from './coroutine';
import { CoroutineObject, type CoroutineOrigin } from './coroutine-object';
import { StopAsyncIteration } from './errors';
import type { Future } from './future';
import { findRunningLoop } from './running-loop';
import { awaitableOfBody, type BodyResult } from './with-body';

type Awaitable<T> = Coroutine<T> | Future<T>;

/** An asynchronous iterator whose methods give awaitables of asyncio: `collections.abc.AsyncIterator`. */
export interface AsyncSource<T> {
  next(): Awaitable<IteratorResult<T, unknown>>;
  return?(): Awaitable<unknown>;
}

/** What `for await` takes, of awaitables of asyncio: `collections.abc.AsyncIterable`. */
export interface AsyncSeries<T> {
  [Symbol.asyncIterator](): AsyncSource<T>;
}

/** The iterator of an asynchronous iterable: `aiter`. Throws `TypeError` for anything else. */
export function aiter<T>(series: AsyncSeries<T>): AsyncSource<T> {
  if (typeof Object(series)[Symbol.asyncIterator] !== 'function') {
    throw new TypeError(`'${typeName(series)}' object is not an async iterable`);
  }
  return series[Symbol.asyncIterator]();
}

/**
 * Awaiting this gives the next value of an asynchronous iterator: `anext`. At the end it gives the
 * default, or throws `StopAsyncIteration` if there is none.
 */
export function anext<T>(source: AsyncSource<T>): Coroutine<T>;
export function anext<T, D>(source: AsyncSource<T>, defaultValue: D): Coroutine<T | D>;
export function anext<T>(source: AsyncSource<T>, ...defaults: [T?]): Coroutine<T | undefined> {
  if (typeof Object(source).next !== 'function') {
    throw new TypeError(`'${typeName(source)}' object is not an async iterator`);
  }
  if (source instanceof AsyncGenerator && defaults.length === 0) return source.anext();
  const next = nextOf(source);
  return new CoroutineObject(() => valueOfStep(next, defaults), ANEXT);
}

const ANEXT: CoroutineOrigin = { qualname: 'anext', site: 0 };

function* valueOfStep<T>(
  next: Awaitable<IteratorResult<T, unknown>>,
  defaults: [T?],
): Coroutine<T | undefined> {
  const step = yield* next;
  if (!step.done) return step.value;
  if (defaults.length === 0) throw new StopAsyncIteration();
  return defaults[0];
}

/**
 * Closes `thing` when the body is over, however it ends: `contextlib.aclosing`.
 *
 *     await aclosing(ticks()).with(async (generator) => { … });
 */
export function aclosing<G extends { aclose(): Coroutine }>(thing: G): Aclosing<G> {
  return new Aclosing(thing);
}

export class Aclosing<G extends { aclose(): Coroutine }> {
  constructor(private readonly thing: G) {}

  *with<T>(body: (thing: G) => BodyResult<T>): Coroutine<T> {
    try {
      return yield* awaitableOfBody(body(this.thing));
    } finally {
      yield* this.thing.aclose();
    }
  }
}

/** All values of an asynchronous iterable as a list: `[x async for x in series]`. */
export function* collect<T>(series: AsyncSeries<T>): Coroutine<T[]> {
  const source = aiter(series);
  const values: T[] = [];
  for (let step = yield* nextOf(source); !step.done; step = yield* nextOf(source)) {
    values.push(step.value);
  }
  return values;
}

/** The results of `transform`, which may be a coroutine function: `(f(x) async for x in series)`. */
export function amap<T, U>(
  transform: (value: T) => U | Awaitable<U>,
  series: AsyncSeries<T>,
): AsyncGenerator<U> {
  return derive('amap', series, function* (value) {
    yield yield new AwaitedValue(transform(value));
  });
}

/** The values that `condition`, which may be a coroutine function, holds for: `(x async for x in series if f(x))`. */
export function afilter<T>(
  condition: (value: T) => unknown,
  series: AsyncSeries<T>,
): AsyncGenerator<T> {
  return derive('afilter', series, function* (value) {
    if (yield new AwaitedValue(condition(value))) yield value;
  });
}

/** An async generator that runs `body` for each value, and closes the source if it is left early. */
function derive<T, U>(
  qualname: string,
  series: AsyncSeries<T>,
  body: (value: T) => Generator<unknown, void, unknown>,
): AsyncGenerator<U> {
  const source = aiter(series);
  const makeBody = function* (): Generator<unknown, undefined, unknown> {
    for (;;) {
      const step = (yield new AwaitedValue(nextOf(source))) as IteratorResult<T, unknown>;
      if (step.done) return undefined;
      let isLeft = true;
      try {
        yield* body(step.value);
        isLeft = false;
      } finally {
        if (isLeft && source.return !== undefined) yield new AwaitedValue(source.return());
      }
    }
  };
  return new AsyncGenerator(makeBody, { qualname, site: 0 }, adoptOrTake);
}

/** What the host can await is awaited; any other value is a result itself. */
function adoptOrTake(value: unknown): Awaited {
  const future = isCoroutine(value) ? undefined : findRunningLoop()?.adopt(value);
  return future === undefined ? asItself(value) : { kind: 'future', future };
}

/** Throws `TypeError` if what the iterator gives cannot be awaited. */
function nextOf<T>(source: AsyncSource<T>): Awaitable<IteratorResult<T, unknown>> {
  return checkedAwaitable(source.next());
}
