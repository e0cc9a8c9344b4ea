import type { Timeline } from '../../trace/timeline';
import { withoutAnsi } from './format';

/** A line that the program wrote. */
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

interface OpenLine {
  readonly event: number;
  text: string;
}

/**
 * Joins what was written piece by piece into lines.
 *
 * 1. Each stream is joined on its own; a line stands at the time of its first piece.
 * 2. `lines` is in the order in which lines were begun, and grows only with `update`.
 */
export class OutputLines {
  readonly #timeline: Timeline;
  readonly #open = new Map<number, OpenLine>();
  readonly #done: OutputLine[] = [];
  #lines: readonly OutputLine[] = [];
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
    const open = [...this.#open.values()].map((line) => this.#line(line));
    this.#lines = [...this.#done, ...open].sort((one, other) => one.event - other.event);
  }

  #readEvent(event: number): void {
    const { trace } = this.#timeline;
    const stream = trace.a(event);
    const pieces = trace.text(trace.b(event)).split('\n');
    for (const [index, piece] of pieces.entries()) {
      const line = this.#open.get(stream) ?? { event, text: '' };
      line.text += piece;
      if (index < pieces.length - 1) {
        this.#open.delete(stream);
        this.#done.push(this.#line(line));
      } else if (line.text !== '') {
        this.#open.set(stream, line);
      }
    }
  }

  #line({ event, text }: OpenLine): OutputLine {
    const { trace } = this.#timeline;
    return {
      time: trace.time(event),
      text: withoutAnsi(text).replace(/\r$/, ''),
      task: trace.task(event),
      isError: trace.a(event) === 2,
      event,
    };
  }
}
