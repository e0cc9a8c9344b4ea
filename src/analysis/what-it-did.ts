import { whereItWaited } from '../trace/position-at';
import type { Position } from '../trace/schema';
import type { TaskRecord, Timeline } from '../trace/timeline';
import type { TaskNames } from './task-names';
import { waitText } from './wait-text';

/** What a task was doing before `event`, as in "was waiting for the lock", and where. */
export function whatItDid(
  timeline: Timeline,
  names: TaskNames,
  task: TaskRecord,
  event: number,
): { what: string; position: Position | undefined } {
  const { intervals, trace } = timeline;
  const index = task.intervals.findLast((one) => intervals.event(one) < event);
  const hasBegun = task.intervals.some(
    (one) => intervals.event(one) < event && intervals.state(one) === 'running',
  );
  if (index === undefined || !hasBegun) return { what: 'had not begun', position: undefined };
  const at = intervals.event(index);
  if (intervals.state(index) === 'waiting') {
    const what = `was waiting for ${waitText(timeline, names, at)}`;
    return { what, position: trace.positionOf(at) };
  }
  return { what: 'was ready', position: whereItWaited(timeline, index) };
}
