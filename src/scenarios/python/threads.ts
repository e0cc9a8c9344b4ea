import { findRunningWorker, setThreadHost, type Worker } from '../../runtime';
import { atItsMoment, type Clock } from '../../runtime/clock';
import { InstrumentSet } from '../../runtime/instrument';
import { Pause } from '../../runtime/pause';
import { JobRecorder } from '../../trace/job-recorder';
import type { Recorder } from '../../trace/recorder';
import type { RunRecorder } from '../../trace/run-recorder';
import { JobInstrument } from '../job-instrument';
import { answerOf, orPropagate } from './answers';
import { JobFailed, PythonPool } from './python-pool';
import { SharedCore } from './shared-core';

/** What Python is asked to do; see `jobs.py`. */
const RUN = 0;
const FINISH = 1;
const INITIALIZE = 2;
const POOL_IS_IDLE = 3;
const WHEN_IS_IT_OVER = 4;
const DUE = 5;
const WOULD_WAIT = 6;
const PAUSE_IS_OVER = 7;
const PAUSE_UNTIL = 8;

/** What a job answers that makes a pause. */
const PAUSED = -3;

/** How a wait ended; see `waiting.py`. */
const ENDED = 0;
const LATE = 1;
const UNKNOWN = 2;
const INTERRUPTED = 3;

const FINE = 0;

/** Seconds after which CPython lets another thread go on. */
const SWITCH_INTERVAL = 0.005;

/** Does one of the things above with a job or a pool, in the thread with that number. */
interface CallPython {
  (what: number, subject: number, worker: number): number;
  copy(): CallPython;
}

export interface PythonThreadsOptions {
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly run: RunRecorder;
  readonly record: boolean;
  /** Holds the program for at most some seconds of the clock and returns how many passed. */
  readonly block: (seconds: number) => number;
}

/** Python has its own log for what goes wrong in threads. */
const SILENT = { warning: () => {}, error: () => {} };

/**
 * The threads and processes of a Python program, on the pools of the core. Method names are those that
 * Python calls; jobs and pools are known by the numbers that Python gives them.
 */
export class PythonThreads {
  readonly #options: PythonThreadsOptions;
  readonly #jobs: JobInstrument;
  readonly #numbers = new Map<Worker, number>();
  readonly #names = [''];
  readonly #core = new SharedCore();
  #python: CallPython | undefined;
  /** What was put on the agenda for Python is being done. */
  #isOnAgenda = false;
  /** When the thread that runs now began to work, in seconds. */
  #since = 0;
  /** Up to when threads have done what they do, when the program asked last; seconds. */
  #caughtUpTo = 0;
  /** Where the job that is being handed in comes from. */
  #position = 0;

