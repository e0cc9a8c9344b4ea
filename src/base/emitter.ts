import { type IDisposable, toDisposable } from './disposable';

/** Registers a listener; the result takes it away again. Same shape as `vscode.Event`. */
export type Event<T> = (listener: (value: T) => void) => IDisposable;

/**
 * A source of events, usable without vscode.
 *
 * 1. Listeners are called in the order of registration; one added during `fire` waits for the next.
 * 2. A listener that throws does not keep the value from the others; the first error is thrown
 *    after all have been called.
 */
export class Emitter<T> implements IDisposable {
  private listeners: ReadonlyArray<{ call: (value: T) => void }> = [];
  private disposed = false;

  readonly event: Event<T> = (listener) => {
    if (this.disposed) return toDisposable(() => {});
    // A fresh entry, so that one function registered twice is removed once.
    const entry = { call: listener };
    this.listeners = [...this.listeners, entry];
    return toDisposable(() => {
      this.listeners = this.listeners.filter((other) => other !== entry);
    });
  };

  get hasListeners(): boolean {
    return this.listeners.length > 0;
  }

  fire(value: T): void {
    const errors: unknown[] = [];
    for (const listener of this.listeners) {
      try {
        listener.call(value);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  dispose(): void {
    this.disposed = true;
    this.listeners = [];
  }
}
