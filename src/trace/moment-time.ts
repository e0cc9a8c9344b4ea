import { firstIndex } from '../base/search';
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
  return countWhile(trace, (written) => written <= time) - 1;
}

/** The first event that was written at `time` (seconds) or later; the length of the trace if none was. */
export function firstEventAt(trace: TraceStore, time: number): number {
  return countWhile(trace, (written) => written < time);
}

/** How many events come before the first whose time does not fit. */
function countWhile(trace: TraceStore, fits: (written: number) => boolean): number {
  return firstIndex(trace.length, (event) => !fits(writtenAt(trace, event)));
}
