import type { Awaiters } from './awaited-by';
import { type Context, copyContext } from './contextvars';
import { CancelledError, InvalidStateError } from './errors';
import { type Callback, Handle } from './handle';
import type { EventLoop } from './loop';
import type { Purpose } from './purpose';
import { repr } from './repr';
import { getEventLoop } from './running-loop';

/**
 * Something that wants a handle of its own when a future is done; a task, for its next step.
 * It stands in the list of callbacks, so that tasks wake in the order in which they began to wait.
 */
export interface FutureWaiter {
  scheduleWakeup(future: Future): void;
}

/** A callback of a future, with the context that was current when it was added, or a given one. */
interface DoneCallback {
  readonly callback: Callback;
  readonly context: Context;
}

export type FutureState = 'pending' | 'finished' | 'cancelled';

/**
 * A result that comes later: `asyncio.Future`, in the messages of CPython's C implementation.
 *
 * 1. The state changes once, away from `pending`.
 * 2. Callbacks run through the ready queue, in the order of registration, never inside a setter.
 */
export class Future<out T = unknown> {
  /** Unique among the futures and tasks of a loop; increasing in the order of creation. */
  readonly id: number;
  private state: FutureState = 'pending';
  private value: T | undefined = undefined;
  private error: unknown = undefined;
  private failed = false;
  private callbacks: Array<DoneCallback | FutureWaiter> | undefined = undefined;
  /** What whoever awaits it waits for, if a primitive of the library made it. */
  purpose: Purpose | undefined = undefined;
  /** Who awaits it through something else, for call graphs; see `awaitersOf`. */
  awaiters: Awaiters = undefined;
  /** What `cancel` was called with. */
  cancelMessage: string | undefined = undefined;
  /** The error that ended a task, so that whoever awaits it gets the original. */
  protected cancelledError: CancelledError | undefined = undefined;

  /** Without a loop, it belongs to that of `getEventLoop`, which throws `RuntimeError` if there is none. */
  constructor(readonly loop: EventLoop = getEventLoop()) {
    this.id = loop.futures.nextId();
  }

  getLoop(): EventLoop {
    return this.loop;
  }

  done(): boolean {
    return this.state !== 'pending';
  }

  cancelled(): boolean {
    return this.state === 'cancelled';
  }

  /** The result. Throws the exception, `CancelledError`, or `InvalidStateError` if not done. */
  result(): T {
    if (this.state === 'cancelled') throw this.makeCancelledError();
    if (this.state === 'pending') throw new InvalidStateError('Result is not set.');
    if (!this.failed) return this.value as T;
    this.loop.futures.noteRetrieved(this);
    throw this.error;
  }

  /**
   * The exception, or undefined if there is a result.
   * Throws `CancelledError`, or `InvalidStateError` if not done.
   */
  exception(): unknown {
    if (this.state === 'cancelled') throw this.makeCancelledError();
    if (this.state === 'pending') throw new InvalidStateError('Exception is not set.');
    if (this.failed) this.loop.futures.noteRetrieved(this);
    return this.error;
  }

  /** Whether it ended with an exception, which may be undefined. Asking does not count as retrieving. */
  get hasFailed(): boolean {
    return this.failed;
  }

  /** The exception, if it failed. Looking at it does not count as retrieving. */
  get failure(): unknown {
    return this.error;
  }

  /** Throws `InvalidStateError` if the future is done already. */
  setResult(value: T): void {
    this.finish(value, undefined, false);
  }

  /** Throws `InvalidStateError` if the future is done already. */
  setException(error: unknown): void {
    this.finish(undefined, error, true);
  }

  /** Cancels the future. Returns false if it was done already. */
  cancel(message?: string): boolean {
    this.loop.futures.noteRetrieved(this);
    return this.cancelNow(message);
  }

  /**
   * Calls `callback(future)` through the loop when the future is done; soon, if it is already.
   * It runs in `context`; the default is a copy of the current one.
   */
  addDoneCallback(
    callback: (future: Future<T>) => unknown,
    { context = copyContext() }: { context?: Context } = {},
  ): void {
    if (this.state !== 'pending') this.scheduleCallback({ callback, context });
    else this.addEntry({ callback, context });
  }

  /** Takes out every registration of `callback` and returns how many there were. */
  removeDoneCallback(callback: (future: Future<T>) => unknown): number {
    if (this.callbacks === undefined) return 0;
    const kept = this.callbacks.filter(
      (entry) => !('callback' in entry) || entry.callback !== callback,
    );
    const removed = this.callbacks.length - kept.length;
    this.callbacks = kept;
    return removed;
  }

  /** As `addDoneCallback`, for a waiter that makes its own handle. */
  addWaiter(waiter: FutureWaiter): void {
    if (this.state !== 'pending') waiter.scheduleWakeup(this);
    else this.addEntry(waiter);
  }

  /** The waiters that were added, in the order in which they were; none if the future is done. */
  getWaiters(): FutureWaiter[] {
    return (this.callbacks ?? []).flatMap((entry) => ('callback' in entry ? [] : [entry]));
  }

  /** Awaits the future with its type: `const x = yield* future`. */
  *[Symbol.iterator](): Generator<Future, T, unknown> {
    // A second task that runs the same coroutine comes back before it is done, and waits as well.
    while (this.state === 'pending') yield this;
    return this.result();
  }

  toString(): string {
    return `<${[this.kind, this.stateText(), ...this.details()].join(' ')}>`;
  }

  /** The name of the class in messages. */
  get kind(): string {
    return 'Future';
  }

  protected details(): string[] {
    if (this.state !== 'finished') return [];
    return [this.failed ? `exception=${repr(this.error)}` : `result=${repr(this.value)}`];
  }

  protected stateText(): string {
    return this.state;
  }

  /** The error for whoever awaits a cancelled future; the original one is handed out once. */
  makeCancelledError(): CancelledError {
    const error = this.cancelledError ?? new CancelledError(this.cancelMessage);
    this.cancelledError = undefined;
    return error;
  }

  /** `Future.cancel` without the overrides of a subclass. */
  protected cancelNow(message: string | undefined): boolean {
    if (this.state !== 'pending') return false;
    this.state = 'cancelled';
    this.cancelMessage = message;
    this.settled();
    return true;
  }

  /** `Future.set_result` and `set_exception` without the overrides of a subclass. */
  protected finish(value: T | undefined, error: unknown, failed: boolean): void {
    if (this.state !== 'pending') throw new InvalidStateError('invalid state');
    this.value = value;
    this.error = error;
    this.failed = failed;
    this.state = 'finished';
    this.settled();
    if (failed) this.loop.futures.noteUnretrieved(this);
  }

  /** Called once, when the state has changed and before the callbacks are scheduled. */
  protected announceDone(): void {
    this.loop.hooks?.futureDone(this);
  }

  private settled(): void {
    this.announceDone();
    const { callbacks } = this;
    if (callbacks === undefined) return;
    this.callbacks = undefined;
    for (const entry of callbacks) {
      if ('callback' in entry) this.scheduleCallback(entry);
      else entry.scheduleWakeup(this);
    }
  }

  private scheduleCallback({ callback, context }: DoneCallback): void {
    this.loop.schedule(new Handle(this.loop, callback, [this], context));
  }

  private addEntry(entry: DoneCallback | FutureWaiter): void {
    if (this.callbacks === undefined) this.callbacks = [entry];
    else this.callbacks.push(entry);
  }
}

/** `asyncio.isfuture`. */
export function isFuture(value: unknown): value is Future {
  return value instanceof Future;
}
