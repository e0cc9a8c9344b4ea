import {
  type EventLoop,
  Handle,
  LimitReached,
  LoopAbort,
  LoopStalled,
  TimerHandle,
} from '../../runtime';
import type { Instrument } from '../../runtime/instrument';
import type { RunRecorder } from '../../trace/run-recorder';
import { realSeconds } from '../clock-source';
import type { WhyCellLeft } from '../scenario';
import { answerOf, PythonRaised } from './answers';
import type { PythonCall } from './direct-calls';
import { type SignalGate, withOpenGate } from './signal-gate';
import type { TaskPlaces } from './task-places';

/** The number with which `run_handle` lets the interpreter handle its signals. */
const SIGNALS = 0;

/** What a cell that reached a limit may still use to clean up: callbacks, and seconds of the clock. */
const CLEANUP_STEPS = 10_000;
const CLEANUP_SECONDS = 60;

/** The next step of a Python task. */
class StepOfTask extends Handle {
  constructor(
    readonly channel: PythonChannel,
    readonly number: number,
    readonly task: number,
  ) {
    super(channel.loop);
  }

  override cancelled(): boolean {
    return this.channel.isCancelled(this.number);
  }

  override run(): void {
    const next = this.channel.call(this.number);
    if (next > 0) this.channel.stepAgain(this.task, next);
  }
}

/** A Python callback that is not a step of a task. */
export class PythonCallback extends Handle {
  constructor(
    readonly channel: PythonChannel,
    readonly number: number,
    readonly name: number,
    readonly position: number,
    readonly cause: number,
  ) {
    super(channel.loop);
  }

  override cancelled(): boolean {
    return this.channel.isCancelled(this.number);
  }

  override run(): void {
    this.channel.call(this.number);
  }
}

class PythonTimer extends TimerHandle {
  constructor(
    readonly channel: PythonChannel,
    when: number,
    readonly number: number,
    readonly name: number,
    readonly position: number,
    readonly cause: number,
  ) {
    super(channel.loop, when);
  }

  override run(): void {
    this.channel.timers.delete(this.number);
    this.channel.call(this.number);
  }
}

/**
 * What one Python event loop asks of its loop in the runtime core. Method names are those that
 * `loop.py` calls; callbacks are known by the numbers that Python gives them.
 *
 * Methods that are called often are called with the number of the channel; see `bridge.py`.
 */
export class PythonChannel {
  readonly timers = new Map<number, PythonTimer>();
  readonly #cancelled = new Set<number>();
  /** Whether somebody looks before each iteration if the loop is to go on. */
  isWatched = false;
  /** What may run callbacks of the loop whenever it is ready. */
  readonly watches = new Set<{ readonly isReady: boolean }>();

  constructor(
    /** Unique in a run. */
    readonly number: number,
    readonly loop: EventLoop,
    readonly recorder: RunRecorder,
    private readonly runHandle: PythonCall,
    private readonly locate: PythonCall,
    private readonly places: TaskPlaces,
    private readonly signals: SignalGate,
    private readonly onAbort: (reason: LoopAbort) => void,
  ) {}

  callSoon(number: number, task: number): void {
    this.recorder.taskReady(task, number);
    this.loop.schedule(new StepOfTask(this, number, task));
  }

  /** A task whose step is over is ready again at once; `number` is that of its next step. */
  stepAgain(task: number, number: number): void {
    this.loop.schedule(new StepOfTask(this, number, task));
    const position = this.places.positionOf(task) ?? answerOf(() => this.locate(number));
    this.recorder.yielded(task, position);
  }

  callSoonCallback(number: number, name: number, position: number): void {
    const { cause } = this.recorder;
    this.recorder.callbackReady(number, name, position);
    this.loop.schedule(new PythonCallback(this, number, name, position, cause));
  }

  callAt(number: number, when: number, name: number, position: number): void {
    const timer = new PythonTimer(this, when, number, name, position, this.recorder.cause);
    this.timers.set(number, timer);
    this.recorder.timerSet(number, name, position, when);
    this.loop.scheduleTimer(timer);
  }

  cancelHandle(number: number): void {
    this.#cancelled.add(number);
  }

  cancelTimer(number: number): void {
    this.timers.get(number)?.cancel();
    this.timers.delete(number);
    this.recorder.timerCancelled(number);
  }

  readonly run_forever = (): void => {
    this.#running(() => this.loop.runForever());
  };

  /** Runs what can run at this moment, in `most` iterations at the most. */
  readonly run_now = (most: number): void => {
    let left = most;
    this.#runWhile(() => this.loop.hasWorkNow() && left-- > 0);
  };

