import type { Frame, PrintOptions } from './call-graph';
import type { Context } from './contextvars';
import type { Awaitable, Coroutine, Future } from './futures';
import { Future as FutureBase } from './futures';
import type { EventLoop } from './loop';

export interface TaskOptions {
  /** The default is `Task-1`, `Task-2`, and so on. */
  name?: string;
  /** The context in which the coroutine runs; the default is a copy of the current one. */
  context?: Context;
  /** Runs the coroutine to its first suspension at once, if the loop runs. */
  eagerStart?: boolean;
}

export interface StackOptions {
  /** The most frames to give; the default is all. */
  limit?: number;
}

/** Runs a coroutine beside others on the loop: `asyncio.Task`. `createTask` makes one. */
export class Task<out T = unknown> extends FutureBase<T> {
  /** @throws TypeError if `coroutine` is none */
  constructor(loop: EventLoop, coroutine: Promise<T>, options?: TaskOptions);

  getName(): string;

  setName(name: string): void;

  /** Undefined if the task ended at once, when it was created. */
  getCoro(): Coroutine<T> | undefined;

  /** The context in which the coroutine runs. */
  getContext(): Context;

  /**
   * The stack of the task, oldest frame first: `Task.get_stack`. A task that is not done has one frame,
   * that of its own coroutine; a failed one has those through which its exception came.
   */
  getStack(options?: StackOptions): Frame[];

  /** Prints what `getStack` gives as Python prints a traceback: `Task.print_stack`. */
  printStack(options?: StackOptions & PrintOptions): void;

  /**
   * Asks the task to cancel: `CancelledError` is thrown at its `await` when its turn comes, and the
   * task may clean up or even refuse. Returns false if the task is done.
   */
  cancel(message?: string): boolean;

  /** How many requests to cancel stand: calls of `cancel` less calls of `uncancel`. */
  cancelling(): number;

  /** Takes one request to cancel back, and returns how many are left. */
  uncancel(): number;
}

/**
 * Starts a coroutine beside the running task; it begins when the loop comes round to it:
 * `asyncio.create_task`.
 * @throws RuntimeError if no loop runs
 */
export function createTask<T>(coroutine: Promise<T>, options?: TaskOptions): Task<T>;

/** A future stays as it is, a coroutine becomes a task: `asyncio.ensure_future`. */
export function ensureFuture<T>(awaitable: Awaitable<T>): Future<T>;

/** The task that is running; undefined in a plain callback: `asyncio.current_task`. */
export function currentTask(loop?: EventLoop): Task | undefined;

/** The tasks that are not done: `asyncio.all_tasks`. */
export function allTasks(loop?: EventLoop): Set<Task>;

/**
 * Suspends the task for `delay` seconds while others run; zero gives up one turn: `asyncio.sleep`.
 * @throws ValueError if `delay` is not a number
 */
export function sleep(delay: number): Coroutine<undefined>;
export function sleep<T>(delay: number, result: T): Coroutine<T>;

/** The results of a list of awaitables, in its order. */
export type Results<A extends readonly unknown[]> = { -readonly [K in keyof A]: Awaited<A[K]> };

/** The same, where an exception may stand in the place of a result. */
export type Outcomes<A extends readonly unknown[]> = {
  -readonly [K in keyof A]: Awaited<A[K]> | Error;
};

/**
 * Waits for all awaitables at the same time, and gives their results in the order of the arguments:
 * `asyncio.gather`.
 *
 * The first exception ends the waiting, and the others go on. With `{ returnExceptions: true }` as the
 * last argument exceptions become results.
 */
export function gather<A extends readonly Awaitable[]>(...awaitables: A): Future<Results<A>>;
export function gather<A extends readonly Awaitable[]>(
  ...awaitablesAndOptions: [...A, { returnExceptions: true }]
): Future<Outcomes<A>>;
export function gather<A extends readonly Awaitable[]>(
  ...awaitablesAndOptions: [...A, { returnExceptions?: false }]
): Future<Results<A>>;

export const FIRST_COMPLETED: 'FIRST_COMPLETED';
export const FIRST_EXCEPTION: 'FIRST_EXCEPTION';
export const ALL_COMPLETED: 'ALL_COMPLETED';

/** What ends a `wait`. */
export type ReturnWhen = 'FIRST_COMPLETED' | 'FIRST_EXCEPTION' | 'ALL_COMPLETED';

export interface WaitOptions {
  /** Seconds after which what is not done is given back as pending; the default is never. */
  timeout?: number | null;
  /** The default is `ALL_COMPLETED`. */
  returnWhen?: ReturnWhen;
}

/**
 * Waits for tasks, and gives those that are done and those that are not. It cancels nothing:
 * `asyncio.wait`.
 * @throws TypeError for anything but futures and tasks, ValueError if there is none
 */
export function wait<F extends Future>(
  futures: Iterable<F>,
  options?: WaitOptions,
): Coroutine<[done: Set<F>, pending: Set<F>]>;

/**
 * Waits for at most `seconds`, then cancels the awaitable; undefined or null is no limit: `asyncio.wait_for`.
 * @throws TimeoutError when the time is over
 */
export function waitFor<T>(
  awaitable: Awaitable<T>,
  seconds: number | null | undefined,
): Coroutine<T>;

/** Keeps a cancellation of whoever waits away from the awaitable: `asyncio.shield`. */
export function shield<T>(awaitable: Awaitable<T>): Future<T>;

/** What `asCompleted` gives: coroutines in a plain `for`, futures in a `for await`. */
export interface AsCompleted<T> extends Iterable<Coroutine<T>> {
  [Symbol.asyncIterator](): { next(): Promise<IteratorResult<Future<T>, undefined>> };
}

export interface AsCompletedOptions {
  /** Seconds after which every wait that is left throws `TimeoutError`; the default is never. */
  timeout?: number | null;
}

/**
 * Gives the results in the order in which they are done: `asyncio.as_completed`.
 *
 *     for (const next of asyncio.asCompleted(tasks)) console.log(await next);
 */
export function asCompleted<T>(
  awaitables: Iterable<Awaitable<T>>,
  options?: AsCompletedOptions,
): AsCompleted<T>;

/**
 * Tasks that belong together: `asyncio.TaskGroup`. The body ends when all tasks of the group have; the
 * first error cancels the others, and all errors are thrown as one group.
 *
 *     await new asyncio.TaskGroup().with(async (group) => {
 *       group.createTask(tea());
 *       group.createTask(toast());
 *     });
 */
export class TaskGroup {
  /**
   * Runs `body`, waits for the tasks of the group, and gives the result of the body.
   * @throws ExceptionGroup with the errors of the body and of the tasks
   */
  with<R>(body: (group: this) => Awaitable<R> | R): Coroutine<R>;

  /**
   * Starts a task in the group.
   * @throws RuntimeError before the body, after the end, and after an error
   */
  createTask<T>(coroutine: Promise<T>, options?: TaskOptions): Task<T>;
}

/** Makes the tasks of a loop: the argument of `loop.setTaskFactory`. */
export type TaskFactory = <T>(
  loop: EventLoop,
  coroutine: Promise<T>,
  options?: TaskOptions,
) => Task<T>;

/** A task factory that starts tasks at once, made by `maker`: `asyncio.create_eager_task_factory`. */
export function createEagerTaskFactory(maker: TaskFactory): TaskFactory;

/** Starts every task at once, not at its turn: `asyncio.eager_task_factory`. */
export const eagerTaskFactory: TaskFactory;
