import { INTEGERS_PER_EVENT, kindNumber, RUN_ENDS, type RunEnd, type TraceChunk } from './schema';

/** Follows the chunks of a trace so that its last event can be written by somebody else. */
export class TraceEnding {
  #events = 0;
  #texts = 1;
  #time = 0;
  #isEnded = false;

  /** True once the trace has its `run.ended` event. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  note(chunk: TraceChunk): void {
    this.#events = chunk.first + chunk.kinds.length;
    this.#texts += chunk.texts.length;
    for (const time of chunk.times) this.#time = Math.max(this.#time, time);
    this.#isEnded ||= chunk.kinds.includes(kindNumber('run.ended'));
  }

  /** The chunk that ends a trace whose writer is gone. `message` is a full sentence. */
  chunk(end: RunEnd, exitCode: number, message: string): TraceChunk {
    const integers = new Int32Array(INTEGERS_PER_EVENT);
    integers.set([0, RUN_ENDS.indexOf(end), exitCode, this.#texts, 0]);
    return {
      first: this.#events,
      kinds: Uint8Array.of(kindNumber('run.ended')),
      times: Float64Array.of(this.#time),
      values: Float64Array.of(Number.NaN),
      integers,
      texts: [message],
      positions: [],
    };
  }
}
