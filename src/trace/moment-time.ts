import type { TraceStore } from './store';

/**
 * When an event was written, in seconds: rows of `block` and `idle` are written at the end of what they
 * report. Never decreases from one event to the next.
 */
export function writtenAt(trace: TraceStore, event: number): number {
  const kind = trace.kind(event);
  return kind === 'block' || kind === 'loop.idle' ? trace.value(event) : trace.time(event);
}

/** The last event that was written at `time` (seconds) or before; -1 if none was. */
export function lastEventAt(trace: TraceStore, time: number): number {
  let low = 0;
  let high = trace.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (writtenAt(trace, middle) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