  constructor(options: PythonThreadsOptions) {
    const { clock, recorder, run } = options;
    this.#options = options;
    this.#jobs = new JobInstrument(new JobRecorder(recorder, () => clock.time()), {
      submitterOf: ({ submittedIn }) => (submittedIn ? 0 : run.currentTask),
      currentPosition: () => this.#position,
      errorText: (error) => (error instanceof JobFailed ? error.text : 0),
    });
  }

  /** From now on threads live here, and Python does their work. */
  readonly listen = (python: CallPython): void => {
    const { clock, record } = this.#options;
    const hooks = record ? new InstrumentSet([this.#jobs], () => {}) : undefined;
    this.#python = python.copy();
    setThreadHost({ clock, hooks, log: SILENT });
  };

  /** A pool of `kind`, `thread` or `process`. `initializes`: Python has something to do in each worker. */
  readonly open_pool = (
    number: number,
    kind: 'thread' | 'process',
    maxWorkers: number,
    prefix: string,
    initializes: boolean,
  ): PythonPool =>
    new PythonPool(
      kind,
      maxWorkers,
      prefix,
      initializes ? () => this.#work(INITIALIZE, number) : undefined,
    );

  /** Hands a job in that is written as `call`; a patient thread begins when the program waits. */
  readonly submit = (
    pool: PythonPool,
    job: number,
    call: string,
    position: number,
    isPatient: boolean,
  ): number =>
    orPropagate(() => {
      this.#position = position;
      pool.hand(job, call, {
        run: () => this.#run(job),
        finish: () => this.#work(FINISH, job),
        wouldWait: isPatient ? () => this.#ask(WOULD_WAIT, job) === 1 : undefined,
      });
      return FINE;
    });

  /** The program asks whether something has happened. If it does so too often, patient threads begin. */
  readonly note_question = (): number =>
    orPropagate(() => {
      const { clock } = this.#options;
      this.#caughtUp();
      if (clock.patients.areTired()) clock.beginPatients();
      return FINE;
    });

  /** Tells Python, in a thread of the pool, when the pool has nothing more to do. */
  readonly when_idle = (pool: PythonPool, number: number): void => {
    pool.whenIdle(() => this.#work(POOL_IS_IDLE, number));
  };

  /** The job that runs now is refused, with `text`; the exception leaves the pool, which tells of no end. */
  readonly refused = (text: number): void => {
    const { clock, record } = this.#options;
    const job = findRunningWorker()?.job;
    if (!record || !job) return;
    job.to = clock.time();
    job.outcome = { hasFailed: true, value: undefined, error: new JobFailed(text) };
    atItsMoment(clock, () => this.#jobs.jobEnded(job));
  };

  readonly worker_name = (worker: number): string => this.#names[worker] ?? '';

  /** Whether a thread or process does what happens now. */
  get running(): boolean {
    return findRunningWorker() !== undefined;
  }

  /** The trace's number of the thread or process that works now, 0 for the main one. */
  runningNumber(): number {
    return this.#jobs.numberOf(findRunningWorker());
  }

  /** Whether the time that passes now is that of a thread, and not the program's own. */
  get isInBranch(): boolean {
    const { clock } = this.#options;
    return clock.agenda !== clock.mainAgenda;
  }

  /** Does `pause`, in which the thread that calls does not work. */
  pausing<T>(pause: () => T): T {
    this.settle();
    try {
      return pause();
    } finally {
      this.#since = this.#options.clock.time();
    }
  }

  /** Asks Python at the time `when`, in seconds, to do what is due. */
  readonly at = (when: number, number: number): void => {
    this.#options.clock.agenda.add(when, () => {
      this.#isOnAgenda = true;
      try {
        this.#ask(DUE, number);
      } finally {
        this.#isOnAgenda = false;
      }
    });
  };

  /** Makes the thread that calls as late as the work of other threads has made it. */
  readonly settle = (): void => {
    const worker = findRunningWorker();
    if (worker?.kind !== 'thread' || !this.isInBranch) return;
    const { clock } = this.#options;
    const time = clock.time();
    if (time <= this.#since) return;
    this.#core.forget(clock.mainTime());
    this.#since = this.#core.work(this.#since, time);
    clock.sleepUntil(this.#since);
  };

  /** The time after that, in seconds, or `PROPAGATE`; for the program, threads have done what they do up to then. */
  readonly settled_time = (): number =>
    orPropagate(() => {
      if (!this.isInBranch) return this.#caughtUp();
      this.settle();
      return this.#options.clock.time();
    });

  /**
   * The program may have worked since it let others go on. Before it asks or changes something, threads that are
   * behind it do what they do until then. Gives that time.
   */
  #caughtUp(): number {
    const { clock } = this.#options;
    let time = clock.time();
    if (this.#isOnAgenda || this.isInBranch) return time;
    // For a moment a program that wakes a thread goes on before that does, as natively.
    if (time > this.#caughtUpTo + SWITCH_INTERVAL) clock.resumePaused();
    while (clock.agenda.next() <= time) {
      clock.catchUp();
      clock.resumePaused();
      time = clock.time();
    }
    this.#caughtUpTo = time;
    return time;
  }

  /** The program works for long: threads that are behind it do what they do until now. */
  readonly let_catch_up = (): number =>
    orPropagate(() => {
      this.#caughtUp();
      return FINE;
    });

  /** When threads that work at this moment make a pause, in seconds. */
  readonly core_is_free_at = (): number => this.#core.freeAt(this.#options.clock.time());

  /** Seconds, on the line of time of whoever calls. */
  readonly time = (): number => this.#options.clock.time();

  /** The program's own time, in seconds; that of a thread may be ahead of it. */
  readonly main_time = (): number => this.#options.clock.mainTime();

  /**
   * Holds the program or the thread until Python says that the wait is over, for at most `timeout`
   * seconds, `NaN` for no limit.
   */
  readonly hold = (timeout: number, call: number, position: number): number =>
    orPropagate(() =>
      this.pausing(() => {
        const { clock, run } = this.#options;
        clock.catchUp();
        const from = clock.time();
        try {
          return this.#pass(timeout);
        } finally {
          const to = clock.time();
          if (!this.isInBranch && to > from) run.block(from, to, call, position);
        }
      }),
    );

  #pass(timeout: number): number {
    const { clock } = this.#options;
    const hasEnd = !Number.isNaN(timeout);
    const end = hasEnd ? clock.time() + timeout : Number.POSITIVE_INFINITY;
    for (;;) {
      const over = this.#ask(WHEN_IS_IT_OVER, 0);
      if (over <= clock.time()) return ENDED;
      if (clock.beginPatients()) continue;
      const next = Math.min(clock.agenda.next(), over);
      if (next === Number.POSITIVE_INFINITY && (this.isInBranch || !hasEnd)) return UNKNOWN;
      if (!this.#passUntil(Math.min(next, end))) return INTERRUPTED;
      if (next > end) return this.#ask(WHEN_IS_IT_OVER, 0) <= clock.time() ? ENDED : LATE;
    }
  }

  /** Returns false if a signal came before. */
  #passUntil(when: number): boolean {
    const { clock, block } = this.#options;
    const left = when - clock.time();
    if (left > 0 && block(left) < left) return false;
    clock.sleepUntil(when);
    return true;
  }

  #run(job: number): Pause | undefined {
    if (this.#work(RUN, job) !== PAUSED) return undefined;
    return new Pause(() => this.#ask(PAUSE_IS_OVER, job) === 1, this.#ask(PAUSE_UNTIL, job));
  }

  /** Python does something in the thread that runs now. Throws `JobFailed`. */
  #work(what: number, subject: number): number {
    const before = this.#since;
    this.#since = this.#options.clock.time();
    try {
      const answer = this.#ask(what, subject);
      this.settle();
      if (answer >= 0) throw new JobFailed(answer);
      return answer;
    } finally {
      this.#since = before;
    }
  }

  #ask(what: number, subject: number): number {
    const worker = this.#numberOf(findRunningWorker());
    return answerOf(() => this.#python!(what, subject, worker));
  }

  #numberOf(worker: Worker | undefined): number {
    if (worker === undefined) return 0;
    let number = this.#numbers.get(worker);
    if (number === undefined) {
      number = this.#names.push(worker.name) - 1;
      this.#numbers.set(worker, number);
    }
    return number;
  }
}
