import type { Future } from './future';
import type { Handle, TimerHandle } from './handle';
import type { LoopBound } from './loop-bound';
import type { NewPrimitive, PrimitiveInstrument } from './primitive-observer';
import type { Task } from './task';
import type { Job, Worker } from './worker';

/** Watches threads and processes, each event at its moment. As for `Instrument`. */
export interface ThreadInstrument {
  /** A pool has started a thread or process. */
  workerStarted?(worker: Worker): void;
  /** Somebody has handed a job in. */
  jobSubmitted?(job: Job): void;
  /** `job.worker` begins a job. */
  jobStarted?(job: Job): void;
  /** A job is over, or was cancelled before it began. */
  jobEnded?(job: Job): void;
  /** `call` waited for threads and held the program from `from` to `to`, in seconds. */
  blocked?(from: number, to: number, call: string): void;
}

/**
 * Watches a loop. Every hook is optional; none can change the program (invariant 4): an instrument
 * that throws is taken out and reported.
 */
export interface Instrument extends ThreadInstrument, PrimitiveInstrument {
  /** `runForever` begins, or has ended. */
  loopStarted?(): void;
  loopStopped?(): void;
  /** A loop is closed, and drops what it had scheduled. */
  loopClosed?(): void;
  /** An iteration is about to run its `readyCount` handles. Iterations are counted from 1. */
  iterationStarted?(iteration: number, readyCount: number): void;
  /** A handle joined the ready queue. A timer that falls due joins it with `timerDue` instead. */
  handleScheduled?(handle: Handle): void;
  timerScheduled?(timer: TimerHandle): void;
  /** A timer was cancelled before it was due. */
  timerCancelled?(timer: TimerHandle): void;
  /** A timer fell due and joined the ready queue. */
  timerDue?(timer: TimerHandle): void;
  /** `readyLength` handles wait behind this one in the ready queue. */
  beforeHandle?(handle: Handle, readyLength: number, iteration: number): void;
  afterHandle?(handle: Handle): void;
  /** Nothing is ready; the loop waits until `deadline` (seconds), for ever if it is undefined. */
  beforeIdle?(deadline: number | undefined): void;
  afterIdle?(): void;
  /** `creator` is the task that was running. */
  taskCreated?(task: Task, creator: Task | undefined): void;
  beforeTaskStep?(task: Task): void;
  /** `waitingOn` is undefined if the task is done, or will run again without waiting. */
  afterTaskStep?(task: Task, waitingOn: Future | undefined): void;
  /** A task is done; follows `futureDone`, and comes before the `afterTaskStep` of its last step. */
  taskDone?(task: Task): void;
  /** Somebody asked a task to cancel; `by` is the task that was running. */
  cancelRequested?(task: Task, by: Task | undefined): void;
  /** A request to cancel a task was taken back; `left` still stand. */
  uncancelled?(task: Task, left: number): void;
  /** A future, which may be a task, has its result, exception or cancellation. */
  futureDone?(future: Future): void;
  /** The exception handler is about to hear that nobody has asked for the result of a failed future. */
  neverRetrieved?(future: Future): void;
}

export type InstrumentErrorSink = (error: unknown, instrument: Instrument) => void;

/** Passes each event on to every instrument, in the order in which they were added. */
export class InstrumentSet implements Required<Instrument> {
  private instruments: readonly Instrument[];

  constructor(
    instruments: readonly Instrument[],
    private readonly onError: InstrumentErrorSink,
  ) {
    this.instruments = [...instruments];
  }

  loopStarted(): void {
    this.each((one) => one.loopStarted?.());
  }

  loopStopped(): void {
    this.each((one) => one.loopStopped?.());
  }

  loopClosed(): void {
    this.each((one) => one.loopClosed?.());
  }

  iterationStarted(iteration: number, readyCount: number): void {
    this.each((one) => one.iterationStarted?.(iteration, readyCount));
  }

  handleScheduled(handle: Handle): void {
    this.each((one) => one.handleScheduled?.(handle));
  }

  timerScheduled(timer: TimerHandle): void {
    this.each((one) => one.timerScheduled?.(timer));
  }

  timerCancelled(timer: TimerHandle): void {
    this.each((one) => one.timerCancelled?.(timer));
  }

  timerDue(timer: TimerHandle): void {
    this.each((one) => one.timerDue?.(timer));
  }

  beforeHandle(handle: Handle, readyLength: number, iteration: number): void {
    this.each((one) => one.beforeHandle?.(handle, readyLength, iteration));
  }

  afterHandle(handle: Handle): void {
    this.each((one) => one.afterHandle?.(handle));
  }

  beforeIdle(deadline: number | undefined): void {
    this.each((one) => one.beforeIdle?.(deadline));
  }

  afterIdle(): void {
    this.each((one) => one.afterIdle?.());
  }

  taskCreated(task: Task, creator: Task | undefined): void {
    this.each((one) => one.taskCreated?.(task, creator));
  }

  beforeTaskStep(task: Task): void {
    this.each((one) => one.beforeTaskStep?.(task));
  }

  afterTaskStep(task: Task, waitingOn: Future | undefined): void {
    this.each((one) => one.afterTaskStep?.(task, waitingOn));
  }

  taskDone(task: Task): void {
    this.each((one) => one.taskDone?.(task));
  }

  cancelRequested(task: Task, by: Task | undefined): void {
    this.each((one) => one.cancelRequested?.(task, by));
  }

  uncancelled(task: Task, left: number): void {
    this.each((one) => one.uncancelled?.(task, left));
  }

  futureDone(future: Future): void {
    this.each((one) => one.futureDone?.(future));
  }

  neverRetrieved(future: Future): void {
    this.each((one) => one.neverRetrieved?.(future));
  }

  workerStarted(worker: Worker): void {
    this.each((one) => one.workerStarted?.(worker));
  }

  jobSubmitted(job: Job): void {
    this.each((one) => one.jobSubmitted?.(job));
  }

  jobStarted(job: Job): void {
    this.each((one) => one.jobStarted?.(job));
  }

  jobEnded(job: Job): void {
    this.each((one) => one.jobEnded?.(job));
  }

  primitiveCreated(made: NewPrimitive): void {
    this.each((one) => one.primitiveCreated?.(made));
  }

  primitiveChanged(primitive: LoopBound, level: number): void {
    this.each((one) => one.primitiveChanged?.(primitive, level));
  }

  blocked(from: number, to: number, call: string): void {
    this.each((one) => one.blocked?.(from, to, call));
  }

  private each(call: (instrument: Instrument) => void): void {
    for (const instrument of this.instruments) {
      try {
        call(instrument);
      } catch (error) {
        this.drop(instrument, error);
      }
    }
  }

  private drop(instrument: Instrument, error: unknown): void {
    // One that throws again while its first error is being reported is reported once.
    if (!this.instruments.includes(instrument)) return;
    this.instruments = this.instruments.filter((other) => other !== instrument);
    try {
      this.onError(error, instrument);
    } catch {
      // The reporter observes too, so it must not change the program either.
    }
  }
}
