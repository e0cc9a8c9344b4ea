import { RuntimeError } from './errors';
import { PoolExecutor, type PoolOptions } from './pool-executor';
import { nextPoolNumber } from './worker-numbers';

/**
 * CPython's `min(32, cores + 4)` on a machine with four cores. The real number must not matter: the
 * same program has to give the same trace everywhere.
 */
const DEFAULT_THREADS = 8;

export interface ThreadPoolOptions extends PoolOptions {
  /** The beginning of the names of the threads; the default is `ThreadPoolExecutor-0`, and so on. */
  threadNamePrefix?: string;
}

/** The pool cannot be used since an initializer failed: `concurrent.futures.BrokenExecutor`. */
export class BrokenExecutor extends RuntimeError {
  static {
    BrokenExecutor.prototype.name = 'BrokenExecutor';
  }
}

/** `concurrent.futures.thread.BrokenThreadPool`. */
export class BrokenThreadPool extends BrokenExecutor {
  static {
    BrokenThreadPool.prototype.name = 'BrokenThreadPool';
  }
}

/** Runs calls in threads, at most 8 unless told: `concurrent.futures.ThreadPoolExecutor`. */
export class ThreadPoolExecutor extends PoolExecutor {
  readonly workerKind = 'thread';
  private readonly prefix: string;

  /** Throws `ValueError` for less than one thread, `TypeError` for a bad initializer. */
  constructor(first?: number | ThreadPoolOptions, options: ThreadPoolOptions = {}) {
    const all = typeof first === 'object' ? first : { ...options, maxWorkers: first };
    super(all, DEFAULT_THREADS);
    this.prefix = all.threadNamePrefix || `ThreadPoolExecutor-${nextPoolNumber()}`;
  }

  protected override nameWorker(index: number): string {
    return `${this.prefix}_${index}`;
  }

  protected override makeBrokenError(): Error {
    return new BrokenThreadPool(
      'A thread initializer failed, the thread pool is not usable anymore',
    );
  }
}
