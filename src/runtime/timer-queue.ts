import { Heap } from '../base/heap';
import type { TimerHandle } from './handle';

/** Fewer timers than this are never cleaned up: `base_events._MIN_SCHEDULED_TIMER_HANDLES`. */
const MIN_TIMERS_TO_CLEAN = 100;
/** Share of cancelled timers that starts a clean-up: `_MIN_CANCELLED_TIMER_HANDLES_FRACTION`. */
const MAX_CANCELLED_SHARE = 0.5;

/**
 * The timers, ordered by (deadline, insertion number).
 *
 * Cancelled timers stay in the heap until they reach the front, or until more than half of more than
 * a hundred are cancelled.
 */
export class TimerQueue {
  private readonly heap = new Heap<TimerHandle>();
  private insertions = 0;
  private cancelledCount = 0;

  get size(): number {
    return this.heap.size;
  }

  push(timer: TimerHandle): void {
    timer.scheduled = true;
    // A timer may have been cancelled between its creation and now.
    if (timer.cancelled()) this.cancelledCount++;
    this.heap.push(timer, timer.when(), this.insertions++);
  }

  noteCancelled(): void {
    this.cancelledCount++;
  }

  /** Drops cancelled timers as `_run_once` does at the start of an iteration. */
  clean(): void {
    const { size } = this.heap;
    if (size > MIN_TIMERS_TO_CLEAN && this.cancelledCount / size > MAX_CANCELLED_SHARE) {
      this.heap.retain((timer) => {
        if (timer.cancelled()) timer.scheduled = false;
        return timer.scheduled;
      });
      this.cancelledCount = 0;
      return;
    }
    while (this.heap.peek()?.cancelled()) {
      this.cancelledCount--;
      this.take();
    }
  }

  /** The next deadline in seconds; `Infinity` if there is no timer. */
  nextDeadline(): number {
    return this.heap.firstKey;
  }

  /**
   * Takes the first timer if it is due. A deadline counts as reached one `resolution` early, as in
   * CPython, and always when the clock has reached it: far from zero a resolution is too small to
   * make a difference, and a virtual clock stops exactly at the deadline.
   */
  takeDue(time: number, resolution: number): TimerHandle | undefined {
    if (this.heap.size === 0) return undefined;
    const when = this.heap.firstKey;
    return when >= time + resolution && when > time ? undefined : this.take();
  }

  clear(): void {
    for (const timer of this.heap.values()) timer.scheduled = false;
    this.heap.clear();
    this.cancelledCount = 0;
  }

  private take(): TimerHandle | undefined {
    const timer = this.heap.pop();
    if (timer !== undefined) timer.scheduled = false;
    return timer;
  }
}
