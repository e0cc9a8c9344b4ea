import { nextEvent } from '../../analysis/steps';
import { type CursorMoment, momentAtTime, momentOfEvent } from '../../trace/cursor';
import type { TimelineModel } from '../model/timeline-model';
import { runTimes } from './view-holder';

/** How fast a run can be played: virtual seconds in a real one. */
export const SPEEDS = [0.1, 0.2, 0.5, 1, 2, 5, 10] as const;

/** Events in a real second at speed 1, where time does not tell them apart. */
const EVENTS_PER_SECOND = 4;
/** Seconds; a shorter run would be over before anybody has seen anything. */
const SHORTEST_RUN = 0.1;

/** The speed next to one, faster (1) or slower (-1). */
export function speedBeside(speed: number, direction: number): number {
  const at = SPEEDS.findIndex((one) => one >= speed);
  return SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at + direction))]!;
}

/** Where playing begins: at the cursor, or at the beginning if there is none or nothing follows it. */
export function playFrom(model: TimelineModel, cursor: CursorMoment | undefined): CursorMoment {
  const { length } = model.trace;
  if (cursor && nextEvent(model.timeline, cursor.event) !== undefined) return cursor;
  return { event: length > 0 ? 0 : -1, time: runTimes(model).from };
}

/** Lets a run pass by: by time, or event by event where time does not tell events apart. */
export class Playback {
  /** The part of an event that is due. */
  #due = 0;

  /** Where the cursor is after some seconds (real ones times the speed); undefined: past the end. */
  next(
    model: TimelineModel,
    cursor: CursorMoment,
    seconds: number,
    isByEvent: boolean,
  ): CursorMoment | undefined {
    const { from, to } = runTimes(model);
    if (isByEvent || to - from < SHORTEST_RUN) return this.#byEvent(model, cursor, seconds);
    const time = cursor.time + seconds;
    return time >= to ? undefined : later(cursor, momentAtTime(model.trace, time));
  }

  #byEvent(model: TimelineModel, cursor: CursorMoment, seconds: number): CursorMoment | undefined {
    const { timeline, trace } = model;
    this.#due += seconds * EVENTS_PER_SECOND;
    let { event } = cursor;
    for (; this.#due >= 1; this.#due--) {
      const next = nextEvent(timeline, event);
      if (next === undefined) return undefined;
      event = next;
    }
    return event === cursor.event ? cursor : momentOfEvent(trace, event);
  }
}

/** Of one time, the cursor stays where it is. */
function later(cursor: CursorMoment, next: CursorMoment): CursorMoment {
  return next.time > cursor.time ? next : cursor;
}
