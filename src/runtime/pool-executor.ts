import { InternalError } from '../base/assert';
import { atItsMoment } from './clock';
import { type CallOutcome, ConcurrentFuture } from './concurrent-future';
import { LoopAbort, RuntimeError, ValueError } from './errors';
import { Executor, type ShutdownOptions } from './executor';
import { hold } from './hold';
import type { InstrumentSet } from './instrument';
import { Pause } from './pause';
import { reprCall } from './repr';
import { findRunningLoop } from './running-loop';
import { findThreadHost, type ThreadHost } from './thread-host';
import { Job, Worker } from './worker';

export interface PoolOptions {
  /** How many threads or processes there may be. */
  maxWorkers?: number;
  /** Called once in each worker before its first job. */
  initializer?: (...args: never[]) => unknown;
  initargs?: readonly unknown[];
}

/**
 * A pool of workers and a queue of jobs.
 *
 * 1. A job runs at once and as a whole on a branch of time when a worker begins it; its end is known
 *    then, and takes place at its moment. Only then does the worker take the next job.
 * 2. Jobs begin in the order in which they were handed in.
 * 3. A new worker begins before `submit` returns; one that was idle, when the program next holds still. (In
 *    CPython, starting a thread waits for it; an idle one gets its turn later.) With a job that would wait,
 *    both are patient; see `Patients`.
 * 4. Of several idle workers the one that has been idle for the longest works next.
 */
export abstract class PoolExecutor extends Executor {
  readonly maxWorkers: number;
  private readonly workers: Worker[] = [];
  private queue: Job[] = [];
  private host: ThreadHost | undefined = undefined;
  private isShutDown = false;
  private isBroken = false;
  private readonly idleCallbacks: Array<() => void> = [];
  /** Whether the job that is being handed in would have to wait; undefined if its worker is not patient. */
  protected wouldWait: (() => boolean) | undefined = undefined;

  /** Throws `ValueError` for less than one worker, `TypeError` for an initializer that is no function. */
  constructor(
    private readonly options: PoolOptions,
    defaultWorkers: number,
  ) {
    super();
    this.maxWorkers = options.maxWorkers ?? defaultWorkers;
    if (this.maxWorkers <= 0) throw new ValueError('max_workers must be greater than 0');
    const { initializer } = options;
    if (initializer !== undefined && typeof initializer !== 'function') {
      throw new TypeError('initializer must be a callable');
    }
  }

  override submit<A extends unknown[], R>(
    action: (...args: A) => R,
    ...args: A
  ): ConcurrentFuture<R> {
    if (this.isBroken) throw this.makeBrokenError();
    if (this.isShutDown) throw new RuntimeError('cannot schedule new futures after shutdown');
    const host = findThreadHost(this.host);
    this.host = host;
    host.clock.catchUp();
    const future = new ConcurrentFuture<R>(host);
    const submitter = findRunningLoop()?.currentTask;
    const call = this.textOf(action, args);
    const now = host.clock.time();
    const job = new Job(host, future, this.callOf(action, args), call, submitter, now);
    tell(job.host, (hooks) => hooks.jobSubmitted(job));
    if (host.hooks !== undefined) future.addDoneCallback(() => this.tellIfCancelled(job));
    this.queue.push(job);
    this.findWorker(host, now);
    return future;
  }

  override shutdown({ wait = true, cancelFutures = false }: ShutdownOptions = {}): void {
    this.isShutDown = true;
    if (cancelFutures) for (const { future } of this.queue.splice(0)) future.cancel();
    const { host } = this;
    if (!wait || host === undefined) return;
    hold(host, { isOver: () => this.isIdle(), call: 'executor.shutdown()' });
  }

  /** Whether no worker has anything to do. */
  isIdle(): boolean {
    return this.workers.every((worker) => worker.idleSince !== undefined);
  }

