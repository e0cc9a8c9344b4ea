import { assertThat } from '../base/assert';
import { INTEGERS_PER_EVENT, kindNumber, type Position, type TraceChunk } from './schema';

/** Takes chunks as they become full. Their arrays belong to the receiver. */
export type ChunkSink = (chunk: TraceChunk) => void;

export interface RecorderOptions {
  /** Events in a chunk. */
  readonly chunkEvents?: number;
  /** Events after which nothing more is recorded but the number of events left out. */
  readonly maxEvents?: number;
}

const RUN_ENDED = kindNumber('run.ended');
const OUTPUT = kindNumber('output');
const DROPPED = kindNumber('dropped');

/**
 * Writes events into columns and hands them on in chunks.
 *
 * 1. Nothing is lost silently: events over `maxEvents` are counted, and the count is written. Output
 *    has a limit of its own and is never left out.
 * 2. Equal texts and equal positions are stored once; output texts are stored as they come.
 */
export class Recorder {
  readonly #sink: ChunkSink;
  readonly #capacity: number;
  readonly #maxEvents: number;
  #first = 0;
  #length = 0;
  #dropped = 0;
  #droppedSince = 0;
  #kinds!: Uint8Array;
  #times!: Float64Array;
  #values!: Float64Array;
  #integers!: Int32Array;
  readonly #textNumbers = new Map<string, number>([['', 0]]);
  #textCount = 1;
  #newTexts: string[] = [];
  #positionCount = 1;
  #newPositions: Position[] = [];

  constructor(sink: ChunkSink, options: RecorderOptions = {}) {
    this.#sink = sink;
    this.#capacity = options.chunkEvents ?? 8192;
    this.#maxEvents = options.maxEvents ?? 2_000_000;
    this.#allocate();
  }

  /** Events recorded so far, those already handed on included. */
  get length(): number {
    return this.#first + this.#length;
  }

  /** Events after which nothing more is recorded. */
  get maxEvents(): number {
    return this.#maxEvents;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /** The number of a text that is likely to come again. */
  text(text: string): number {
    const known = this.#textNumbers.get(text);
    if (known !== undefined) return known;
    const number = this.newText(text);
    this.#textNumbers.set(text, number);
    return number;
  }

  /** The number of a text that is not worth looking up, such as a line of output. */
  newText(text: string): number {
    this.#newTexts.push(text);
    return this.#textCount++;
  }

  /** The number of a new position; the caller remembers it and does not ask twice. */
  position(position: Position): number {
    this.#newPositions.push(position);
    return this.#positionCount++;
  }

  /** Appends one event; `kind` is a `kindNumber`. Columns are described in the schema. */
  add(
    kind: number,
    time: number,
    task: number,
    a: number,
    b: number,
    c: number,
    position: number,
    value = Number.NaN,
  ): void {
    if (this.length >= this.#maxEvents && kind !== RUN_ENDED && kind !== OUTPUT) {
      if (this.#dropped === 0) this.#droppedSince = time;
      this.#dropped++;
      return;
    }
    this.#write(kind, time, task, a, b, c, position, value);
  }

  /** Hands on what has been recorded since the last chunk. */
  flush(): void {
    if (this.#length === 0) return;
    const full = this.#length === this.#capacity;
    const chunk: TraceChunk = {
      first: this.#first,
      kinds: full ? this.#kinds : this.#kinds.slice(0, this.#length),
      times: full ? this.#times : this.#times.slice(0, this.#length),
      values: full ? this.#values : this.#values.slice(0, this.#length),
      integers: full ? this.#integers : this.#integers.slice(0, this.#length * INTEGERS_PER_EVENT),
      texts: this.#newTexts,
      positions: this.#newPositions,
    };
    this.#first += this.#length;
    this.#length = 0;
    this.#newTexts = [];
    this.#newPositions = [];
    if (full) this.#allocate();
    this.#sink(chunk);
  }

  /**
   * The trace ends with its first `length` events again, and what comes next is written behind them. All
   * events must have been handed on; their texts and positions stay.
   */
  goBackTo(length: number): void {
    assertThat(this.#length === 0, 'Only what has been handed on can be taken back.');
    this.#first = length;
  }

  /** Writes how many events were left out, if any. Comes before the event that ends the run. */
  noteDropped(time: number): void {
    if (this.#dropped === 0) return;
    this.#write(DROPPED, time, 0, this.#dropped, 0, 0, 0, this.#droppedSince);
  }

  #write(
    kind: number,
    time: number,
    task: number,
    a: number,
    b: number,
    c: number,
    position: number,
    value: number,
  ): void {
    const index = this.#length;
    this.#kinds[index] = kind;
    this.#times[index] = time;
    this.#values[index] = value;
    const integers = this.#integers;
    const base = index * INTEGERS_PER_EVENT;
    integers[base] = task;
    integers[base + 1] = a;
    integers[base + 2] = b;
    integers[base + 3] = c;
    integers[base + 4] = position;
    this.#length = index + 1;
    if (this.#length === this.#capacity) this.flush();
  }

  #allocate(): void {
    this.#kinds = new Uint8Array(this.#capacity);
    this.#times = new Float64Array(this.#capacity);
    this.#values = new Float64Array(this.#capacity);
    this.#integers = new Int32Array(this.#capacity * INTEGERS_PER_EVENT);
  }
}
