import type { AdoptAwaitable } from './adopt';
import type { Agenda } from './agenda';
import { AsyncGenerators } from './async-generators';
import { nameCallback } from './callback-name';
import type { Clock } from './clock';
import { type CallArguments, splitContext } from './context-option';
import { type Coroutine, isCoroutine } from './coroutine';
import { Counter } from './counter';
import { endsTheRun, RuntimeError, ValueError } from './errors';
import {
  dispatchException,
  type ExceptionContext,
  type ExceptionHandler,
  logException,
} from './exception-handler';
import type { Executor } from './executor';
import { Future } from './future';
import { FutureRegistry } from './future-registry';
import { type Callback, checkCallback, Handle, TimerHandle } from './handle';
import { type InstrumentErrorSink, InstrumentSet } from './instrument';
import { LimitGuard } from './limits';
import { CONSOLE_LOG, type LogSink } from './log';
import { LoopExecutor } from './loop-executor';
import { DEFAULT_SLOW_CALLBACK_DURATION, type EventLoopOptions } from './loop-options';
import type { Network } from './network';
import { ReadyQueue } from './ready-queue';
import { repr } from './repr';
import { findRunningLoop, setRunningLoop } from './running-loop';
import { checkSeconds } from './seconds';
import { Task, type TaskOptions } from './task';
import type { TaskFactory } from './task-factory';
import type { ThreadPoolExecutor } from './thread-pool-executor';
import { TimerQueue } from './timer-queue';
import { asThread } from './worker';

