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

/** Events in a full page; a power of two, and as many as a long chunk holds on its way to a view. */
const PAGE_EVENTS = 32_768;
const PAGE_BITS = Math.log2(PAGE_EVENTS);
const PAGE_MASK = PAGE_EVENTS - 1;
const FIRST_CAPACITY = 1024;

/** The columns of consecutive events. */
type Page = Pick<TraceChunk, 'kinds' | 'times' | 'values' | 'integers'>;

/**
 * A trace in memory: append-only columns, in pages, so that a long trace is never copied to grow.
 *
 * 1. Events, texts and positions never change once appended.
 * 2. Text 0 is the empty text; position 0 is unknown, and so are others on line 0.
 * 3. All pages but the last are full. A chunk that is a full page is kept as it is; only the last page is
 *    written to, and it is never such a chunk.
 */
export class TraceStore {
  #length = 0;
  readonly #pages: Page[] = [];
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

  /** Adds a chunk, whose arrays belong to the store from now on. Throws `TraceOrderError` if it does not begin where the trace ends. */
  append(chunk: TraceChunk): void {
    if (chunk.first !== this.#length) {
      throw new TraceOrderError(
        `The chunk begins at event ${chunk.first}, but the trace ends at event ${this.#length}.`,
      );
    }
    const { length } = chunk.kinds;
    for (let done = 0; done < length; ) done += this.#appendToPage(chunk, done);
    for (const text of chunk.texts) this.#texts.push(text);
    for (const position of chunk.positions) this.#positions.push(position);
  }

  kind(index: number): EventKind {
    return EVENT_KINDS[this.kindNumber(index)]!;
  }

  /** The place of the kind in `EVENT_KINDS`. */
  kindNumber(index: number): number {
    return this.#page(index).kinds[index & PAGE_MASK]!;
  }

  time(index: number): number {
    return this.#page(index).times[index & PAGE_MASK]!;
  }

  value(index: number): number {
    return this.#page(index).values[index & PAGE_MASK]!;
  }

  task(index: number): number {
    return this.#integer(index, 0);
  }

  a(index: number): number {
    return this.#integer(index, 1);
  }

  b(index: number): number {
    return this.#integer(index, 2);
  }

  c(index: number): number {
    return this.#integer(index, 3);
  }

  /** Index into `positions`, 0 if unknown. */
  position(index: number): number {
    return this.#integer(index, 4);
  }

  text(index: number): string {
    return this.#texts[index] ?? '';
  }

  /** The position behind a `position` column, or undefined if it is unknown. */
  positionOf(index: number): Position | undefined {
    return this.knownPosition(this.position(index));
  }

  /** The position with a number, or undefined if it is unknown. */
  knownPosition(number: number): Position | undefined {
    const position = this.#positions[number];
    return position?.line === 0 ? undefined : position;
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
      ...this.#columns(first, Math.max(first, last)),
      texts: this.#texts.slice(texts),
      positions: this.#positions.slice(positions),
    };
  }

  /** The whole trace as one chunk, for a receiver that has an empty store. */
  toChunk(): TraceChunk {
    return this.slice(0, 1, 1);
  }

  #page(index: number): Page {
    return this.#pages[index >>> PAGE_BITS] ?? NO_PAGE;
  }

  #integer(index: number, column: number): number {
    return this.#page(index).integers[(index & PAGE_MASK) * INTEGERS_PER_EVENT + column]!;
  }

  /** Takes events of a chunk from `done` on, as many as the last page has room for; returns how many. */
  #appendToPage(chunk: TraceChunk, done: number): number {
    const used = this.#length & PAGE_MASK;
    const count = Math.min(chunk.kinds.length - done, PAGE_EVENTS - used);
    this.#length += count;
    if (count === PAGE_EVENTS && chunk.kinds.length === PAGE_EVENTS) {
      const { kinds, times, values, integers } = chunk;
      this.#pages.push({ kinds, times, values, integers });
      return count;
    }
    write(partOf(chunk, done, done + count), this.#pageWithRoom(used, count), used);
    return count;
  }

  /** The last page, `used` events long, with room for `count` more. */
  #pageWithRoom(used: number, count: number): Page {
    const last = used === 0 ? undefined : this.#pages.pop();
    const capacity = last?.kinds.length ?? 0;
    const enough = Math.max(FIRST_CAPACITY, used + count, capacity * 2);
    const page = last && capacity >= used + count ? last : newPage(Math.min(PAGE_EVENTS, enough));
    if (last && page !== last) write(last, page, 0);
    this.#pages.push(page);
    return page;
  }

  /** Copies of the columns from `first` to before `last`. */
  #columns(first: number, last: number): Page {
    const columns = newPage(last - first);
    for (let index = first; index < last; ) {
      const used = index & PAGE_MASK;
      const count = Math.min(last - index, PAGE_EVENTS - used);
      write(partOf(this.#page(index), used, used + count), columns, index - first);
      index += count;
    }
    return columns;
  }
}

/** Where events are that are not in the trace. */
const NO_PAGE = newPage(0);

function newPage(capacity: number): Page {
  return {
    kinds: new Uint8Array(capacity),
    times: new Float64Array(capacity),
    values: new Float64Array(capacity),
    integers: new Int32Array(capacity * INTEGERS_PER_EVENT),
  };
}

/** The same memory from one event to before another. */
function partOf({ kinds, times, values, integers }: Page, from: number, to: number): Page {
  return {
    kinds: kinds.subarray(from, to),
    times: times.subarray(from, to),
    values: values.subarray(from, to),
    integers: integers.subarray(from * INTEGERS_PER_EVENT, to * INTEGERS_PER_EVENT),
  };
}

function write(from: Page, to: Page, at: number): void {
  to.kinds.set(from.kinds, at);
  to.times.set(from.times, at);
  to.values.set(from.values, at);
  to.integers.set(from.integers, at * INTEGERS_PER_EVENT);
}
