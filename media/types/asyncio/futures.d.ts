import type { Context } from './contextvars';
import { HasResultBase } from './has-result';
import type { EventLoop } from './loop';

/** What `await` takes: what an async function returns, a task, or a future. */
export type Awaitable<T = unknown> = PromiseLike<T>;

/**
 * What calling an async function gives: nothing of it runs until it is awaited or made a task. Where a
 * coroutine is asked for, the call of any async function will do.
 */
export interface Coroutine<T = unknown> extends Promise<T> {
  /**
   * Runs to the next thing that the task must wait for, or to the end: `coroutine.send`.
   * @throws RuntimeError if it is over
   */
  send(value: unknown): IteratorResult<Future | undefined, T>;

  /** Throws `error` at the `await` where it stands: `coroutine.throw`. */
  throw(error: unknown): IteratorResult<Future | undefined, T>;

  /** Ends it where it stands; its `finally` blocks run: `coroutine.close`. */
  close(): void;
}

/** A result that comes later; `await` waits for it: `asyncio.Future`. */
export class Future<out T = unknown> extends HasResultBase<T> {
  /**
   * The default for `loop` is that of `getEventLoop`.
   * @throws RuntimeError if there is none
   */
  constructor(loop?: EventLoop);

  /** The loop that the future belongs to. */
  readonly loop: EventLoop;

  getLoop(): EventLoop;

  /** Whether there is a result, an exception, or a cancellation. */
  done(): boolean;

  cancelled(): boolean;

  /**
   * The result, without waiting.
   * @throws the exception, CancelledError, or InvalidStateError if the future is not done
   */
  result(): T;

  /**
   * The exception, or undefined if there is a result. It is no `Error` if something else was thrown.
   * @throws CancelledError, or InvalidStateError if the future is not done
   */
  exception(): Error | undefined;

  /**
   * Sets the result, and wakes who waits.
   * @throws InvalidStateError if the future is done already
   */
  setResult(value: unknown): void;

  /**
   * Sets the exception, and wakes who waits.
   * @throws InvalidStateError if the future is done already
   */
  setException(error: unknown): void;

  /** Cancels the future. Returns false if it was done already. */
  cancel(message?: string): boolean;

  /** Calls `callback(future)` in the iteration after the future is done; soon, if it is already. */
  addDoneCallback(callback: (future: Future<T>) => unknown, options?: { context?: Context }): void;

  /** Takes out every registration of `callback`, and returns how many there were. */
  removeDoneCallback(callback: (future: Future<T>) => unknown): number;

  toString(): string;
}

/** Whether `value` is a future or a task: `asyncio.isfuture`. */
export function isFuture(value: unknown): value is Future;

/** Whether `value` is what an async function returned: `asyncio.iscoroutine`. */
export function isCoroutine(value: unknown): value is Coroutine;
