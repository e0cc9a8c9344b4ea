import type { TraceChunk } from '../../src/trace/schema';
import type { TraceStore } from '../../src/trace/store';

/** A trace as it comes event by event; all texts and positions come with the first one. */
export function* eventByEvent(trace: TraceStore): Generator<TraceChunk> {
  for (let event = 0; event < trace.length; event++) {
    const [texts, positions] = event === 0 ? [1, 1] : [trace.texts.length, trace.positions.length];
    yield trace.slice(event, texts, positions, event + 1);
  }
}
