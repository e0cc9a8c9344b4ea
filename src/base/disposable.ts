/** Something that must be let go of explicitly. */
export interface IDisposable {
  dispose(): void;
}

let tracker: Set<IDisposable> | undefined;

/**
 * Records which disposables are created and not disposed while `body` runs and returns them.
 * Test suites use it to check for leaks. Throws what `body` throws.
 */
export function findLeaks(body: () => void): IDisposable[] {
  const outer = tracker;
  const mine = new Set<IDisposable>();
  tracker = mine;
  try {
    body();
  } finally {
    tracker = outer;
  }
  return [...mine];
}

/** As `findLeaks`, for the time between two calls (`beforeEach` and `afterEach` of a suite). */
export function startTrackingLeaks(): () => IDisposable[] {
  const mine = new Set<IDisposable>();
  tracker = mine;
  return () => {
    tracker = undefined;
    return [...mine];
  };
}

/** Wraps a function as a disposable; further calls of `dispose` do nothing. */
export function toDisposable(action: () => void): IDisposable {
  let done = false;
  const disposable = {
    dispose: () => {
      tracker?.delete(disposable);
      if (done) return;
      done = true;
      action();
    },
  };
  tracker?.add(disposable);
  return disposable;
}

/**
 * Disposables that end together, in the order in which they were added.
 *
 * 1. An item added after the end is disposed at once, so a late answer cannot leak.
 * 2. An item that throws does not keep the others alive; the first error is thrown at the end.
 */
export class DisposableStore implements IDisposable {
  private readonly items = new Set<IDisposable>();
  private disposed = false;

  constructor() {
    tracker?.add(this);
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  add<T extends IDisposable>(item: T): T {
    if (this.disposed) item.dispose();
    else this.items.add(item);
    return item;
  }

  /** Disposes what is in the store; the store itself stays usable. */
  clear(): void {
    const items = [...this.items];
    this.items.clear();
    const errors: unknown[] = [];
    for (const item of items) {
      try {
        item.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    tracker?.delete(this);
    this.clear();
  }
}

/** Base of classes that own disposables: register each in the statement that creates it. */
export abstract class Disposable implements IDisposable {
  private readonly store = new DisposableStore();

  get isDisposed(): boolean {
    return this.store.isDisposed;
  }

  dispose(): void {
    this.store.dispose();
  }

  protected _register<T extends IDisposable>(item: T): T {
    return this.store.add(item);
  }
}
