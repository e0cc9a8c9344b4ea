import { BusyTime } from './busy-time';
import type { Clock } from './clock';
import { Counter } from './counter';
import { endsTheRun, RuntimeError } from './errors';
import type { ExceptionContext } from './exception-handler';
import type { Handle, TimerHandle } from './handle';
import { type InstrumentErrorSink, InstrumentSet } from './instrument';
import { LimitGuard } from './limits';
import { CONSOLE_LOG, type LogSink } from './log';
import { DEFAULT_SLOW_CALLBACK_DURATION, type EventLoopOptions } from './loop-options';
import type { Network } from './network';
import { ReadyQueue } from './ready-queue';
import { TimerQueue } from './timer-queue';

/**
 * What runs callbacks in an event loop: the ready queue, the timers, and one iteration over them.
 *
 * 1. Callbacks run in one place, `runOnce`.
 * 2. The ready queue is first in, first out, and is snapshotted at the start of an iteration: no
 *    callback runs in the iteration that scheduled it.
 * 3. Timers are ordered by (deadline, insertion number), and those that fall due join the ready
 *    queue behind what is in it.
 * 4. `stop` takes effect at the end of the iteration; before the run, it makes the run one iteration.
 * 5. What ends the run (`SystemExit`, `KeyboardInterrupt`, `LoopAbort`) leaves `runOnce` at once, and
 *    the rest of the iteration stays in the ready queue, in order.
 */
export abstract class LoopCore {
  readonly clock: Clock;
  /** The instruments; undefined if there are none, so that they then cost one comparison. */
  hooks: InstrumentSet | undefined;
  debug: boolean;
  /** Seconds; see `EventLoopOptions`. */
  slowCallbackDuration: number;
  /** The handle that is running. */
  currentHandle: Handle | undefined = undefined;
  /** The sockets of this loop; undefined if its host gives it none. */
  readonly network: Network | undefined;
  readonly log: LogSink;

  protected readonly ready = new ReadyQueue();
  protected readonly timers = new TimerQueue();
  protected stopping = false;
  protected closed = false;
  private readonly handleIds = new Counter();
  private readonly busyTime = new BusyTime();
  /** Seconds that the next handle costs beside what is measured. */
  private cost = 0;
  private readonly poll: (() => void) | undefined;
  /** Guards against a program that never ends. */
  readonly limits: LimitGuard;
  private iteration = 0;

  constructor(options: EventLoopOptions) {
    this.clock = options.clock;
    this.log = options.log ?? CONSOLE_LOG;
    this.debug = options.debug ?? false;
    this.slowCallbackDuration = options.slowCallbackDuration ?? DEFAULT_SLOW_CALLBACK_DURATION;
    this.poll = options.poll;
    this.network = options.network;
    this.limits = new LimitGuard(options.limits);
    const instruments = options.instruments ?? [];
    this.hooks =
      instruments.length === 0
        ? undefined
        : new InstrumentSet(instruments, options.onInstrumentError ?? this.logInstrumentError);
  }

  /** Tells somebody about an exception that nobody catches. */
  abstract callExceptionHandler(context: ExceptionContext): void;

  /** Runs one iteration: `BaseEventLoop._run_once`. */
  runOnce(): void {
    this.limits.checkTime(this.time());
    this.timers.clean();
    const { patients } = this.clock;
    if (this.ready.length === 0 && !this.stopping) this.idle();
    else if (!patients.isEmpty && patients.areTired()) this.clock.beginPatients();
    this.poll?.();
    this.network?.poll();
    this.clock.catchUp();
    if (!patients.areAwake) this.clock.resumePaused();
    this.collectDueTimers();
    this.iteration++;
    let count = this.ready.length;
    if (count > 0) this.cost = this.busyTime.costAt(this.time());
    this.hooks?.iterationStarted(this.iteration, count);
    for (; count > 0; count--) {
      this.limits.countStep();
      const handle = this.ready.shift();
      if (handle === undefined || handle.cancelled()) continue;
      if (this.debug) this.runTimed(handle);
      else this.runHandle(handle);
    }
  }

  /** Ends `runForever` after the current iteration, or after its first if it has not begun. */
  stop(): void {
    this.stopping = true;
  }

  /** Whether the next iteration has something to run at once. */
  hasReady(): boolean {
    return this.ready.length > 0 || this.stopping;
  }

