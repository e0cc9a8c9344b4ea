import type { Awaitable, Coroutine } from './futures';

/** Limits how long its body may take: `asyncio.Timeout`, made by `timeout` or `timeoutAt`. */
export class Timeout {
  constructor(deadline: number | undefined);

  /** The deadline in seconds of `loop.time()`; undefined if there is none. */
  when(): number | undefined;

  /**
   * Moves the deadline, in seconds of `loop.time()`; undefined or null is none.
   * @throws RuntimeError before the body begins, and once the limit has struck or the body has ended
   */
  reschedule(when: number | null | undefined): void;

  /** Whether the time limit has struck. */
  expired(): boolean;

  /**
   * Runs `body` within the limit, and cancels it when the time is over.
   * @throws TimeoutError when the time is over
   */
  with<R>(body: (timeout: this) => Awaitable<R> | R): Coroutine<R>;
}

/**
 * Limits a body to `delay` seconds from now; undefined or null is no limit: `asyncio.timeout`.
 *
 *     await asyncio.timeout(1).with(async () => {
 *       await slow();
 *     });
 */
export function timeout(delay: number | null | undefined): Timeout;

/** As `timeout`, with the deadline in seconds of `loop.time()`: `asyncio.timeout_at`. */
export function timeoutAt(when: number | null | undefined): Timeout;
