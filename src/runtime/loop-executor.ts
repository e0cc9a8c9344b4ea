import { nameCallback } from './callback-name';
import type { Coroutine } from './coroutine';
import { RuntimeError, TimeoutError } from './errors';
import type { Executor } from './executor';
import type { Future } from './future';
import { checkCallback } from './handle';
import type { EventLoop } from './loop';
import { CallPurpose } from './purpose';
import { ThreadPoolExecutor } from './thread-pool-executor';
import { timeout as timeLimit } from './timeout';
import { chainToLoop } from './wrap-future';

/** What a loop has to do with executors: `BaseEventLoop.run_in_executor` and its relatives. */
export class LoopExecutor {
  private standard: ThreadPoolExecutor | undefined = undefined;
  private isShutDown = false;

  constructor(private readonly loop: EventLoop) {}

  /** Throws `TypeError` for no function, `RuntimeError` if the executor, or the standard one, was shut down. */
  run<A extends unknown[], R>(
    executor: Executor | undefined | null,
    action: (...args: A) => R,
    args: A,
  ): Future<R> {
    checkCallback(action, 'runInExecutor');
    const pool = executor ?? this.getStandard();
    const future = chainToLoop(pool.submit(action, ...args), this.loop);
    future.purpose = new CallPurpose(pool.workerKind, pool, action, args);
    return future;
  }

  /** Throws `TypeError` for anything but a `ThreadPoolExecutor`. */
  setStandard(executor: ThreadPoolExecutor): void {
    if (!(executor instanceof ThreadPoolExecutor)) {
      throw new TypeError('executor must be ThreadPoolExecutor instance');
    }
    this.standard = executor;
  }

  /** Waits until the standard executor has done its jobs, for at most `timeout` seconds. */
  *shutDown(timeout: number | null | undefined): Coroutine<void> {
    this.isShutDown = true;
    const { standard, loop } = this;
    if (standard === undefined) return;
    const joined = loop.createFuture<void>();
    standard.shutdown({ wait: false });
    standard.whenIdle(() => {
      if (!loop.isClosed()) loop.callSoonThreadsafe(threadsJoined, joined);
    });
    joined.purpose = { kind: 'thread', owner: standard };
    try {
      yield* timeLimit(timeout ?? undefined).with(function* () {
        yield joined;
      });
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      loop.log.warning(
        `The executor did not finishing joining its threads within ${timeout} seconds.`,
      );
    }
  }

  /** The loop is closed; jobs that run go on. */
  close(): void {
    this.isShutDown = true;
    this.standard?.shutdown({ wait: false });
    this.standard = undefined;
  }

  private getStandard(): ThreadPoolExecutor {
    if (this.isShutDown) throw new RuntimeError('Executor shutdown has been called');
    this.standard ??= new ThreadPoolExecutor({ threadNamePrefix: 'asyncio' });
    return this.standard;
  }
}

function threadsJoined(joined: Future<void>): void {
  if (!joined.done()) joined.setResult();
}
nameCallback(threadsJoined, 'executor: its threads are over');
