import { firstIndex } from '../base/search';
/** A stretch of time that counts `weight` seconds for each of its seconds. */
export interface Segment {
  /** Seconds. */
  readonly from: number;
  /** Seconds. */
  readonly to: number;
  /** From 0 to 1. */
  readonly weight: number;
}

/**
 * Answers how much of any interval is covered by segments that do not overlap, in O(log n).
 *
 * Segments must be in order of time; `#before[i]` is the weight of all segments before the i-th.
 */
export class BusyTime {
  readonly #segments: readonly Segment[];
  readonly #before: Float64Array;

  constructor(segments: readonly Segment[]) {
    this.#segments = segments;
    this.#before = new Float64Array(segments.length + 1);
    for (const [index, { from, to, weight }] of segments.entries()) {
      this.#before[index + 1] = this.#before[index]! + (to - from) * weight;
    }
  }

  /** Seconds from `from` to `to` that the segments cover. */
  within(from: number, to: number): number {
    return to <= from ? 0 : this.#until(to) - this.#until(from);
  }

  #until(time: number): number {
    const segments = this.#segments;
    const begun = firstIndex(segments.length, (index) => segments[index]!.from > time);
    if (begun === 0) return 0;
    const last = segments[begun - 1]!;
    return this.#before[begun - 1]! + (Math.min(time, last.to) - last.from) * last.weight;
  }
}
