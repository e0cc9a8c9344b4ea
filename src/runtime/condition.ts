import type { Coroutine } from './coroutine';
import { CancelledError, RuntimeError } from './errors';
import { Lock } from './lock';
import { Lockable } from './lockable';
import { part, tellCreated } from './primitive-observer';
import { NamedWait, type Purpose } from './purpose';
import { Waiters } from './waiters';

/**
 * A lock whose holder can wait until another holder notifies it: `asyncio.Condition`.
 *
 *     yield* condition.with(function* () { yield* condition.waitFor(() => items.length > 0); });
 */
export class Condition extends Lockable {
  private readonly purpose: Purpose = { kind: 'condition', owner: this };
  private readonly waiters = new Waiters(this.purpose);

  private readonly lock: Lock;

  /** Several conditions may share a lock; the default is one of its own. */
  constructor(lock?: Lock) {
    super();
    this.lock = lock ?? part(() => new Lock());
    const own = lock === undefined ? this.lock : undefined;
    tellCreated({ primitive: this, kind: 'condition', level: 0, limit: 0, part: own });
  }

  get kind(): string {
    return 'Condition';
  }

  locked(): boolean {
    return this.lock.locked();
  }

  acquire(): Coroutine<true> {
    return this.lock.acquire();
  }

  /** Throws `RuntimeError` if the lock is not locked. */
  release(): void {
    this.lock.release();
  }

  /**
   * Releases the lock, waits to be notified, and takes the lock again, also when it is cancelled.
   * May return without need, so that the caller must look at what it waits for: see `waitFor`.
   * Throws `RuntimeError` if the lock is not locked.
   */
  *wait(): Coroutine<true> {
    if (!this.locked()) throw new RuntimeError('cannot wait on un-acquired lock');
    const waiter = this.bindLoop().createFuture<void>();
    this.release();
    let isNotified = false;
    try {
      try {
        yield* this.waiters.wait(waiter);
      } finally {
        yield* this.reacquire();
      }
      isNotified = true;
    } finally {
      // It may have been notified and cancelled: then another one must be notified instead.
      if (!isNotified) this.waiters.wake(1);
    }
    return true;
  }

  /** Waits until `predicate` gives something true, which it returns. It is asked under the lock. */
  *waitFor<T>(predicate: () => T): Coroutine<T> {
    let result = predicate();
    while (!result) {
      yield* this.wait();
      result = predicate();
    }
    return result;
  }

  /**
   * Wakes at most `count` of those who wait; they go on when they get the lock.
   * Throws `RuntimeError` if the lock is not locked.
   */
  notify(count = 1): void {
    if (!this.locked()) throw new RuntimeError('cannot notify on un-acquired lock');
    this.waiters.wake(count);
  }

  /** Wakes all who wait. Throws `RuntimeError` if the lock is not locked. */
  notifyAll(): void {
    this.notify(this.waiters.size);
  }

  override toString(): string {
    return `<${this.kind} [${this.locked() ? 'locked' : 'unlocked'}${this.waiters}]>`;
  }

  /** Takes the lock whatever happens; throws the last cancellation that came meanwhile. */
  private *reacquire(): Coroutine<void> {
    let cancellation: CancelledError | undefined;
    for (;;) {
      try {
        yield* new NamedWait(this.purpose, this.acquire());
        break;
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        cancellation = error;
      }
    }
    if (cancellation !== undefined) throw cancellation;
  }
}