  /** Calls `callback` when no worker has anything to do; at once, if that is so already. */
  whenIdle(callback: () => void): void {
    if (this.isIdle()) callback();
    else this.idleCallbacks.push(callback);
  }

  /** What a worker calls for a job. */
  protected callOf<A extends unknown[]>(action: (...args: A) => unknown, args: A): () => unknown {
    return () => action(...args);
  }

  /** A call in words, for whoever shows the job. */
  protected textOf(action: { name: string }, args: readonly unknown[]): string {
    return reprCall(action, args);
  }

  protected abstract nameWorker(index: number): string;

  /** `BrokenThreadPool` or `BrokenProcessPool`. */
  protected abstract makeBrokenError(): Error;

  /** Gives a job that has just come to a worker, if one may begin it. */
  private findWorker(host: ThreadHost, now: number): void {
    const idle = this.workers
      .filter(({ idleSince }) => idleSince !== undefined)
      .sort((a, b) => a.idleSince! - b.idleSince!)[0];
    const isFull = this.workers.length >= this.maxWorkers;
    // One that is idle only later has worked in a branch that is ahead of the program.
    if (idle !== undefined && (idle.idleSince! <= now || isFull)) {
      const since = Math.max(now, idle.idleSince!);
      idle.idleSince = undefined;
      if (this.wouldWait !== undefined) this.driveLater(host, idle, since, this.wouldWait);
      else host.clock.agenda.add(since, () => this.drive(host, idle, since));
    } else if (!isFull) {
      const worker = new Worker(this.nameWorker(this.workers.length), this.workerKind);
      this.workers.push(worker);
      tell(host, (hooks) => hooks.workerStarted(worker));
      const since = this.initialize(host, worker, now);
      if (this.wouldWait === undefined || this.isBroken) this.driveAt(host, worker, since);
      else this.driveLater(host, worker, since, this.wouldWait);
    }
  }

  /** Lets a worker do the job that has just come when the program waits. */
  private driveLater(
    host: ThreadHost,
    worker: Worker,
    since: number,
    wouldWait: () => boolean,
  ): void {
    const { clock } = host;
    worker.first = this.queue.pop();
    const begin = () => this.driveAt(host, worker, Math.max(since, clock.time()));
    clock.patients.add({ wouldWait, begin });
  }

  /** Lets a worker work when its moment comes, which may be now. */
  private driveAt(host: ThreadHost, worker: Worker, when: number): void {
    if (when <= host.clock.time()) this.drive(host, worker, when);
    else host.clock.agenda.add(when, () => this.drive(host, worker, when));
  }

  /** Lets a worker work from `since` on, until something has to wait for its moment. */
  private drive(host: ThreadHost, worker: Worker, since: number): void {
    let next: number | undefined = since;
    do {
      next = this.goOn(worker, next);
    } while (next !== undefined && next <= host.clock.time());
    if (next !== undefined) this.driveAt(host, worker, next);
  }

  /** Does what is next for a worker; gives the time at which there will be more, undefined if nobody knows. */
  private goOn(worker: Worker, since: number): number | undefined {
    const { job } = worker;
    if (job === undefined) return this.begin(worker, since);
    return job.isPaused ? this.work(worker, job, since) : this.end(worker, job);
  }

  /** Calls the initializer in a new worker; gives the time of its end. */
  private initialize(host: ThreadHost, worker: Worker, now: number): number {
    const { initializer, initargs = [] } = this.options;
    if (initializer === undefined) return now;
    const call = initializer as (...args: readonly unknown[]) => unknown;
    let outcome: CallOutcome<unknown> | undefined;
    const end = worker.run(host, now, () => {
      outcome = outcomeOf(() => call(...initargs));
    });
    if (!outcome?.hasFailed) return end;
    const { error } = outcome;
    const breakDown = () => this.breakDown(host, error);
    if (end <= host.clock.time()) breakDown();
    else host.clock.agenda.add(end, breakDown);
    return end;
  }

