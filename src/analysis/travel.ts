import { firstIndex } from '../base/search';
import type { CursorMoment } from '../trace/cursor';
import { momentOfEvent } from '../trace/cursor';
import type { Moments } from '../trace/moment';
import { writtenAt } from '../trace/moment-time';
import type { Timeline } from '../trace/timeline';
import {
  type Cursor,
  nextEvent,
  nextIteration,
  nextStep,
  previousEvent,
  previousIteration,
  previousStep,
  stopAfter,
  stopBefore,
} from './steps';

/** By what a cursor travels: `run` leads to the first or the last event. */
export type TravelUnit = 'event' | 'step' | 'iteration' | 'run';

/** One movement of a cursor. */
export interface Travel {
  readonly by: TravelUnit;
  /** 1: forward, -1: back. */
  readonly direction: 1 | -1;
}

/** A run that is travelled. Iterations alone are asked of `moments`, for which all of the trace may have to be read. */
export interface TravelledRun {
  readonly timeline: Timeline;
  readonly moments: Pick<Moments, 'iterations'>;
}

/**
 * Where a movement leads; undefined if there is nothing in that direction. Without a cursor, a run is
 * travelled from its beginning or back from its end.
 *
 * `task`: whose steps count; undefined: those of all.
 */
export function travel(
  run: TravelledRun,
  cursor: CursorMoment | undefined,
  { by, direction }: Travel,
  task: number | undefined,
): CursorMoment | undefined {
  const { timeline } = run;
  const from = startOf(timeline, cursor, direction);
  const event = destination(run, from, { by, direction }, task);
  return event === undefined ? undefined : momentOfEvent(timeline.trace, event);
}

/** The first stop after the cursor, or the last before it, of some ascending events; past the end, from the other end. */
export function travelAround(
  timeline: Timeline,
  cursor: CursorMoment | undefined,
  stops: readonly number[],
  direction: 1 | -1,
): number | undefined {
  const from = startOf(timeline, cursor, direction);
  if (direction > 0) return stopAfter(stops, from) ?? stops[0];
  return stopBefore(stops, from) ?? stops.at(-1);
}

/** A cursor between two events goes back to the one that has happened. */
function startOf({ trace }: Timeline, cursor: CursorMoment | undefined, direction: number): Cursor {
  if (cursor === undefined) return direction > 0 ? -1 : trace.length;
  const { event, time } = cursor;
  const isBetween = event >= 0 && event < trace.length && time > writtenAt(trace, event);
  return direction < 0 && isBetween ? event + 1 : event;
}

function destination(
  run: TravelledRun,
  from: Cursor,
  { by, direction }: Travel,
  task: number | undefined,
): Cursor | undefined {
  const { timeline } = run;
  const isForward = direction > 0;
  switch (by) {
    case 'event':
      return isForward ? nextEvent(timeline, from) : previousEvent(timeline, from);
    case 'iteration':
      return isForward ? nextIteration(run.moments, from) : previousIteration(run.moments, from);
    case 'step':
      if (task === undefined) return anyStep(timeline, from, direction);
      return isForward ? nextStep(timeline, task, from) : previousStep(timeline, task, from);
    case 'run': {
      const { length } = timeline.trace;
      return isForward ? previousEvent(timeline, length) : nextEvent(timeline, -1);
    }
  }
}

/** The beginning of a step of any task. */
function anyStep({ loop }: Timeline, from: Cursor, direction: 1 | -1): Cursor | undefined {
  const next = firstIndex(loop.length, (span) => {
    const event = loop.event(span);
    return direction > 0 ? event > from : event >= from;
  });
  for (let at = direction > 0 ? next : next - 1; at >= 0 && at < loop.length; at += direction) {
    if (loop.kind(at) === 'task') return loop.event(at);
  }
  return undefined;
}
