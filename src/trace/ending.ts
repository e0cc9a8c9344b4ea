import { INTEGERS_PER_EVENT, kindNumber, RUN_ENDS, type RunEnd, type TraceChunk } from './schema';
import type { TraceStore } from './store';

const RUN_ENDED = kindNumber('run.ended');
const DROPPED = kindNumber('dropped');

/**
 * How many events a trace has before its end, which is told by `run.ended` and, if events were left out,
 * by `dropped` before it.
 */
export function lengthWithoutEnd(trace: TraceStore): number {
  let length = trace.length;
  if (trace.kind(length - 1) === 'run.ended') length--;
  if (trace.kind(length - 1) === 'dropped') length--;
  return length;
}

/** Follows the chunks of a trace so that its last event can be written by somebody else. */
export class TraceEnding {
  #events = 0;
  #texts = 1;
  #time = 0;
  #isEnded = false;
  #withoutEnd = 0;
  #lastKind = 0;

  /** True once the trace has its `run.ended` event. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  note(chunk: TraceChunk): void {
    this.#events = chunk.first + chunk.kinds.length;
    this.#texts += chunk.texts.length;
    for (const time of chunk.times) this.#time = Math.max(this.#time, time);
    const end = chunk.kinds.indexOf(RUN_ENDED);
    if (end >= 0) {
      const before = end === 0 ? this.#lastKind : chunk.kinds[end - 1];
      this.#withoutEnd = chunk.first + end - (before === DROPPED ? 1 : 0);
      this.#isEnded = true;
    }
    this.#lastKind = chunk.kinds.at(-1) ?? this.#lastKind;
  }

  /** The trace goes on: what comes next takes the place of its end. */
  reopen(): void {
    this.#events = this.#withoutEnd;
    this.#isEnded = false;
  }

  /** The chunk that ends a trace whose writer is gone. `message` is a full sentence. */
  chunk(end: RunEnd, exitCode: number, message: string): TraceChunk {
    const integers = new Int32Array(INTEGERS_PER_EVENT);
    integers.set([0, RUN_ENDS.indexOf(end), exitCode, this.#texts, 0]);
    return {
      first: this.#events,
      kinds: Uint8Array.of(RUN_ENDED),
      times: Float64Array.of(this.#time),
      values: Float64Array.of(Number.NaN),
      integers,
      texts: [message],
      positions: [],
    };
  }
}
