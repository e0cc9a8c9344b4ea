import { lastEventAt, writtenAt } from './moment-time';
import type { TraceStore } from './store';

/**
 * A moment of a run that the views show: `event` has just happened, and nothing after it. Many events can
 * happen at one time, so the time alone does not name a moment.
 */
export interface CursorMoment {
  /** -1 before the first. */
  readonly event: number;
  /** Seconds; not before the event, and not after the one that follows it. */
  readonly time: number;
}

/** The moment at which `event` has just happened; an event out of the trace means its first or last moment. */
export function momentOfEvent(trace: TraceStore, event: number): CursorMoment {
  const known = Math.max(-1, Math.min(event, trace.length - 1));
  return { event: known, time: known < 0 ? 0 : writtenAt(trace, known) };
}

/** The moment after everything that happened at `time` (seconds). */
export function momentAtTime(trace: TraceStore, time: number): CursorMoment {
  return { event: lastEventAt(trace, time), time };
}

/** Whether two cursors show the same; undefined stands for the end of the run. */
export function isSameMoment(
  one: CursorMoment | undefined,
  other: CursorMoment | undefined,
): boolean {
  return one?.event === other?.event && one?.time === other?.time;
}
