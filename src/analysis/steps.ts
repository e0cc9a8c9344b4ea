import { countUpTo } from '../base/search';
import type { Moments } from '../trace/moment';
import type { EventKind } from '../trace/schema';
import type { Timeline } from '../trace/timeline';

/**
 * Where a cursor goes next. A cursor is an event that has just happened, -1 before the first; every
 * function here gives the event to go to, or undefined if there is none in that direction.
 */
export type Cursor = number;

/** Rows that only add to what another row tells; a cursor does not stop at them. */
const PASSED: ReadonlySet<EventKind> = new Set([
  'loop.closed',
  'task.frame',
  'task.local',
  'locals.stopped',
  'idiom.found',
]);

export function nextEvent({ trace }: Timeline, cursor: Cursor): Cursor | undefined {
  for (let event = Math.max(cursor + 1, 0); event < trace.length; event++) {
    if (!PASSED.has(trace.kind(event))) return event;
  }
  return undefined;
}

export function previousEvent({ trace }: Timeline, cursor: Cursor): Cursor | undefined {
  for (let event = Math.min(cursor, trace.length) - 1; event >= 0; event--) {
    if (!PASSED.has(trace.kind(event))) return event;
  }
  return undefined;
}

/** The beginning of the next step of a task, or its end. */
export function nextStep(timeline: Timeline, task: number, cursor: Cursor): Cursor | undefined {
  return stopAfter(stopsOf(timeline, task), cursor);
}

/** The beginning of the step of a task before the cursor; of the one that runs, if it began before. */
export function previousStep(timeline: Timeline, task: number, cursor: Cursor): Cursor | undefined {
  return stopBefore(stopsOf(timeline, task), cursor);
}

/** The first handle of the next iteration of the loop. */
export function nextIteration(
  { iterations }: Pick<Moments, 'iterations'>,
  cursor: Cursor,
): Cursor | undefined {
  return stopAfter(iterations, cursor);
}

/** The first handle of the iteration that runs, or of the one before if the cursor is there already. */
export function previousIteration(
  { iterations }: Pick<Moments, 'iterations'>,
  cursor: Cursor,
): Cursor | undefined {
  return stopBefore(iterations, cursor);
}

/** The first of some ascending stops after the cursor. */
export function stopAfter(stops: readonly number[], cursor: Cursor): Cursor | undefined {
  return stops[countUpTo(stops, cursor)];
}

/** The last of some ascending stops before the cursor. */
export function stopBefore(stops: readonly number[], cursor: Cursor): Cursor | undefined {
  return stops[countUpTo(stops, cursor - 1) - 1];
}

/** A step that goes on after an eager step inside it is one step. */
function stopsOf(timeline: Timeline, id: number): readonly number[] {
  const { intervals } = timeline;
  const task = timeline.task(id);
  if (task === undefined) return [];
  const begins = task.intervals
    .filter((index) => intervals.state(index) === 'running')
    .map((index) => intervals.event(index));
  return task.endedEvent < 0 ? begins : [...begins, task.endedEvent];
}
