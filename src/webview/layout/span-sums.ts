import type { SpanState } from '../model/timeline-model';
import { type Crowd, LOUDNESS, RUNNING_FROM, type SpanSource } from './spans';

const STATES = Object.keys(LOUDNESS).length;

/**
 * Sums over the spans of one lane, so that a crowd of any size is described in constant time.
 *
 * 1. Row `i` sums the spans before `i`; each closed span is read once.
 * 2. Spans from the first open one on are not in the sums, since what they are may still change.
 */
export class SpanSums {
  #length = 0;
  #busy = new Float64Array(1024);
  /** For each row, how many spans of each loudness. */
  #counts = new Uint32Array(1024 * STATES);

  /** Reads the spans that were closed since the last call. */
  update(source: SpanSource, isOpen: (index: number) => boolean): void {
    while (this.#length < source.length && !isOpen(this.#length)) {
      if (this.#length + 1 === this.#busy.length) this.#grow();
      this.#add(source, this.#length);
    }
  }

  /** The spans from `first` to `last`, inclusive. */
  crowd(source: SpanSource, first: number, last: number): Crowd {
    const until = Math.max(first, Math.min(last + 1, this.#length));
    let loudest = 0;
    let steps = 0;
    for (let loudness = 0; loudness < STATES; loudness++) {
      const spans = this.#count(until, loudness) - this.#count(first, loudness);
      if (spans === 0) continue;
      loudest = loudness;
      if (loudness >= RUNNING_FROM) steps += spans;
    }
    let busySeconds = this.#busy[until]! - this.#busy[first]!;
    for (let index = until; index <= last; index++) {
      const loudness = LOUDNESS[source.state(index)];
      loudest = Math.max(loudest, loudness);
      if (loudness < RUNNING_FROM) continue;
      steps++;
      busySeconds += source.to(index) - source.from(index);
    }
    return { state: STATE_OF[loudest]!, steps, busySeconds };
  }

  #add(source: SpanSource, index: number): void {
    const loudness = LOUDNESS[source.state(index)];
    const seconds = loudness >= RUNNING_FROM ? source.to(index) - source.from(index) : 0;
    this.#busy[index + 1] = this.#busy[index]! + seconds;
    const row = index * STATES;
    this.#counts.copyWithin(row + STATES, row, row + STATES);
    this.#counts[row + STATES + loudness]!++;
    this.#length = index + 1;
  }

  #count(row: number, loudness: number): number {
    return this.#counts[row * STATES + loudness]!;
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

/** The states by loudness. */
const STATE_OF = Object.entries(LOUDNESS)
  .sort(([, one], [, other]) => one - other)
  .map(([state]) => state as SpanState);