  /** Runs as long as something will run by itself. */
  readonly run_out = (): void => {
    this.#runWhile(() => this.loop.hasWorkAhead() || !this.loop.clock.patients.isEmpty);
  };

  readonly has_ready = (): boolean =>
    this.loop.hasReady() || [...this.watches].some(({ isReady }) => isReady);

  /** When the first timer is due, in seconds; `Infinity` if there is none. */
  readonly next_timer = (): number => this.loop.nextTimer();

  readonly has_work_ahead = (): boolean => this.loop.hasWorkAhead();

  /** As `run_forever`; true if it left because nothing can go on. */
  readonly run_unless_stalled = (): boolean => {
    let isStalled = false;
    this.#running(() => {
      try {
        this.loop.runForever();
      } catch (error) {
        if (!(error instanceof LoopStalled)) throw error;
        isStalled = true;
      }
    });
    return isStalled;
  };

  /**
   * As `run_forever`, for a cell. Why it left before somebody stopped it: `'stalled'`, or the limit that
   * was reached, after which there is a little more for cleaning up; `''` if it did not.
   */
  readonly run_for_cell = (): '' | WhyCellLeft => {
    let why: '' | WhyCellLeft = '';
    this.#running(() => {
      try {
        this.loop.runForever();
      } catch (error) {
        if (error instanceof LoopStalled) {
          why = 'stalled';
          return;
        }
        if (!(error instanceof LimitReached)) throw error;
        why = error.limit;
        const seconds = this.loop.time() + CLEANUP_SECONDS;
        this.loop.limits.renew({ steps: CLEANUP_STEPS, seconds });
      }
    });
    return why;
  };

  #runWhile(goesOn: () => boolean): void {
    this.isWatched = true;
    try {
      this.#running(() => {
        for (const loop of this.loop.runningForever()) if (!goesOn()) loop.stop();
      });
    } finally {
      this.isWatched = false;
    }
  }

  #running(run: () => void): void {
    try {
      withOpenGate(this.signals, run);
    } catch (error) {
      if (error instanceof PythonRaised) {
        if (error.error) throw error.error;
        return;
      }
      if (error instanceof LoopAbort) this.onAbort(error);
      throw error;
    }
  }

  readonly stop = (): void => {
    this.loop.stop();
  };

  /** As `callSoonCallback`, for a thread: when the time of the loop is that of the thread. */
  readonly call_soon_threadsafe = (number: number, name: number): void => {
    this.loop.atHome(() => {
      this.callSoonCallback(number, name, 0);
      this.wake();
    });
  };

  readonly wake = (): void => {
    this.loop.clock.wake();
  };

  readonly close = (): void => {
    this.loop.close();
    this.runHandle.destroy();
    this.locate.destroy();
  };

  /** The interpreter has signals to handle; what their handlers raise ends the loop. */
  handleSignals(): void {
    this.loop.schedule(new PythonCallback(this, SIGNALS, 0, 0, 0));
  }

  /** Runs the Python callback of a number. Throws `LoopAbort` if it ends the loop. */
  call(number: number): number {
    return answerOf(() => this.runHandle(number));
  }

  isCancelled(number: number): boolean {
    return this.#cancelled.size > 0 && this.#cancelled.delete(number);
  }
}

/** Tells the recorder when the handles of a Python loop run, and when the loop has nothing to do. */
export class ChannelInstrument implements Instrument {
  /** Real seconds; when the handle that runs, or the last one that ran, began. */
  handleSince = realSeconds();
  #idleSince = 0;

  constructor(
    private readonly recorder: RunRecorder,
    private readonly time: () => number,
    private readonly onHandle: () => void,
  ) {}

  beforeHandle(handle: Handle, readyLength: number, iteration: number): void {
    const { recorder } = this;
    this.handleSince = realSeconds();
    this.onHandle();
    if (handle instanceof StepOfTask) {
      recorder.beginStep(handle.task, handle.number, readyLength, iteration);
    } else if (handle instanceof PythonCallback || handle instanceof PythonTimer) {
      if (handle.number === SIGNALS) return;
      const due = handle instanceof PythonTimer ? handle.when() : Number.NaN;
      const { number, name, position, cause } = handle;
      recorder.beginCallback(number, name, iteration, position, cause, due);
    }
  }

  afterHandle(handle: Handle): void {
    this.onHandle();
    const isCallback = handle instanceof PythonCallback || handle instanceof PythonTimer;
    if (isCallback && handle.number !== SIGNALS) this.recorder.endCallback(handle.number);
  }

  loopClosed(): void {
    this.recorder.loopClosed();
  }

  beforeIdle(): void {
    this.#idleSince = this.time();
  }

  afterIdle(): void {
    this.recorder.idle(this.#idleSince, this.time());
  }
}
