import type { Coroutine } from './coroutine';
import type { Future } from './future';
import { Line } from './line';
import type { Purpose } from './purpose';

/**
 * The futures of those who wait for a primitive, in the order in which they came.
 *
 * One that is done stays in line until its task runs, so that nobody overtakes it before that.
 */
export class Waiters {
  private readonly line = new Line<Future<void>>();

  constructor(private readonly purpose: Purpose) {}

  get size(): number {
    return this.line.size;
  }

  /** Whether anybody is in line who was not cancelled. */
  hasLive(): boolean {
    let place = this.line.first;
    while (place?.item.cancelled()) place = place.next;
    return place !== undefined;
  }

  /** Waits at the end of the line, and leaves it however the wait ends. */
  *wait(waiter: Future<void>): Coroutine<void> {
    waiter.purpose = this.purpose;
    const place = this.line.join(waiter);
    try {
      yield* waiter;
    } finally {
      this.line.leave(place);
    }
  }

  /** Wakes at most `count` of those who wait still; returns how many it woke. */
  wake(count: number): number {
    let woken = 0;
    for (let place = this.line.first; place && woken < count; place = place.next) {
      if (place.item.done()) continue;
      place.item.setResult(undefined);
      woken++;
    }
    return woken;
  }

  /** Wakes the first in line, unless it is about to run anyway. */
  wakeFirst(): void {
    const waiter = this.line.first?.item;
    if (waiter?.done() === false) waiter.setResult(undefined);
  }

  /** What messages say of it after the state of the primitive. */
  toString(): string {
    return this.size === 0 ? '' : `, waiters:${this.size}`;
  }
}
