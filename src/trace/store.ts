import {
  EVENT_KINDS,
  type EventKind,
  INTEGERS_PER_EVENT,
  type Position,
  type TraceChunk,
} from './schema';

/** One event with its columns; `text` and `positionOf` of the store give the rest. */
export interface TraceEvent {
  readonly kind: EventKind;
  readonly time: number;
  readonly value: number;
  readonly task: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly position: number;
}

/** A chunk does not continue the trace that it was appended to. */
export class TraceOrderError extends Error {
  override readonly name = 'TraceOrderError';
}

/**
 * A trace in memory: append-only columns that grow by doubling.
 *
 * 1. Events, texts and positions never change once appended.
 * 2. Text 0 is the empty text; position 0 is unknown.
 */
export class TraceStore {
  #length = 0;
  #kinds = new Uint8Array(1024);
  #times = new Float64Array(1024);
  #values = new Float64Array(1024);
  #integers = new Int32Array(1024 * INTEGERS_PER_EVENT);
  readonly #texts: string[] = [''];
  readonly #positions: Position[] = [
    { file: '', line: 0, column: 0, endLine: 0, endColumn: 0, name: '' },
  ];

  /** Number of events. */
  get length(): number {
    return this.#length;
  }

  /** Bytes held by the columns in use; texts and positions are not counted. */
  get byteLength(): number {
    return this.#length * (1 + 8 + 8 + 4 * INTEGERS_PER_EVENT);
  }

  get texts(): readonly string[] {
    return this.#texts;
  }

  get positions(): readonly Position[] {
    return this.#positions;
  }

  /** Adds a chunk. Throws `TraceOrderError` if it does not begin where the trace ends. */
  append(chunk: TraceChunk): void {
    if (chunk.first !== this.#length) {
      throw new TraceOrderError(
        `The chunk begins at event ${chunk.first}, but the trace ends at event ${this.#length}.`,
      );
    }
    const length = this.#length + chunk.kinds.length;
    this.#reserve(length);
    this.#kinds.set(chunk.kinds, this.#length);
    this.#times.set(chunk.times, this.#length);
    this.#values.set(chunk.values, this.#length);
    this.#integers.set(chunk.integers, this.#length * INTEGERS_PER_EVENT);
    for (const text of chunk.texts) this.#texts.push(text);
    for (const position of chunk.positions) this.#positions.push(position);
    this.#length = length;
  }

  kind(index: number): EventKind {
    return EVENT_KINDS[this.#kinds[index]!]!;
  }

  time(index: number): number {
    return this.#times[index]!;
  }

  value(index: number): number {
    return this.#values[index]!;
  }

  task(index: number): number {
    return this.#integers[index * INTEGERS_PER_EVENT]!;
  }

  a(index: number): number {
    return this.#integers[index * INTEGERS_PER_EVENT + 1]!;
  }

  b(index: number): number {
    return this.#integers[index * INTEGERS_PER_EVENT + 2]!;
  }

  c(index: number): number {
    return this.#integers[index * INTEGERS_PER_EVENT + 3]!;
  }

  /** Index into `positions`, 0 if unknown. */
  position(index: number): number {
    return this.#integers[index * INTEGERS_PER_EVENT + 4]!;
  }

  text(index: number): string {
    return this.#texts[index] ?? '';
  }

  /** The position behind a `position` column, or undefined if it is unknown. */
  positionOf(index: number): Position | undefined {
    const position = this.position(index);
    return position === 0 ? undefined : this.#positions[position];
  }

  event(index: number): TraceEvent {
    return {
      kind: this.kind(index),
      time: this.time(index),
      value: this.value(index),
      task: this.task(index),
      a: this.a(index),
      b: this.b(index),
      c: this.c(index),
      position: this.position(index),
    };
  }

  /** The events from `first` to before `last` as one chunk, for a receiver that has the first `first` events, `texts` texts and `positions` positions. */
  slice(first: number, texts: number, positions: number, last = this.#length): TraceChunk {
    return {
      first,
      kinds: this.#kinds.slice(first, last),
      times: this.#times.slice(first, last),
      values: this.#values.slice(first, last),
      integers: this.#integers.slice(first * INTEGERS_PER_EVENT, last * INTEGERS_PER_EVENT),
      texts: this.#texts.slice(texts),
      positions: this.#positions.slice(positions),
    };
  }

  /** The whole trace as one chunk, for a receiver that has an empty store. */
  toChunk(): TraceChunk {
    return this.slice(0, 1, 1);
  }

  #reserve(length: number): void {
    if (length <= this.#kinds.length) return;
    const capacity = Math.max(length, this.#kinds.length * 2);
    this.#kinds = grown(this.#kinds, new Uint8Array(capacity));
    this.#times = grown(this.#times, new Float64Array(capacity));
    this.#values = grown(this.#values, new Float64Array(capacity));
    this.#integers = grown(this.#integers, new Int32Array(capacity * INTEGERS_PER_EVENT));
  }
}

function grown<T extends Uint8Array | Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
