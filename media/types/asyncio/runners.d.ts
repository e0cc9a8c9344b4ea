import type { Context } from './contextvars';
import type { EventLoop } from './loop';

export interface RunnerOptions {
  /** Switches debug mode on or off. */
  debug?: boolean;
  /** Makes the loop. */
  loopFactory?: () => EventLoop;
}

/**
 * Runs a coroutine on a new loop, and gives its result when everything is cleaned up: `asyncio.run`.
 *
 *     asyncio.run(main());
 *
 * @throws what the coroutine throws, and RuntimeError if a loop runs already
 */
export function run<T>(main: Promise<T>, options?: RunnerOptions): T;

/** Runs several coroutines, one after the other, on one loop and in one context: `asyncio.Runner`. */
export class Runner {
  constructor(options?: RunnerOptions);

  /** The loop, which the first call makes. */
  getLoop(): EventLoop;

  /**
   * Runs a coroutine as a task, and gives its result.
   * @throws RuntimeError if a loop runs or the runner is closed
   */
  run<T>(coroutine: Promise<T>, options?: { context?: Context }): T;

  /** Cancels the tasks that are left, lets them end, and closes the loop. */
  close(): void;

  /** Calls `body`, and closes the runner: `with asyncio.Runner() as runner`. */
  with<R>(body: (runner: this) => R): R;
}