  /** No job can be done any more. */
  private breakDown(host: ThreadHost, error: unknown): void {
    host.log.error('Exception in initializer:', error);
    this.isBroken = true;
    for (const { future } of [...this.takeFirstJobs(), ...this.queue.splice(0)]) {
      if (future.setRunningOrNotifyCancel()) future.setException(this.makeBrokenError());
    }
  }

  private takeFirstJobs(): Job[] {
    return this.workers.flatMap((worker) => {
      const { first } = worker;
      worker.first = undefined;
      return first ?? [];
    });
  }

  /** The worker begins the next job; gives the time of its end, undefined if there is no job. */
  private begin(worker: Worker, since: number): number | undefined {
    const job = this.takeJob(worker);
    if (job === undefined) {
      worker.idleSince = since;
      if (this.isIdle()) for (const callback of this.idleCallbacks.splice(0)) callback();
      return undefined;
    }
    worker.job = job;
    job.from = Math.max(since, job.submitted);
    job.worker = worker;
    tell(job.host, (hooks) => hooks.jobStarted(job));
    return this.work(worker, job, job.from);
  }

  /** The worker works on its job up to its end, or to a pause; gives the time to which it came. */
  private work(worker: Worker, job: Job, since: number): number | undefined {
    job.isPaused = false;
    job.to = worker.run(job.host, since, () => {
      job.outcome = outcomeOf(job.action);
    });
    const { outcome } = job;
    if (outcome?.value instanceof Pause) {
      this.pause(worker, job, outcome.value);
      return undefined;
    }
    job.future.foresee(job.to, outcome!);
    return job.to;
  }

  /** Lets a worker go on later. What it waits for can only come when the program has come as far as the worker. */
  private pause(worker: Worker, job: Job, { isOver, until }: Pause): void {
    job.isPaused = true;
    const { host, to } = job;
    const { clock } = host;
    if (to > clock.mainTime()) {
      clock.mainAgenda.add(to, () => this.drive(host, worker, to));
      return;
    }
    let isLate = false;
    const beLate = () => {
      isLate = true;
    };
    const hasEnd = until < Number.POSITIVE_INFINITY;
    const forget = hasEnd ? clock.mainAgenda.add(until, beLate) : undefined;
    const begin = () => {
      forget?.();
      this.drive(host, worker, clock.time());
    };
    clock.patients.pause({ wouldWait: () => !isLate && !isOver(), begin });
  }

  /** The worker's job is over; gives the time at which its callbacks are, too. */
  private end(worker: Worker, job: Job): number {
    worker.job = undefined;
    tell(job.host, (hooks) => hooks.jobEnded(job));
    return worker.run(job.host, job.to, () => {
      const { hasFailed, error } = outcomeOf(() => job.future.finish(job.outcome!));
      if (hasFailed) job.host.log.error('Exception in worker', error);
    });
  }

  private tellIfCancelled(job: Job): void {
    if (job.future.cancelled()) tell(job.host, (hooks) => hooks.jobEnded(job));
  }

  private takeJob(worker: Worker): Job | undefined {
    let job = worker.first ?? this.queue.shift();
    worker.first = undefined;
    while (job !== undefined && !job.future.setRunningOrNotifyCancel()) job = this.queue.shift();
    return job;
  }
}

/** Tells the instruments at its moment what happens perhaps in a branch. */
function tell({ clock, hooks }: ThreadHost, what: (hooks: InstrumentSet) => void): void {
  if (hooks !== undefined) atItsMoment(clock, () => what(hooks));
}

function outcomeOf(action: () => unknown): CallOutcome<unknown> {
  try {
    return { hasFailed: false, value: action(), error: undefined };
  } catch (error) {
    if (error instanceof LoopAbort || error instanceof InternalError) throw error;
    return { hasFailed: true, value: undefined, error };
  }
}
