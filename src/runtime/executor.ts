import type { ConcurrentFuture } from './concurrent-future';
import { type Coroutine, isCoroutine } from './coroutine';
import { type MapOptions, mapCalls, splitMapOptions, zip } from './executor-map';
import type { WorkerKind } from './worker';

export interface ShutdownOptions {
  /** Holds the program until all jobs are over; the default. */
  wait?: boolean;
  /** Cancels the jobs that have not begun. */
  cancelFutures?: boolean;
}

type Call = (...args: never[]) => unknown;

/** Runs calls somewhere else: `concurrent.futures.Executor`. */
export abstract class Executor {
  abstract readonly workerKind: WorkerKind;

  /** Hands a call in. Throws `RuntimeError` after `shutdown`. */
  abstract submit<A extends unknown[], R>(
    action: (...args: A) => R,
    ...args: A
  ): ConcurrentFuture<R>;

  /**
   * Takes no more jobs, and holds the program until those that it has are over.
   * Throws `RuntimeError` in a job that would wait for itself.
   */
  abstract shutdown(options?: ShutdownOptions): void;

  /**
   * Calls `action` with the items of all iterables side by side, and gives the results in their order;
   * the calls are handed in at once. The options are the last argument. Asking for a result holds the
   * program; throws what the call threw, or `TimeoutError`.
   */
  map<T, R>(action: (item: T) => R, items: Iterable<T>, options?: MapOptions): IterableIterator<R>;
  map<R>(
    action: (...items: never[]) => R,
    ...iterables: [...Iterable<unknown>[], MapOptions]
  ): IterableIterator<R>;
  map<R>(action: (...items: never[]) => R, ...iterables: Iterable<unknown>[]): IterableIterator<R>;
  map(
    action: Call,
    ...args: Array<Iterable<unknown> | MapOptions | undefined>
  ): IterableIterator<unknown> {
    const { iterables, options } = splitMapOptions(args);
    return this.mapTuples(action, zip(iterables), options);
  }

  /**
   * Calls `body` and shuts the executor down when it is over: `with executor`. A body that is a
   * coroutine is awaited.
   */
  with<R>(body: (executor: this) => Coroutine<R>): Coroutine<R>;
  with<R>(body: (executor: this) => R): R;
  with<R>(body: (executor: this) => R | Coroutine<R>): R | Coroutine<R> {
    let result: R | Coroutine<R>;
    try {
      result = body(this);
    } catch (error) {
      this.shutdown();
      throw error;
    }
    if (isCoroutine(result)) return this.shutdownAfter(result as Coroutine<R>);
    this.shutdown();
    return result;
  }

  private *shutdownAfter<R>(body: Coroutine<R>): Coroutine<R> {
    try {
      return yield* body;
    } finally {
      this.shutdown();
    }
  }

  /** `map` for the arguments of each call. */
  protected mapTuples(
    action: Call,
    tuples: Iterator<readonly unknown[]>,
    options: MapOptions,
  ): IterableIterator<unknown> {
    const submit = (args: readonly unknown[]) => this.submit(action, ...(args as never[]));
    return mapCalls(submit, tuples, options);
  }
}
