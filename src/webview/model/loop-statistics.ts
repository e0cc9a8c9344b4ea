import type { LoopSpan, Timeline } from '../../trace/timeline';
import { firstIndex } from './search';

/** Steps of exactly the threshold count as blocking whatever the rounding of their times. */
const ROUNDING_SECONDS = 1e-9;

/** How long a task was ready before it ran. */
export interface Lateness {
  readonly task: number;
  /** Seconds; the longest single delay. */
  readonly seconds: number;
}

/**
 * What held the loop and who was late, for a trace that may still grow.
 *
 * Each span and interval is read once after it closed; what is still open is read at every update.
 */
export class LoopStatistics {
  readonly #timeline: Timeline;
  readonly #threshold: number;
  #busyClosed = 0;
  #readLoop = 0;
  #readIntervals = 0;
  #openIntervals: number[] = [];
  readonly #blockingClosed: LoopSpan[] = [];
  readonly #late = new Map<number, number>();

  /** Seconds in which the loop ran steps and callbacks. */
  busySeconds = 0;
  /** Blocking steps and callbacks, in the order in which they began. */
  blocking: readonly LoopSpan[] = [];

  constructor(timeline: Timeline, threshold: number) {
    this.#timeline = timeline;
    this.#threshold = threshold;
    this.update();
  }

  isBlocking(seconds: number): boolean {
    return seconds >= this.#threshold - ROUNDING_SECONDS && seconds > 0;
  }

  get blockingSeconds(): number {
    return this.blocking.reduce((sum, span) => sum + this.#seconds(span), 0);
  }

  /** Tasks that were ready for as long as a blocking step takes, the latest first. */
  get late(): Lateness[] {
    return [...this.#late]
      .map(([task, seconds]) => ({ task, seconds }))
      .sort((one, other) => other.seconds - one.seconds || one.task - other.task);
  }

  /** The blocking step or callback that overlaps the time from `from` to `to` longest. */
  holder(from: number, to: number): LoopSpan | undefined {
    const { blocking } = this;
    let longest = 0;
    let found: LoopSpan | undefined;
    for (let i = firstIndex(blocking.length, (at) => blocking[at]!.to > from); ; i++) {
      const span = blocking[i];
      if (!span || span.from >= to) return found;
      const overlap = Math.min(span.to, to) - Math.max(span.from, from);
      if (overlap > longest) {
        longest = overlap;
        found = span;
      }
    }
  }

  /** Reads what came since the last call. Call it after `Timeline.update`. */
  update(): void {
    const { loop } = this.#timeline;
    for (; this.#readLoop < loop.length; this.#readLoop++) {
      const span = loop[this.#readLoop]!;
      if (span.to === Number.POSITIVE_INFINITY) break;
      if (span.kind === 'idle') continue;
      this.#busyClosed += this.#seconds(span);
      if (this.isBlocking(this.#seconds(span))) this.#blockingClosed.push(span);
    }
    const open = loop.slice(this.#readLoop).filter((span) => span.kind !== 'idle');
    this.busySeconds = open.reduce((sum, span) => sum + this.#seconds(span), this.#busyClosed);
    const blocking = open.filter((span) => this.isBlocking(this.#seconds(span)));
    this.blocking = blocking.length ? [...this.#blockingClosed, ...blocking] : this.#blockingClosed;
    this.#updateLate();
  }

  #seconds(span: LoopSpan): number {
    return Math.min(span.to, this.#timeline.end) - span.from;
  }

  #updateLate(): void {
    const { intervals } = this.#timeline;
    this.#openIntervals = this.#openIntervals.filter((interval) => !this.#readInterval(interval));
    for (; this.#readIntervals < intervals.length; this.#readIntervals++) {
      if (!this.#readInterval(this.#readIntervals)) this.#openIntervals.push(this.#readIntervals);
    }
  }

  /** Returns whether the interval is over. */
  #readInterval(interval: number): boolean {
    const { intervals, end } = this.#timeline;
    if (intervals.state(interval) === 'ready') {
      const seconds = Math.min(intervals.to(interval), end) - intervals.from(interval);
      const task = intervals.task(interval);
      if (this.isBlocking(seconds) && seconds > (this.#late.get(task) ?? 0)) {
        this.#late.set(task, seconds);
      }
    }
    return intervals.to(interval) !== Number.POSITIVE_INFINITY;
  }
}
