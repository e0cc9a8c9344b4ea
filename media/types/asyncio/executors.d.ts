import type { Coroutine, Future } from './futures';
import type { EventLoop } from './loop';

/** The result of a job, for code outside of the loop: `concurrent.futures.Future`. */
export class ConcurrentFuture<out T = unknown> {
  /** Cancels the job if it has not begun. Returns whether it is cancelled now. */
  cancel(): boolean;

  cancelled(): boolean;

  running(): boolean;

  done(): boolean;

  /**
   * The result.
   * @throws the exception of the job, and CancelledError
   */
  result(timeout?: number): T;

  /**
   * The exception, or undefined.
   * @throws CancelledError
   */
  exception(timeout?: number): unknown;

  /** Calls `callback(future)` when the job is done; at once, if it is already. */
  addDoneCallback(callback: (future: ConcurrentFuture<T>) => unknown): void;
}

/** Runs functions in workers, beside the event loop: `concurrent.futures.Executor`. */
export abstract class Executor {
  /**
   * Starts a job.
   * @throws RuntimeError after `shutdown`
   */
  submit<A extends unknown[], R>(action: (...args: A) => R, ...args: A): ConcurrentFuture<R>;

  /** Takes no more jobs. With `cancelFutures` those that have not begun are cancelled. */
  shutdown(options?: { wait?: boolean; cancelFutures?: boolean }): void;
}

export interface ExecutorOptions {
  /** How many jobs run at the same time; more wait in line. */
  maxWorkers?: number;
}

/** Runs functions in threads: `concurrent.futures.ThreadPoolExecutor`. */
export class ThreadPoolExecutor extends Executor {
  constructor(options?: ExecutorOptions & { threadNamePrefix?: string });
}

/** Runs functions in processes: `concurrent.futures.ProcessPoolExecutor`. */
export class ProcessPoolExecutor extends Executor {
  constructor(options?: ExecutorOptions);
}

/** Runs a function that blocks in a thread, while the loop goes on: `asyncio.to_thread`. */
export function toThread<A extends unknown[], R>(
  action: (...args: A) => R,
  ...args: A
): Coroutine<R>;

/** Makes the result of a job awaitable: `asyncio.wrap_future`. */
export function wrapFuture<T>(
  future: ConcurrentFuture<T> | Future<T>,
  options?: { loop?: EventLoop },
): Future<T>;

/** Starts a coroutine on `loop` from outside of it: `asyncio.run_coroutine_threadsafe`. */
export function runCoroutineThreadsafe<T>(
  coroutine: Promise<T>,
  loop: EventLoop,
): ConcurrentFuture<T>;
