import type { Future } from './future';

/** What a coroutine may yield: a future to wait for, or nothing, which gives up one turn. */
export type Awaitable = Future | undefined;

/**
 * A coroutine of the runtime core: a generator object, which runs nothing until it is awaited.
 *
 * `yield future` awaits a future and gives its result; `yield* coroutine` awaits a coroutine and runs
 * it without a turn of the loop; `yield` alone lets every ready handle go first.
 */
export interface Coroutine<T = unknown> extends Generator<Awaitable, T, unknown> {
  /** The name of the function that made it, if its maker knows: `__qualname__`. */
  qualname?: string;
}

/** `asyncio.iscoroutine`. */
export function isCoroutine(value: unknown): value is Coroutine {
  return (
    typeof value === 'object' &&
    value !== null &&
    // Async generators have the methods, too.
    Symbol.iterator in value &&
    'next' in value &&
    typeof value.next === 'function' &&
    'throw' in value &&
    typeof value.throw === 'function'
  );
}
