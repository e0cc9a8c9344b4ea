import { Exception, InvalidStateError, isException, RuntimeError } from './errors';
import type { Callback } from './handle';
import { hold } from './hold';
import { findThreadHost, type ThreadHost } from './thread-host';

type State = 'pending' | 'running' | 'finished' | 'cancelled';

/** What a call gave: a result, or an exception. */
export interface CallOutcome<T> {
  readonly hasFailed: boolean;
  readonly value: T | undefined;
  readonly error: unknown;
}

/** Raised for the result of a cancelled future: `concurrent.futures.CancelledError`, not asyncio's. */
export class ConcurrentCancelledError extends Exception {
  static {
    ConcurrentCancelledError.prototype.name = 'CancelledError';
  }
}

/**
 * A result that code outside of a loop may wait for: `concurrent.futures.Future`. Its callbacks run at
 * once, inside the setter.
 */
export class ConcurrentFuture<out T = unknown> {
  private state: State = 'pending';
  private outcome: CallOutcome<T> | undefined = undefined;
  private readonly callbacks: Callback[] = [];
  private foreseen: { readonly when: number; readonly outcome: CallOutcome<T> } | undefined =
    undefined;

  /** `host` is where the call runs; the default is where it was made. */
  constructor(private readonly host: ThreadHost = findThreadHost()) {}

  /** Cancels, if it has not begun. Returns whether it is cancelled now. */
  cancel(): boolean {
    if (this.state === 'running' || this.state === 'finished') return false;
    if (this.state === 'pending') this.settle('cancelled');
    return true;
  }

  cancelled(): boolean {
    return this.state === 'cancelled';
  }

  running(): boolean {
    return this.state === 'running';
  }

  done(): boolean {
    return this.state === 'finished' || this.state === 'cancelled';
  }

  /**
   * The result; holds the program until it is there, for at most `timeout` seconds.
   * Throws the exception, `CancelledError` of `concurrent.futures`, `TimeoutError`, or `RuntimeError`
   * if waiting could never end.
   */
  result(timeout?: number | null): T {
    const { hasFailed, value, error } = this.waitForOutcome(timeout, 'future.result()');
    if (hasFailed) throw error;
    return value as T;
  }

  /** The exception, or undefined. Waits and throws as `result` does. */
  exception(timeout?: number | null): unknown {
    return this.waitForOutcome(timeout, 'future.exception()').error;
  }

  /** Whether it ended with an exception, which may be undefined. */
  get hasFailed(): boolean {
    return this.outcome?.hasFailed === true;
  }

  /** Calls `callback(future)` when it is done; at once, if it is already. */
  addDoneCallback(callback: (future: ConcurrentFuture<T>) => unknown): void {
    if (this.done()) this.call(callback);
    else this.callbacks.push(callback);
  }

  /** The work begins, and can no longer be cancelled. Returns false if it was cancelled before. */
  setRunningOrNotifyCancel(): boolean {
    if (this.state === 'cancelled') return false;
    if (this.state !== 'pending') throw new RuntimeError('Future in unexpected state');
    this.state = 'running';
    return true;
  }

  setResult(value: T): void {
    this.finish({ hasFailed: false, value, error: undefined });
  }

  setException(error: unknown): void {
    this.finish({ hasFailed: true, value: undefined, error });
  }

  /** For pools: how the call has ended at the time `when`, in seconds, which is still to come. */
  foresee(when: number, outcome: CallOutcome<T>): void {
    this.foreseen = { when, outcome };
  }

  /** For pools: the call that was foreseen is over. */
  finish(outcome: CallOutcome<T>): void {
    if (this.done()) throw new InvalidStateError(`${this.state.toUpperCase()}: ${this}`);
    this.outcome = outcome;
    this.settle('finished');
  }

  toString(): string {
    return `<Future state=${this.state}>`;
  }

  private waitForOutcome(timeout: number | null | undefined, call: string): CallOutcome<T> {
    const { foreseen } = this;
    hold(this.host, {
      isOver: () => this.done(),
      foreseen: foreseen?.when,
      timeout,
      call,
    });
    if (this.state === 'cancelled') throw new ConcurrentCancelledError();
    // In a branch a job may be over whose end the program's own time has not reached.
    return this.outcome ?? foreseen!.outcome;
  }

  private settle(state: State): void {
    this.state = state;
    for (const callback of this.callbacks.splice(0)) this.call(callback);
  }

  private call(callback: Callback): void {
    try {
      (callback as (future: this) => unknown)(this);
    } catch (error) {
      if (!isException(error)) throw error;
      this.host.log.error(`exception calling callback for ${this}`, error);
    }
  }
}
