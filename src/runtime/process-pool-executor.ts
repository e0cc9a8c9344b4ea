import { ValueError } from './errors';
import { batched, type MapOptions } from './executor-map';
import { plainCopy } from './plain-copy';
import { PoolExecutor, type PoolOptions } from './pool-executor';
import { BrokenExecutor } from './thread-pool-executor';
import { nextProcessNumber } from './worker-numbers';

/** As many as a machine with four cores has, for the reason that threads have a fixed number. */
const DEFAULT_PROCESSES = 4;

/** `concurrent.futures.process.BrokenProcessPool`. */
export class BrokenProcessPool extends BrokenExecutor {
  static {
    BrokenProcessPool.prototype.name = 'BrokenProcessPool';
  }
}

/**
 * Runs calls in processes, at most 4 unless told: `concurrent.futures.ProcessPoolExecutor`.
 *
 * Arguments and results are copied, and must be plain data; others give a `PicklingError`. The memory
 * of the program itself is shared all the same, unlike in CPython.
 */
export class ProcessPoolExecutor extends PoolExecutor {
  readonly workerKind = 'process';

  /** Throws `ValueError` for less than one process, `TypeError` for a bad initializer. */
  constructor(first?: number | PoolOptions, options: PoolOptions = {}) {
    super(typeof first === 'object' ? first : { ...options, maxWorkers: first }, DEFAULT_PROCESSES);
  }

  protected override mapTuples(
    action: (...args: never[]) => unknown,
    tuples: Iterator<readonly unknown[]>,
    { chunksize = 1, ...options }: MapOptions,
  ): IterableIterator<unknown> {
    if (chunksize < 1) throw new ValueError('chunksize must be >= 1.');
    if (chunksize === 1) return super.mapTuples(action, tuples, options);
    const callAll = (...calls: readonly unknown[][]) =>
      calls.map((args) => action(...(args as never[])));
    Object.defineProperty(callAll, 'name', { value: action.name });
    const lists = super.mapTuples(callAll, batched(tuples, chunksize), options);
    return flat(lists as IterableIterator<unknown[]>);
  }

  /** What is sent is copied when it is handed in; what cannot be sent fails in the future. */
  protected override callOf<A extends unknown[]>(
    action: (...args: A) => unknown,
    args: A,
  ): () => unknown {
    let sent: A;
    try {
      sent = plainCopy(args);
    } catch (error) {
      return () => {
        throw error;
      };
    }
    return () => plainCopy(action(...sent));
  }

  protected override nameWorker(): string {
    // The name where processes are spawned, as on macOS and Windows.
    return `SpawnProcess-${nextProcessNumber()}`;
  }

  protected override makeBrokenError(): Error {
    return new BrokenProcessPool(
      'A process in the process pool was terminated abruptly while the future was running or pending.',
    );
  }
}

function* flat(lists: IterableIterator<unknown[]>): IterableIterator<unknown> {
  for (const list of lists) yield* list;
}
