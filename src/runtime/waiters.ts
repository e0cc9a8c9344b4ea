import type { Coroutine } from './coroutine';
import type { Future } from './future';
import type { Purpose } from './purpose';

/**
 * The futures of those who wait for a primitive, in the order in which they came.
 *
 * One that is done stays in line until its task runs, so that nobody overtakes it before that.
 */
export class Waiters {
  private readonly line = new Set<Future<void>>();

  constructor(private readonly purpose: Purpose) {}

  get size(): number {
    return this.line.size;
  }

  /** Whether anybody is in line who was not cancelled. */
  hasLive(): boolean {
    for (const waiter of this.line) if (!waiter.cancelled()) return true;
    return false;
  }

  /** Waits at the end of the line, and leaves it however the wait ends. */
  *wait(waiter: Future<void>): Coroutine<void> {
    waiter.purpose = this.purpose;
    this.line.add(waiter);
    try {
      yield* waiter;
    } finally {
      this.line.delete(waiter);
    }
  }

  /** Wakes at most `count` of those who wait still; returns how many it woke. */
  wake(count: number): number {
    let woken = 0;
    for (const waiter of this.line) {
      if (woken >= count) break;
      if (waiter.done()) continue;
      waiter.setResult(undefined);
      woken++;
    }
    return woken;
  }

  /** Wakes the first in line, unless it is about to run anyway. */
  wakeFirst(): void {
    for (const waiter of this.line) {
      if (!waiter.done()) waiter.setResult(undefined);
      return;
    }
  }

  /** What messages say of it after the state of the primitive. */
  toString(): string {
    return this.size === 0 ? '' : `, waiters:${this.size}`;
  }
}
