import type { Timeline } from '../../trace/timeline';
import { withoutAnsi } from './format';

/** Seconds after which what is added to a line is a line of its own: it shows when it came. */
const LATER_SECONDS = 0.01;

/** A line that the program wrote, or a part of it that came later than the part before. */
export interface OutputLine {
  /** Seconds; when its first character was written. */
  readonly time: number;
  /** Without colours and line end. */
  readonly text: string;
  /** The task that began it, 0 if none. */
  readonly task: number;
  readonly isError: boolean;
  /** The `output` event that began it. */
  readonly event: number;
}

/** The last line of a stream, which has not come to its end yet. */
interface OpenLine {
  /** Its place among all lines. */
  readonly index: number;
  readonly event: number;
  text: string;
}

/**
 * Joins what was written piece by piece into lines.
 *
 * 1. Each stream is joined on its own; a line stands at the time of its first piece, and what is added to it
 *    much later, such as after a prompt, stands apart.
 * 2. A line takes its place when it is begun, so `lines` is in that order without being sorted.
 * 3. `update` reads each event once, and changes no line but the last of each stream.
 */
export class OutputLines {
  readonly #timeline: Timeline;
  /** By stream. */
  readonly #open = new Map<number, OpenLine>();
  readonly #lines: OutputLine[] = [];
  #read = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.update();
  }

  /** All lines; the last of each stream may not have come to its end yet. */
  get lines(): readonly OutputLine[] {
    return this.#lines;
  }

  /** Reads the events that came since the last call. Call it after `Timeline.update`. */
  update(): void {
    const { outputs } = this.#timeline;
    if (this.#read === outputs.length) return;
    for (; this.#read < outputs.length; this.#read++) this.#readEvent(outputs[this.#read]!);
    for (const line of this.#open.values()) this.#write(line);
  }

  #readEvent(event: number): void {
    const { trace } = this.#timeline;
    const stream = trace.a(event);
    const pieces = trace.text(trace.b(event)).split('\n');
    const last = pieces.pop() ?? '';
    for (const piece of pieces) {
      this.#write(this.#extend(stream, event, piece));
      this.#open.delete(stream);
    }
    if (last !== '') this.#extend(stream, event, last);
  }

  /** Appends to the open line of a stream, or begins one. */
  #extend(stream: number, event: number, piece: string): OpenLine {
    const { trace } = this.#timeline;
    const known = this.#open.get(stream);
    const isLater = known && trace.time(event) - trace.time(known.event) > LATER_SECONDS;
    if (known && (!isLater || piece === '')) {
      known.text += piece;
      return known;
    }
    if (known) this.#write(known);
    const line = { index: this.#lines.length, event, text: piece };
    this.#open.set(stream, line);
    this.#write(line);
    return line;
  }

  #write({ index, event, text }: OpenLine): void {
    const { trace } = this.#timeline;
    this.#lines[index] = {
      time: trace.time(event),
      text: withoutAnsi(text).replace(/^\r|\r$/g, ''),
      task: trace.task(event),
      isError: trace.a(event) === 2,
      event,
    };
  }
}
