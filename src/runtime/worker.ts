import type { CallOutcome, ConcurrentFuture } from './concurrent-future';
import { Context } from './contextvars';
import { findRunningLoop, setRunningLoop } from './running-loop';
import type { Task } from './task';
import type { ThreadHost } from './thread-host';

export type WorkerKind = 'thread' | 'process';

/** One call that somebody gave to a pool. */
export class Job {
  /** Seconds; `NaN` before it begins. */
  from = Number.NaN;
  /** Seconds; `NaN` before it begins. It is known at once, since a job runs as a whole. */
  to = Number.NaN;
  /** Whether it goes on when its action is called again. */
  isPaused = false;
  /** How it ends; undefined before it begins. */
  outcome: CallOutcome<unknown> | undefined = undefined;
  /** Who does it; undefined before it begins. */
  worker: Worker | undefined = undefined;
  /** The thread or process that handed it in; undefined for the main one. */
  readonly submittedIn = findRunningWorker();

  constructor(
    readonly host: ThreadHost,
    readonly future: ConcurrentFuture,
    readonly action: () => unknown,
    /** The call in words, such as `download('a')`. */
    readonly call: string,
    /** The task that handed it in, if one did. */
    readonly submitter: Task | undefined,
    /** Seconds. */
    readonly submitted: number,
  ) {}
}

/** A thread or process of a pool; not a real one, see `Clock`. */
export class Worker {
  /** What it does; undefined while it has nothing to do. */
  job: Job | undefined = undefined;
  /** What it will do first, if that is settled before it begins. */
  first: Job | undefined = undefined;
  /** Since when it has nothing to do, in seconds; undefined while it works or is about to. */
  idleSince: number | undefined = undefined;
  /** A thread has a context of its own, in which nothing is set. */
  private readonly context = new Context();

  constructor(
    /** As CPython names threads, such as `ThreadPoolExecutor-0_0`. */
    readonly name: string,
    readonly kind: WorkerKind,
  ) {}

  /** Runs `action` on a branch of time from `start`; gives the end of the branch. Seconds. */
  run(host: ThreadHost, start: number, action: () => void): number {
    const before = running;
    running = { worker: this, host };
    try {
      return asThread(() => host.clock.branch(start, () => this.context.run(action)));
    } finally {
      running = before;
    }
  }
}

let running: { readonly worker: Worker; readonly host: ThreadHost } | undefined;

/** The thread or process in which the program is now; undefined for the main one. */
export function findRunningWorker(): Worker | undefined {
  return running?.worker;
}

/** Where that thread or process lives. */
export function findWorkerHost(): ThreadHost | undefined {
  return running?.host;
}

/** How many threads are inside of each other. */
let depth = 0;

/** Runs `action` as in another thread, in which no loop runs. */
export function asThread<T>(action: () => T): T {
  const loop = findRunningLoop();
  const task = loop?.futures.swap(undefined);
  setRunningLoop(undefined);
  depth++;
  try {
    return action();
  } finally {
    depth--;
    setRunningLoop(loop);
    loop?.futures.swap(task);
  }
}

/** Whether a thread does what happens now, and not what the program stands at. For instruments. */
export function isInThread(): boolean {
  return depth > 0;
}
