import { firstIndex } from '../../base/search';
import type { LoopSpan, Timeline } from '../../trace/timeline';

/** Steps of exactly the threshold count as blocking whatever the rounding of their times. */
const ROUNDING_SECONDS = 1e-9;

/** How long a task was ready before it ran. */
export interface Lateness {
  readonly task: number;
  /** Seconds; the longest single delay. */
  readonly seconds: number;
  /** False while its turn has not come. */
  readonly hasRun: boolean;
}

/**
 * What held the loop and who was late, for a trace that may still grow.
 *
 * Each span and interval is read once after it closed; what still holds the loop or waits for it is read
 * at every update.
 */
export class LoopStatistics {
  readonly #timeline: Timeline;
  readonly #threshold: number;
  #busyClosed = 0;
  #readLoop = 0;
  #readIntervals = 0;
  #openReady: number[] = [];
  readonly #blockingClosed: LoopSpan[] = [];
  readonly #late = new Map<number, number>();
  #latest: Lateness | undefined;

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

  /** Tasks that were ready for as long as a blocking step takes, with the seconds of their longest delay. */
  get late(): ReadonlyMap<number, number> {
    return this.#late;
  }

  /** The longest delay of all; of equal ones that of the first task. */
  get latest(): Lateness | undefined {
    return this.#latest;
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
      const index = this.#readLoop;
      const to = loop.to(index);
      if (to === Number.POSITIVE_INFINITY) break;
      if (loop.kind(index) === 'idle') continue;
      const seconds = Math.min(to, this.#timeline.end) - loop.from(index);
      this.#busyClosed += seconds;
      if (this.isBlocking(seconds)) this.#blockingClosed.push(loop.at(index)!);
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
    this.#openReady = this.#openReady.filter((interval) => this.#readInterval(interval));
    for (; this.#readIntervals < intervals.length; this.#readIntervals++) {
      if (this.#readInterval(this.#readIntervals)) this.#openReady.push(this.#readIntervals);
    }
  }

  /** Returns whether the task is still ready, so that its delay may grow. */
  #readInterval(interval: number): boolean {
    const { intervals, end } = this.#timeline;
    if (intervals.state(interval) !== 'ready') return false;
    const to = intervals.to(interval);
    const seconds = Math.min(to, end) - intervals.from(interval);
    const hasRun = to !== Number.POSITIVE_INFINITY;
    if (this.isBlocking(seconds)) {
      this.#noteLate({ task: intervals.task(interval), seconds, hasRun });
    }
    return !hasRun;
  }

  #noteLate(late: Lateness): void {
    const { task, seconds } = late;
    if (seconds < (this.#late.get(task) ?? 0)) return;
    this.#late.set(task, seconds);
    const { task: latest = task, seconds: most = 0 } = this.#latest ?? {};
    if (seconds > most || (seconds === most && task <= latest)) this.#latest = late;
  }
}
