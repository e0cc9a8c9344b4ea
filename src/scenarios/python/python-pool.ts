import type { ConcurrentFuture, WorkerKind } from '../../runtime';
import type { Pause } from '../../runtime/pause';
import { PoolExecutor } from '../../runtime/pool-executor';
import { nextProcessNumber } from '../../runtime/worker-numbers';

/** A Python job has failed; what with waits on the Python side. */
export class JobFailed extends Error {
  /** `text`: the recorder's number of the text that says it, such as `ValueError: no`. */
  constructor(readonly text: number) {
    super('A Python job has failed.');
  }
}

/** No job of the pool can be done any more. Why is known on the Python side. */
class PoolBroken extends Error {}

/** What Python does for a job. */
export interface PythonJob {
  /** In its thread, from the beginning or from its pause on. Throws `JobFailed`. */
  run(): Pause | undefined;
  /** In its thread, at the moment of its end. */
  finish(): void;
  /** Whether it would have to wait if it began now; undefined if its thread is not patient. */
  readonly wouldWait: (() => boolean) | undefined;
}

/** A pool whose jobs are Python's. A Python thread is a pool of one worker with one job. */
export class PythonPool extends PoolExecutor {
  readonly #futures = new Map<number, ConcurrentFuture>();

  /** `prefix` is the beginning of the names of threads, or the whole name of a single one. */
  constructor(
    readonly workerKind: WorkerKind,
    maxWorkers: number,
    private readonly prefix: string,
    initializer: (() => void) | undefined,
  ) {
    super({ maxWorkers, ...(initializer && { initializer }) }, maxWorkers);
  }

  /** Hands in the job with that number, which is written as `call`. */
  hand(number: number, call: string, { run, finish, wouldWait }: PythonJob): void {
    this.wouldWait = wouldWait;
    const future = this.submit<[string], Pause | undefined>(run, call);
    this.#futures.set(number, future);
    future.addDoneCallback(() => {
      this.#futures.delete(number);
      if (!future.cancelled()) finish();
    });
  }

  /** A job that has not begun will not. */
  readonly cancel = (number: number): void => {
    this.#futures.get(number)?.cancel();
  };

  readonly is_idle = (): boolean => this.isIdle();

  protected override textOf(_action: unknown, [call]: readonly unknown[]): string {
    return String(call);
  }

  protected override nameWorker(index: number): string {
    if (this.workerKind === 'process') return `SpawnProcess-${nextProcessNumber()}`;
    return this.prefix.endsWith('_') ? `${this.prefix}${index}` : this.prefix;
  }

  protected override makeBrokenError(): Error {
    return new PoolBroken();
  }
}