  /** When the first timer is due, in seconds of `time()`; `Infinity` if there is none. */
  nextTimer(): number {
    this.timers.clean();
    return this.timers.nextDeadline();
  }

  /** When the first timer or what threads do is due, in seconds of `time()`; `Infinity` if nothing. */
  nextDeadline(): number {
    return Math.min(this.timers.nextDeadline(), this.clock.agenda.next());
  }

  /** Whether something will run at this moment without anybody's help. */
  hasWorkNow(): boolean {
    this.timers.clean();
    return this.ready.length > 0 || this.nextDeadline() <= this.time();
  }

  /** Whether something will ever run without anybody's help: a callback, a timer, or what is awaited outside. */
  hasWorkAhead(): boolean {
    const isScheduled = this.hasWorkNow() || this.nextDeadline() < Number.POSITIVE_INFINITY;
    return isScheduled || this.clock.awaitsOutside;
  }

  isClosed(): boolean {
    return this.closed;
  }

  /** Seconds on the loop's clock. */
  time(): number {
    return this.clock.time();
  }

  /** Puts a handle, which may be of a subclass, at the end of the ready queue. */
  schedule<H extends Handle>(handle: H): H {
    if (this.closed) throw new RuntimeError('Event loop is closed');
    this.ready.push(handle);
    if (this.hooks !== undefined) this.hooks.handleScheduled(handle);
    return handle;
  }

  /** Puts a timer, which may be of a subclass, among the timers. */
  scheduleTimer<H extends TimerHandle>(timer: H): H {
    this.checkClosed();
    this.timers.push(timer);
    this.hooks?.timerScheduled(timer);
    return timer;
  }

  nextHandleId(): number {
    return this.handleIds.next();
  }

  timerCancelled(timer: TimerHandle): void {
    if (!timer.scheduled) return;
    this.timers.noteCancelled();
    this.hooks?.timerCancelled(timer);
  }

  protected checkClosed(): void {
    if (this.closed) throw new RuntimeError('Event loop is closed');
  }

  private idle(): void {
    const { patients } = this.clock;
    if (!(patients.isEmpty && patients.areAwake) && this.findsWorkOfThreads()) return;
    const first = this.nextDeadline();
    const deadline = first === Number.POSITIVE_INFINITY ? undefined : first;
    this.hooks?.beforeIdle(deadline);
    try {
      this.clock.idle(deadline === undefined ? undefined : this.limits.latest(deadline));
    } finally {
      this.hooks?.afterIdle();
    }
    if (deadline !== undefined) this.limits.checkIdle(deadline, this.time());
  }

  /** Before patient threads begin, the loop does what those hand to it that are there already. */
  private findsWorkOfThreads(): boolean {
    this.clock.catchUp();
    if (this.ready.length === 0) this.clock.beginPatients();
    return this.ready.length > 0;
  }

  private collectDueTimers(): void {
    if (this.timers.size === 0) return;
    const time = this.time();
    const { resolution } = this.clock;
    let timer = this.timers.takeDue(time, resolution);
    while (timer !== undefined) {
      this.ready.push(timer);
      if (!timer.cancelled()) this.hooks?.timerDue(timer);
      timer = this.timers.takeDue(time, resolution);
    }
  }

  private runHandle(handle: Handle): void {
    this.hooks?.beforeHandle(handle, this.ready.length, this.iteration);
    this.currentHandle = handle;
    this.clock.beginWork();
    this.payCost();
    try {
      handle.run();
    } catch (error) {
      if (endsTheRun(error)) throw error;
      const message = `Exception in callback ${handle.describeCall()}`;
      this.callExceptionHandler({ message, exception: error, handle });
    } finally {
      this.clock.endWork();
      this.currentHandle = undefined;
      this.hooks?.afterHandle(handle);
    }
  }

  /** It is a part of the step, so the loop is busy meanwhile. */
  private payCost(): void {
    if (this.cost === 0) return;
    this.clock.spend(this.cost);
    this.cost = 0;
  }

  private runTimed(handle: Handle): void {
    const start = this.time();
    this.runHandle(handle);
    const took = this.time() - start;
    if (took < this.slowCallbackDuration) return;
    this.log.warning(`Executing ${handle.describe()} took ${took.toFixed(3)} seconds`);
  }

  private readonly logInstrumentError: InstrumentErrorSink = (error) => {
    this.log.error('An instrument failed and was taken out of the loop.', error);
  };
}
