import { CancelledError, InvalidStateError, RuntimeError } from './errors';

type State = 'pending' | 'running' | 'finished' | 'cancelled';

/**
 * A result that code outside of a loop may look at: `concurrent.futures.Future`. Its callbacks run at
 * once, inside the setter.
 *
 * There are no threads, so that waiting here for a result would wait for ever: `result` and
 * `exception` throw instead.
 */
export class ConcurrentFuture<T = unknown> {
  private state: State = 'pending';
  private value: T | undefined = undefined;
  private error: unknown = undefined;
  private readonly callbacks: Array<(future: ConcurrentFuture<T>) => unknown> = [];

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

  /** The result. Throws the exception, `CancelledError`, or `RuntimeError` if it is not there yet. */
  result(): T {
    const error = this.exception();
    if (error !== undefined) throw error;
    return this.value as T;
  }

  /** The exception, or undefined. Throws as `result` does if there is neither. */
  exception(): unknown {
    if (this.state === 'cancelled') throw new CancelledError();
    if (this.state !== 'finished') {
      throw new RuntimeError('The result is not there yet, and waiting would block the loop.');
    }
    return this.error;
  }

  /** Calls `callback(future)` when it is done; at once, if it is already. */
  addDoneCallback(callback: (future: ConcurrentFuture<T>) => unknown): void {
    if (this.done()) callback(this);
    else this.callbacks.push(callback);
  }

  /** The work begins, and can no longer be cancelled. Returns false if it was cancelled before. */
  setRunningOrNotifyCancel(): boolean {
    if (this.state === 'cancelled') return false;
    if (this.state !== 'pending') throw new InvalidStateError('Future in unexpected state');
    this.state = 'running';
    return true;
  }

  setResult(value: T): void {
    this.checkNotDone();
    this.value = value;
    this.settle('finished');
  }

  setException(error: unknown): void {
    this.checkNotDone();
    this.error = error;
    this.settle('finished');
  }

  toString(): string {
    return `<Future state=${this.state}>`;
  }

  private checkNotDone(): void {
    if (this.done()) throw new InvalidStateError(`${this.state.toUpperCase()}: ${this}`);
  }

  private settle(state: State): void {
    this.state = state;
    for (const callback of this.callbacks.splice(0)) callback(this);
  }
}
