import type { AdoptAwaitable } from './adopt';
import type { Agenda } from './agenda';
import { AsyncGenerators } from './async-generators';
import { nameCallback } from './callback-name';
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
import { LoopCore } from './loop-core';
import { LoopExecutor } from './loop-executor';
import type { EventLoopOptions } from './loop-options';
import { repr } from './repr';
import { findRunningLoop, setRunningLoop } from './running-loop';
import { checkSeconds } from './seconds';
import { Task, type TaskOptions } from './task';
import type { TaskFactory } from './task-factory';
import type { ThreadPoolExecutor } from './thread-pool-executor';
import { asThread } from './worker';

/**
 * The event loop: `asyncio.BaseEventLoop`. The order in which it runs callbacks is `LoopCore`'s; here is
 * what programs ask of it.
 */
export class EventLoop extends LoopCore {
  /** For futures and tasks themselves. */
  readonly futures: FutureRegistry;
  /** For async generators themselves. */
  readonly asyncGenerators: AsyncGenerators;
  /** For what awaits something; see `EventLoopOptions`. */
  readonly adopt: AdoptAwaitable;

  private readonly executors = new LoopExecutor(this);
  private readonly hostIsBusy: (() => boolean) | undefined;
  private taskFactory: TaskFactory | undefined = undefined;
  private exceptionHandler: ExceptionHandler | undefined = undefined;
  /** The agenda of the line of time on which the loop runs: a thread may have a loop of its own. */
  private home: Agenda;
  private running = false;

  constructor(options: EventLoopOptions) {
    super(options);
    this.home = this.clock.mainAgenda;
    this.hostIsBusy = options.hostIsBusy;
    this.adopt = options.adopt ?? (() => undefined);
    this.asyncGenerators = new AsyncGenerators(this, this.log);
    this.futures = new FutureRegistry(options.taskNumbers ?? new Counter());
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

  isRunning(): boolean {
    return this.running;
  }

  getDebug(): boolean {
    return this.debug;
  }

  setDebug(enabled: boolean): void {
    this.debug = enabled;
  }

  override toString(): string {
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
    // With less, a virtual clock would not move, and what waits for it would wait again and again.
    const least = delay > 0 ? Math.max(delay, this.clock.resolution) : delay;
    return this.callAt(this.time() + least, callback, ...args);
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

  /** Schedules a coroutine as a task. Throws `TypeError` if it is none, or if `options` are no object. */
  createTask<T>(coroutine: Coroutine<T>, options?: TaskOptions): Task<T> {
    this.checkClosed();
    if (options !== undefined && typeof options !== 'object') {
      throw new TypeError(
        "createTask() takes its options in an object: createTask(coroutine, { name: 'cook' })",
      );
    }
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

  override callExceptionHandler(context: ExceptionContext): void {
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

  /** For hosts: does `action` when the loop's time is that of whoever calls, who may be in a branch. */
  atHome(action: () => void): void {
    const { clock, home } = this;
    const time = clock.time();
    if (clock.agenda === home || (home === clock.mainAgenda && time <= clock.mainTime())) action();
    else home.add(time, () => this.closed || asThread(action));
  }

  private makeHandle(callback: Callback, all: readonly unknown[]): Handle {
    const { args, context } = splitContext(all);
    return new Handle(this, callback, args, context);
  }

  // --- Checks ------------------------------------------------------------------------------------

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
