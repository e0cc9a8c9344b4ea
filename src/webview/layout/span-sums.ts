import type { SpanState } from '../model/timeline-model';
import { type Crowd, LOUDNESS, RUNNING_FROM, type SpanSource } from './spans';

const STATES = Object.keys(LOUDNESS).length;
/** Sums are kept for every so many spans; between them spans are read. */
const SPANS_PER_ROW = 8;

/** What spans that were read come to. */
interface Tally {
  loudest: number;
  steps: number;
  busySeconds: number;
}

/**
 * Sums over the spans of one lane, so that a crowd of any size is described in constant time.
 *
 * 1. Row `i` sums the spans before `i * SPANS_PER_ROW`; each closed span is summed once.
 * 2. Spans from the first open one on are not in the sums, since what they are may still change.
 */
export class SpanSums {
  #length = 0;
  /** Of all spans that were summed. */
  #busyNow = 0;
  readonly #countsNow = new Uint32Array(STATES);
  #busy = new Float64Array(128);
  /** For each row, how many spans of each loudness. */
  #counts = new Uint32Array(128 * STATES);

  /** Reads the spans that were closed since the last call. */
  update(source: SpanSource, isOpen: (index: number) => boolean): void {
    while (this.#length < source.length && !isOpen(this.#length)) this.#add(source, this.#length);
  }

  /** The spans from `first` to `last`, inclusive. */
  crowd(source: SpanSource, first: number, last: number): Crowd {
    const tally: Tally = { loudest: 0, steps: 0, busySeconds: 0 };
    const from = Math.ceil(first / SPANS_PER_ROW);
    const to = Math.floor(Math.min(last + 1, this.#length) / SPANS_PER_ROW);
    if (to <= from) {
      read(source, first, last, tally);
    } else {
      read(source, first, from * SPANS_PER_ROW - 1, tally);
      this.#addRows(from, to, tally);
      read(source, to * SPANS_PER_ROW, last, tally);
    }
    const { loudest, steps, busySeconds } = tally;
    return { state: STATE_OF[loudest]!, steps, busySeconds };
  }

  #addRows(from: number, to: number, tally: Tally): void {
    for (let loudness = 0; loudness < STATES; loudness++) {
      const spans = this.#counts[to * STATES + loudness]! - this.#counts[from * STATES + loudness]!;
      if (spans === 0) continue;
      tally.loudest = Math.max(tally.loudest, loudness);
      if (loudness >= RUNNING_FROM) tally.steps += spans;
    }
    tally.busySeconds += this.#busy[to]! - this.#busy[from]!;
  }

  #add(source: SpanSource, index: number): void {
    const loudness = LOUDNESS[source.state(index)];
    if (loudness >= RUNNING_FROM) this.#busyNow += source.to(index) - source.from(index);
    this.#countsNow[loudness]!++;
    this.#length = index + 1;
    if (this.#length % SPANS_PER_ROW === 0) this.#keepRow(this.#length / SPANS_PER_ROW);
  }

  #keepRow(row: number): void {
    if (row === this.#busy.length) this.#grow();
    this.#busy[row] = this.#busyNow;
    this.#counts.set(this.#countsNow, row * STATES);
  }

  #grow(): void {
    const busy = new Float64Array(this.#busy.length * 2);
    busy.set(this.#busy);
    this.#busy = busy;
    const counts = new Uint32Array(this.#counts.length * 2);
    counts.set(this.#counts);
    this.#counts = counts;
  }
}

function read(source: SpanSource, first: number, last: number, tally: Tally): void {
  for (let index = first; index <= last; index++) {
    const loudness = LOUDNESS[source.state(index)];
    tally.loudest = Math.max(tally.loudest, loudness);
    if (loudness < RUNNING_FROM) continue;
    tally.steps++;
    tally.busySeconds += source.to(index) - source.from(index);
  }
}

/** The states by loudness. */
const STATE_OF = Object.entries(LOUDNESS)
  .sort(([, one], [, other]) => one - other)
  .map(([state]) => state as SpanState);
