import type { Coroutine } from './coroutine';
import { CancelledError, ValueError } from './errors';
import { Lockable } from './lockable';
import { tellCreated, tellLevel } from './primitive-observer';
import { Waiters } from './waiters';

/**
 * Lets a number of tasks in at a time: `asyncio.Semaphore`.
 *
 * 1. Whoever is woken has its place already: `release` takes it off the counter again.
 * 2. Tasks get in in the order in which they asked, even if places are free.
 */
export class Semaphore extends Lockable {
  private readonly waiters = new Waiters({ kind: 'semaphore', owner: this });

  /** `value` is how many may enter. Throws `ValueError` if it is negative. */
  constructor(protected value = 1) {
    super();
    if (value < 0) throw new ValueError('Semaphore initial value must be >= 0');
    tellCreated({ primitive: this, kind: 'semaphore', level: value, limit: value });
  }

  get kind(): string {
    return 'Semaphore';
  }

  /** Whether `acquire` would have to wait, be it only for its turn. */
  locked(): boolean {
    return this.value === 0 || this.waiters.hasLive();
  }

  /** Waits for a place and takes it. Gives up no turn if there is one at once. */
  *acquire(): Coroutine<true> {
    if (this.locked()) yield* this.waitInLine();
    else tellLevel(this, --this.value);
    return true;
  }

  /** Gives a place back, or to the first in line. */
  release(): void {
    this.value++;
    this.wakeNext();
    // Who was woken has the place already, so that it was never free.
    tellLevel(this, this.value);
  }

  override toString(): string {
    const state = this.locked() ? 'locked' : `unlocked, value:${this.value}`;
    return `<${this.kind} [${state}${this.waiters}]>`;
  }

  private *waitInLine(): Coroutine<void> {
    const waiter = this.bindLoop().createFuture<void>();
    try {
      yield* this.waiters.wait(waiter);
    } catch (error) {
      // It had a place and was cancelled before it could run.
      if (error instanceof CancelledError && waiter.done() && !waiter.cancelled()) this.value++;
      throw error;
    } finally {
      while (this.value > 0 && this.wakeNext());
      tellLevel(this, this.value);
    }
  }

  private wakeNext(): boolean {
    const isWoken = this.waiters.wake(1) > 0;
    if (isWoken) this.value--;
    return isWoken;
  }
}

/** A semaphore that cannot be released more often than it was acquired: `asyncio.BoundedSemaphore`. */
export class BoundedSemaphore extends Semaphore {
  private readonly bound: number;

  constructor(value = 1) {
    super(value);
    this.bound = value;
  }

  override get kind(): string {
    return 'BoundedSemaphore';
  }

  /** Throws `ValueError` if every place is free already. */
  override release(): void {
    if (this.value >= this.bound) {
      throw new ValueError('BoundedSemaphore released too many times');
    }
    super.release();
  }
}
