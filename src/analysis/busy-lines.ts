import { firstIndex } from '../base/search';
import { BusyTime, type Segment } from './busy-time';

interface LineSegment extends Segment {
  readonly line: number;
}

/**
 * Answers which lines held the loop during any interval, and for how long.
 *
 * An interval that touches few segments costs as much as there are segments in it, one that touches
 * many costs as much as there are lines: never their product with the length of the run.
 */
export class BusyLines {
  readonly #lines: readonly BusyTime[];
  /** Segments of all lines in order of their beginning. */
  readonly #segments: readonly LineSegment[];
  /** The latest end among the segments up to each index: ascends, so that it can be searched. */
  readonly #latestEnd: Float64Array;
  readonly #sums: Float64Array;

  /** `lines`: the segments of each line, in order of time. */
  constructor(lines: readonly (readonly Segment[])[]) {
    this.#lines = lines.map((segments) => new BusyTime(segments));
    this.#segments = lines
      .flatMap((segments, line) => segments.map((segment) => ({ ...segment, line })))
      .sort((one, other) => one.from - other.from);
    this.#latestEnd = new Float64Array(this.#segments.length);
    let latest = Number.NEGATIVE_INFINITY;
    for (const [index, { to }] of this.#segments.entries()) {
      latest = Math.max(latest, to);
      this.#latestEnd[index] = latest;
    }
    this.#sums = new Float64Array(lines.length);
  }

  /** Calls `found` once for each line that held the loop for some seconds from `from` to `to`. */
  within(from: number, to: number, found: (line: number, seconds: number) => void): void {
    const first = firstIndex(this.#segments.length, (index) => this.#latestEnd[index]! > from);
    const last = firstIndex(this.#segments.length, (index) => this.#segments[index]!.from >= to);
    if (last - first < this.#lines.length) this.#visit(first, last, from, to, found);
    else {
      for (const [line, busy] of this.#lines.entries()) report(line, busy.within(from, to), found);
    }
  }

  #visit(
    first: number,
    last: number,
    from: number,
    to: number,
    found: (line: number, seconds: number) => void,
  ): void {
    for (let index = first; index < last; index++) {
      const segment = this.#segments[index]!;
      const seconds = Math.min(to, segment.to) - Math.max(from, segment.from);
      if (seconds > 0) this.#sums[segment.line]! += seconds * segment.weight;
    }
    for (let index = first; index < last; index++) {
      const { line } = this.#segments[index]!;
      report(line, this.#sums[line]!, found);
      this.#sums[line] = 0;
    }
  }
}

function report(line: number, seconds: number, found: (line: number, seconds: number) => void) {
  if (seconds > 0) found(line, seconds);
}