/**
 * The event loop: `asyncio.BaseEventLoop`.
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
export class EventLoop {
  readonly clock: Clock;
  /** The instruments; undefined if there are none, so that they then cost one comparison. */
  hooks: InstrumentSet | undefined;
  debug: boolean;
  /** Seconds; see `EventLoopOptions`. */
  slowCallbackDuration: number;
  /** The handle that is running. */
  currentHandle: Handle | undefined = undefined;
  /** For futures and tasks themselves. */
  readonly futures: FutureRegistry;
  /** For async generators themselves. */
  readonly asyncGenerators: AsyncGenerators;
  /** The sockets of this loop; undefined if its host gives it none. */
  readonly network: Network | undefined;
  /** For what awaits something; see `EventLoopOptions`. */
  readonly adopt: AdoptAwaitable;

  private readonly executors = new LoopExecutor(this);
  private readonly ready = new ReadyQueue();
  private readonly timers = new TimerQueue();
  private readonly handleIds = new Counter();
  readonly log: LogSink;
  private readonly poll: (() => void) | undefined;
  private readonly hostIsBusy: (() => boolean) | undefined;
  private readonly limits: LimitGuard;
  private taskFactory: TaskFactory | undefined = undefined;
  private exceptionHandler: ExceptionHandler | undefined = undefined;
  /** The agenda of the line of time on which the loop runs: a thread may have a loop of its own. */
  private home: Agenda;
  private iteration = 0;
  private stopping = false;
  private running = false;
  private closed = false;

  constructor(options: EventLoopOptions) {
    this.clock = options.clock;
    this.home = this.clock.mainAgenda;
    this.log = options.log ?? CONSOLE_LOG;
    this.debug = options.debug ?? false;
    this.slowCallbackDuration = options.slowCallbackDuration ?? DEFAULT_SLOW_CALLBACK_DURATION;
    this.poll = options.poll;
    this.hostIsBusy = options.hostIsBusy;
    this.network = options.network;
    this.adopt = options.adopt ?? (() => undefined);
    this.asyncGenerators = new AsyncGenerators(this, this.log);
    this.futures = new FutureRegistry(options.taskNumbers ?? new Counter());
    this.limits = new LimitGuard(options.limits);
    const instruments = options.instruments ?? [];
    this.hooks =
      instruments.length === 0
        ? undefined
        : new InstrumentSet(instruments, options.onInstrumentError ?? this.logInstrumentError);
  }

  // --- Running -----------------------------------------------------------------------------------

  /** Runs until `stop` is called. Throws `RuntimeError` if the loop runs or is closed. */
  runForever(): void {
    exhaust(this.runningForever());
  }

  /**
   * As `runForever`, for a host that must do something between the iterations: yields itself before
   * those that the host asks for, see `EventLoopOptions.hostIsBusy`.
   */
  *runningForever(): Generator<EventLoop, void> {
    this.checkClosed();
    this.checkNotRunning();
    this.running = true;
    this.home = this.clock.agenda;
    setRunningLoop(this);
    this.hooks?.loopStarted();
    try {
      do {
        if (this.hostIsBusy?.()) yield this;
        this.runOnce();
      } while (!this.stopping);
    } finally {
      this.stopping = false;
      this.running = false;
      this.home = this.clock.mainAgenda;
      setRunningLoop(undefined);
      this.hooks?.loopStopped();
    }
  }

  /**
   * Runs until the future is done and returns its result; a coroutine is wrapped in a task.
   * Throws the future's exception, or `RuntimeError` if the loop was stopped before.
   */
  runUntilComplete<T>(awaitable: Future<T> | Coroutine<T>): T {
    return exhaust(this.runningUntilComplete(awaitable));
  }

  /** As `runUntilComplete`, with the pauses of `runningForever`. */
  *runningUntilComplete<T>(awaitable: Future<T> | Coroutine<T>): Generator<EventLoop, T> {
    this.checkClosed();
    this.checkNotRunning();
    const isNew = !(awaitable instanceof Future);
    const future = this.ensureFuture(awaitable);
    future.addDoneCallback(stopItsLoop);
    try {
      yield* this.runningForever();
    } catch (error) {
      // The caller cannot reach the task, so nobody else could retrieve this exception.
      if (isNew && future.done() && !future.cancelled()) future.exception();
      throw error;
    } finally {
      future.removeDoneCallback(stopItsLoop);
    }
    if (!future.done()) throw new RuntimeError('Event loop stopped before Future completed.');
    return future.result();
  }

  /** Runs one iteration: `BaseEventLoop._run_once`. */
  runOnce(): void {
    this.limits.checkTime(this.time());
    this.timers.clean();
    if (this.ready.length === 0 && !this.stopping) this.idle();
    this.poll?.();
    this.network?.poll();
    this.clock.catchUp();
    this.collectDueTimers();
    this.iteration++;
    let count = this.ready.length;
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

  /**
   * Drops everything scheduled; futures whose exception nobody retrieved are reported first.
   * Throws `RuntimeError` if the loop runs.
   */
  close(): void {
    if (this.running) throw new RuntimeError('Cannot close a running event loop');
    if (this.closed) return;
    this.reportUnretrieved();
    this.closed = true;
    this.network?.close();
    this.executors.close();
    this.ready.clear();
    this.timers.clear();
    this.hooks?.loopClosed();
  }

  /** Closes the async generators that were begun on the loop and have not ended. */
  *shutdownAsyncgens(): Coroutine<void> {
    yield* this.asyncGenerators.shutDown();
  }

  /** Waits until the jobs of the default executor are over, for at most `timeout` seconds. */
  shutdownDefaultExecutor(timeout?: number | null): Coroutine<void> {
    return this.executors.shutDown(timeout);
  }

  /** Whether the next iteration has something to run at once. */
  hasReady(): boolean {
    return this.ready.length > 0 || this.stopping;
  }

  /** When the first timer or what threads do is due, in seconds of `time()`; `Infinity` if nothing. */
  nextDeadline(): number {
    return Math.min(this.timers.nextDeadline(), this.clock.agenda.next());
  }

  isRunning(): boolean {
    return this.running;
  }

  isClosed(): boolean {
    return this.closed;
  }

  getDebug(): boolean {
    return this.debug;
  }

  setDebug(enabled: boolean): void {
    this.debug = enabled;
  }

  /** Seconds on the loop's clock. */
  time(): number {
    return this.clock.time();
  }

  toString(): string {
    const word = (is: boolean) => (is ? 'True' : 'False');
    const state = `running=${word(this.running)} closed=${word(this.closed)}`;
    return `<EventLoop ${state} debug=${word(this.debug)}>`;
  }

  // --- Scheduling --------------------------------------------------------------------------------

  /** Calls `callback(...args)` in the next iteration; `{ context }` may follow the arguments. */
  callSoon<A extends unknown[]>(
    callback: (...args: A) => unknown,
    ...args: CallArguments<A>
  ): Handle {
    if (this.debug) this.checkThread();
    checkCallback(callback, 'callSoon');
    return this.schedule(this.makeHandle(callback, args));
  }

  /** As `callSoon`, from outside of the loop or from a thread: also ends its idle wait. */
  callSoonThreadsafe<A extends unknown[]>(
    callback: (...args: A) => unknown,
    ...args: CallArguments<A>
  ): Handle {
    checkCallback(callback, 'callSoonThreadsafe');
    this.checkClosed();
    const handle = this.makeHandle(callback, args);
    this.atHome(() => {
      this.schedule(handle);
      this.clock.wake();
    });
    return handle;
  }

  /** Calls `callback(...args)` after `delay` seconds; `{ context }` may follow the arguments. */
  callLater<A extends unknown[]>(
    delay: number,
    callback: (...args: A) => unknown,
    ...args: CallArguments<A>
  ): TimerHandle {
    if (delay === undefined || delay === null) throw new TypeError('delay must not be None');
    checkSeconds(delay, 'delay');
    return this.callAt(this.time() + delay, callback, ...args);
  }

  /** Calls `callback(...args)` at the time `when`, in seconds of `time()`; `{ context }` may follow. */
  callAt<A extends unknown[]>(
    when: number,
    callback: (...args: A) => unknown,
    ...args: CallArguments<A>
  ): TimerHandle {
    if (when === undefined || when === null) throw new TypeError('when cannot be None');
    checkSeconds(when, 'when');
    if (this.debug) this.checkThread();
    checkCallback(callback, 'callAt');
    const call = splitContext(args);
    return this.scheduleTimer(new TimerHandle(this, when, callback, call.args, call.context));
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

  /**
   * Runs `action(...args)` in a thread or process of `executor`, of the default one if it is undefined.
   * Throws `RuntimeError` if that was shut down.
   */
  runInExecutor<A extends unknown[], R>(
    executor: Executor | undefined | null,
    action: (...args: A) => R,
    ...args: A
  ): Future<R> {
    this.checkClosed();
    return this.executors.run(executor, action, args);
  }

  /** Sets what `runInExecutor` uses without an executor. Throws `TypeError` if it has no threads. */
  setDefaultExecutor(executor: ThreadPoolExecutor): void {
    this.executors.setStandard(executor);
  }

  createFuture<T = unknown>(): Future<T> {
    return new Future<T>(this);
  }

  /** Schedules a coroutine as a task. Throws `TypeError` if it is none. */
  createTask<T>(coroutine: Coroutine<T>, options?: TaskOptions): Task<T> {
    this.checkClosed();
    if (this.taskFactory !== undefined) return this.taskFactory(this, coroutine, options);
    return new Task(this, coroutine, options);
  }

  getTaskFactory(): TaskFactory | undefined {
    return this.taskFactory;
  }

  /** Sets what `createTask` calls to make a task; undefined brings the default back. */
  setTaskFactory(factory: TaskFactory | null | undefined): void {
    const given = factory ?? undefined;
    if (given !== undefined && typeof given !== 'function') {
      throw new TypeError('task factory must be a callable or None');
    }
    this.taskFactory = given;
  }

  /**
   * A future stays as it is, a coroutine becomes a task: `asyncio.ensure_future`.
   * Throws `TypeError` for what cannot be awaited, `ValueError` if the future is of another loop.
   */
  ensureFuture<T>(awaitable: Future<T> | Coroutine<T>): Future<T> {
    if (!(awaitable instanceof Future)) {
      if (isCoroutine(awaitable)) return this.createTask(awaitable);
      const adopted = this.adopt(awaitable);
      if (adopted !== undefined) return adopted as Future<T>;
      throw new TypeError('An asyncio.Future, a coroutine or an awaitable is required');
    }
    if (awaitable.loop !== this) {
      throw new ValueError(
        'The future belongs to a different loop than the one specified as the loop argument',
      );
    }
    return awaitable;
  }

  /** The task whose step is running: `asyncio.current_task(loop)`. */
  get currentTask(): Task | undefined {
    return this.futures.current;
  }

  /** The tasks that are not done, in the order of creation: `asyncio.all_tasks(loop)`. */
  allTasks(): Set<Task> {
    return this.futures.tasks();
  }

  // --- Exceptions --------------------------------------------------------------------------------

  getExceptionHandler(): ExceptionHandler | undefined {
    return this.exceptionHandler;
  }

  /** Sets what is told about exceptions that nobody catches; undefined brings the default back. */
  setExceptionHandler(handler: ExceptionHandler | null | undefined): void {
    const given = handler ?? undefined;
    if (given !== undefined && typeof given !== 'function') {
      throw new TypeError(`A callable object or None is expected, got ${repr(given)}`);
    }
    this.exceptionHandler = given;
  }

  defaultExceptionHandler(context: ExceptionContext): void {
    logException(this.log, context);
  }

  callExceptionHandler(context: ExceptionContext): void {
    dispatchException(this, this.exceptionHandler, context, this.log);
  }

  /** Tells the exception handler about each future that failed and that nobody asked since. */
  reportUnretrieved(): void {
    for (const future of this.futures.takeUnretrieved()) {
      this.hooks?.neverRetrieved(future);
      const message = `${future.kind} exception was never retrieved`;
      this.callExceptionHandler({ message, exception: future.exception(), future });
    }
  }

  // --- For handles -------------------------------------------------------------------------------

  nextHandleId(): number {
    return this.handleIds.next();
  }

  timerCancelled(timer: TimerHandle): void {
    if (!timer.scheduled) return;
    this.timers.noteCancelled();
    this.hooks?.timerCancelled(timer);
  }

  /** Does `action` when the loop's time is that of whoever calls, who may be in a branch. */
  private atHome(action: () => void): void {
    const { clock, home } = this;
    const time = clock.time();
    if (clock.agenda === home || (home === clock.mainAgenda && time <= clock.mainTime())) action();
    else home.add(time, () => this.closed || asThread(action));
  }

  private makeHandle(callback: Callback, all: readonly unknown[]): Handle {
    const { args, context } = splitContext(all);
    return new Handle(this, callback, args, context);
  }

  // --- One iteration -----------------------------------------------------------------------------

  private idle(): void {
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

  private runTimed(handle: Handle): void {
    const start = this.time();
    this.runHandle(handle);
    const took = this.time() - start;
    if (took < this.slowCallbackDuration) return;
    this.log.warning(`Executing ${handle.describe()} took ${took.toFixed(3)} seconds`);
  }

  // --- Checks ------------------------------------------------------------------------------------

  private checkClosed(): void {
    if (this.closed) throw new RuntimeError('Event loop is closed');
  }

  /** Debug mode's check that the caller is not in a thread. */
  private checkThread(): void {
    if (this.running && findRunningLoop() !== this) {
      throw new RuntimeError(
        'Non-thread-safe operation invoked on an event loop other than the current one',
      );
    }
  }

  private checkNotRunning(): void {
    if (this.running) throw new RuntimeError('This event loop is already running');
    if (findRunningLoop() !== undefined) {
      throw new RuntimeError('Cannot run the event loop while another loop is running');
    }
  }

  private readonly logInstrumentError: InstrumentErrorSink = (error) => {
    this.log.error('An instrument failed and was taken out of the loop.', error);
  };
}

/** Runs a loop whose host has nothing to do between the iterations. */
export function exhaust<T>(turns: Generator<EventLoop, T>): T {
  let turn = turns.next();
  while (!turn.done) turn = turns.next();
  return turn.value;
}

/** `base_events._run_until_complete_cb`. */
function stopItsLoop(future: Future): void {
  // What ends the run leaves the loop by itself; a stop would be kept for the next run.
  if (!future.cancelled() && endsTheRun(future.exception())) return;
  future.loop.stop();
}
nameCallback(stopItsLoop, 'runUntilComplete: it is done');
