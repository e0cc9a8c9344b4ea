import type { Awaitable, Coroutine } from './futures';

/**
 * The iterator of an asynchronous iterable: `aiter`.
 * @throws TypeError for anything else
 */
export function aiter<T>(series: AsyncIterable<T>): AsyncIterator<T>;

/**
 * Goes on to the next value: `anext`.
 * @throws StopAsyncIteration at the end, unless there is a default
 */
export function anext<T>(source: AsyncIterator<T, unknown>): Coroutine<T>;
export function anext<T, D>(source: AsyncIterator<T, unknown>, defaultValue: D): Coroutine<T | D>;

/** What `aclosing` gives. */
export class Aclosing<G> {
  constructor(generator: G);

  /** Runs `body`, and closes the generator however that ends. */
  with<R>(body: (generator: G) => Awaitable<R> | R): Coroutine<R>;
}

/**
 * Closes an async generator when a body is over: `contextlib.aclosing`.
 *
 *     await asyncio.aclosing(ticks()).with(async (series) => {
 *       for await (const tick of series) if (tick > 3) break;
 *     });
 */
export function aclosing<G extends AsyncGenerator<unknown, unknown, never>>(
  generator: G,
): Aclosing<G>;

/** All values as a list: `[x async for x in series]`. */
export function collect<T>(series: AsyncIterable<T>): Coroutine<T[]>;

/** The results of `transform`, which may be an async function: `(f(x) async for x in series)`. */
export function amap<T, U>(
  transform: (value: T) => U | Awaitable<U>,
  series: AsyncIterable<T>,
): AsyncGenerator<U, undefined>;

/** The values that `condition` holds for; it may be an async function: `(x async for x in … if …)`. */
export function afilter<T>(
  condition: (value: T) => unknown,
  series: AsyncIterable<T>,
): AsyncGenerator<T, undefined>;
