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
   * The result; holds the loop until it is there, for at most `timeout` seconds.
   * @throws the exception of the job, ConcurrentCancelledError, and TimeoutError
   */
  result(timeout?: number): T;

  /**
   * The exception, or undefined; holds the loop as `result` does.
   * @throws ConcurrentCancelledError and TimeoutError
   */
  exception(timeout?: number): Error | undefined;

  /** Calls `callback(future)` when the job is done; at once, if it is already. */
  addDoneCallback(callback: (future: ConcurrentFuture<T>) => unknown): void;

  /** Begins the work, which then cannot be cancelled; false if it was cancelled before. */
  setRunningOrNotifyCancel(): boolean;

  /** @throws InvalidStateError if it is done already */
  setResult(value: unknown): void;

  /** @throws InvalidStateError if it is done already */
  setException(error: unknown): void;
}

export interface MapOptions {
  /** Seconds from the call of `map` until the last result. */
  timeout?: number;
  /** How many calls a process takes at a time; threads take one. */
  chunksize?: number;
  /** How many calls are handed in ahead of the results; the default is all of them. */
  buffersize?: number;
}

/** Runs functions in workers, beside the event loop: `concurrent.futures.Executor`. */
export abstract class Executor {
  /**
   * Hands a job in. Jobs begin in this order, when a worker is free.
   * @throws RuntimeError after `shutdown`
   */
  submit<A extends unknown[], R>(action: (...args: A) => R, ...args: A): ConcurrentFuture<R>;

  /**
   * Calls `action` with the items side by side, and gives the results in their order. Asking for a
   * result holds the loop.
   * @throws what a call threw, and TimeoutError
   */
  map<T, R>(action: (item: T) => R, items: Iterable<T>, options?: MapOptions): IterableIterator<R>;
  map<T, U, R>(
    action: (one: T, other: U) => R,
    items: Iterable<T>,
    others: Iterable<U>,
    options?: MapOptions,
  ): IterableIterator<R>;

  /**
   * Takes no more jobs, and holds the loop until those that it has are over.
   * @param options with `wait: false` it does not hold the loop; `cancelFutures` cancels the jobs that
   * have not begun
   */
  shutdown(options?: { wait?: boolean; cancelFutures?: boolean }): void;

  /** Calls `body`, and shuts the executor down when that is over: `with executor`. */
  with<R>(body: (executor: this) => Promise<R>): Coroutine<R>;
  with<R>(body: (executor: this) => R): R;
}

export interface PoolOptions {
  /** How many jobs run at the same time; more wait in line. */
  maxWorkers?: number;
  /** Called once in each worker before its first job. */
  initializer?: (...args: never[]) => unknown;
  initargs?: readonly unknown[];
}

export interface ThreadPoolOptions extends PoolOptions {
  /** The beginning of the names of the threads. */
  threadNamePrefix?: string;
}

/** Runs functions in threads, at most 8 unless told: `concurrent.futures.ThreadPoolExecutor`. */
export class ThreadPoolExecutor extends Executor {
  /** @throws ValueError for less than one thread */
  constructor(maxWorkers?: number, options?: ThreadPoolOptions);
  constructor(options: ThreadPoolOptions);

  readonly maxWorkers: number;
}

/**
 * Runs functions in processes, at most 4 unless told: `concurrent.futures.ProcessPoolExecutor`.
 * Arguments and results must be plain data; others give a `PicklingError`.
 */
export class ProcessPoolExecutor extends Executor {
  /** @throws ValueError for less than one process */
  constructor(maxWorkers?: number, options?: PoolOptions);
  constructor(options: PoolOptions);

  readonly maxWorkers: number;
}

/**
 * Holds the loop until the jobs are over, and gives those that are and those that are not:
 * `concurrent.futures.wait`.
 */
export function concurrentWait<F extends ConcurrentFuture>(
  futures: Iterable<F>,
  options?: {
    /** Seconds. */
    timeout?: number | null;
    returnWhen?: 'FIRST_COMPLETED' | 'FIRST_EXCEPTION' | 'ALL_COMPLETED';
  },
): [done: Set<F>, notDone: Set<F>];

/**
 * Gives the jobs as they are over; asking for the next one holds the loop:
 * `concurrent.futures.as_completed`.
 * @throws TimeoutError after `timeout` seconds
 */
export function concurrentAsCompleted<F extends ConcurrentFuture>(
  futures: Iterable<F>,
  options?: { timeout?: number | null },
): IterableIterator<F>;

/**
 * Runs a function that blocks in a thread, while the loop goes on: `asyncio.to_thread`.
 *
 *     const text = await asyncio.toThread(download, 'tea.txt');
 */
export function toThread<A extends unknown[], R>(
  action: (...args: A) => R,
  ...args: A
): Coroutine<R>;

/** Makes the result of a job awaitable: `asyncio.wrap_future`. */
export function wrapFuture<T>(
  future: ConcurrentFuture<T> | Future<T>,
  options?: { loop?: EventLoop },
): Future<T>;

/** Starts a coroutine on `loop` from a thread: `asyncio.run_coroutine_threadsafe`. */
export function runCoroutineThreadsafe<T>(
  coroutine: Promise<T>,
  loop: EventLoop,
): ConcurrentFuture<T>;
