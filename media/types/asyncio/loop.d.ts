import type { Context } from './contextvars';
import type { Executor, ThreadPoolExecutor } from './executors';
import type { Awaitable, Coroutine, Future } from './futures';
import type { Task, TaskFactory, TaskOptions } from './tasks';

/** The arguments of a callback, which `{ context }` for the loop may follow. */
export type CallArguments<A extends unknown[]> = A | [...A, { context: Context }];

/** A call that the loop will make once: `asyncio.Handle`. */
export class Handle {
  protected constructor();

  /** The loop will pass over this call. Has no effect after it. */
  cancel(): void;

  cancelled(): boolean;

  getContext(): Context | undefined;
}

/** A call that the loop will make at a certain time: `asyncio.TimerHandle`. */
export class TimerHandle extends Handle {
  /** When the call is due, in seconds of `loop.time()`. */
  when(): number;
}

/** What an exception handler is told. */
export interface ExceptionContext {
  message: string;
  exception?: Error;
  future?: Future;
  task?: Task;
  handle?: Handle;
  [detail: string]: unknown;
}

export type ExceptionHandler = (loop: EventLoop, context: ExceptionContext) => unknown;

/** The event loop: `asyncio.BaseEventLoop`. Callbacks run one after the other, first in, first out. */
export class EventLoop {
  private constructor();

  /** Debug mode logs callbacks that hold the loop for `slowCallbackDuration` or longer. */
  debug: boolean;

  getDebug(): boolean;

  setDebug(enabled: boolean): void;

  /** Seconds: what debug mode calls slow. */
  slowCallbackDuration: number;

  /** Seconds on the clock of the run. */
  time(): number;

  /**
   * Runs until `stop` is called.
   * @throws RuntimeError if a loop runs, or this one is closed
   */
  runForever(): void;

  /**
   * Runs until the awaitable is done, and gives its result.
   * @throws its exception, and RuntimeError if the loop was stopped before
   */
  runUntilComplete<T>(awaitable: Awaitable<T>): T;

  /** Ends `runForever` after the current iteration. */
  stop(): void;

  /**
   * Drops everything that is scheduled.
   * @throws RuntimeError if the loop runs
   */
  close(): void;

  isRunning(): boolean;

  isClosed(): boolean;

  /** Closes the async generators that are left. */
  shutdownAsyncgens(): Coroutine<void>;

  /** Waits for the jobs of the default executor, and ends it. */
  shutdownDefaultExecutor(timeout?: number): Coroutine<void>;

  /** Calls `callback(...args)` in the next iteration: `loop.call_soon`. */
  callSoon<A extends unknown[]>(
    callback: (...args: A) => unknown,
    ...args: CallArguments<A>
  ): Handle;

  /** As `callSoon`, for code outside of the loop, such as a job of an executor. */
  callSoonThreadsafe<A extends unknown[]>(
    callback: (...args: A) => unknown,
    ...args: CallArguments<A>
  ): Handle;

  /** Calls `callback(...args)` after `delay` seconds: `loop.call_later`. */
  callLater<A extends unknown[]>(
    delay: number,
    callback: (...args: A) => unknown,
    ...args: CallArguments<A>
  ): TimerHandle;

  /** Calls `callback(...args)` at `when`, in seconds of `time()`: `loop.call_at`. */
  callAt<A extends unknown[]>(
    when: number,
    callback: (...args: A) => unknown,
    ...args: CallArguments<A>
  ): TimerHandle;

  /** A future without a result, which you set yourself. */
  createFuture<T = unknown>(): Future<T>;

  /** Schedules a coroutine as a task. */
  createTask<T>(coroutine: Promise<T>, options?: TaskOptions): Task<T>;

  /** What makes tasks; undefined is the default. */
  getTaskFactory(): TaskFactory | undefined;

  setTaskFactory(factory: TaskFactory | null | undefined): void;

  /** Runs a function in an executor; undefined is the default one: `loop.run_in_executor`. */
  runInExecutor<A extends unknown[], R>(
    executor: Executor | undefined | null,
    action: (...args: A) => R,
    ...args: A
  ): Future<R>;

  /** Sets what `runInExecutor` uses without an executor. */
  setDefaultExecutor(executor: ThreadPoolExecutor): void;

  getExceptionHandler(): ExceptionHandler | undefined;

  /** Sets what is told about exceptions that nobody catches; undefined or null brings the default back. */
  setExceptionHandler(handler: ExceptionHandler | null | undefined): void;

  /** Prints what an exception handler is told. */
  defaultExceptionHandler(context: ExceptionContext): void;

  callExceptionHandler(context: ExceptionContext): void;
}

/**
 * The loop that runs now: `asyncio.get_running_loop`.
 * @throws RuntimeError if no loop runs
 */
export function getRunningLoop(): EventLoop;

/**
 * The running loop, or else the one that was set: `asyncio.get_event_loop`.
 * @throws RuntimeError if there is neither
 */
export function getEventLoop(): EventLoop;

/** Makes `loop` what `getEventLoop` returns while no loop runs. */
export function setEventLoop(loop: EventLoop | undefined): void;

/** Makes a loop, which you must close: `asyncio.new_event_loop`. */
export function newEventLoop(): EventLoop;
