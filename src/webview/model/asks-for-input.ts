import { inputAskedAt } from '../../trace/input-asked';
import { type TaskRecord, waitKind } from '../../trace/timeline';
import type { TimelineModel } from './timeline-model';

/** Whether a program that runs waits now for what the user types, also while its loop goes on. */
export function asksForInput(model: TimelineModel): boolean {
  const { timeline, trace, lastMoment } = model;
  if (inputAskedAt(trace, lastMoment) >= 0) return true;
  return timeline.tasks.some((task) => task.ended === undefined && waitsForInput(model, task));
}

/** Whether a task waits now for what the user types. */
export function waitsForInput(
  { timeline, trace, lastMoment }: TimelineModel,
  task: TaskRecord,
): boolean {
  if (inputAskedAt(trace, lastMoment, task.id) >= 0) return true;
  const last = task.intervals.at(-1);
  if (last === undefined || timeline.intervals.state(last) !== 'waiting') return false;
  return waitKind(trace, timeline.intervals.event(last)) === 'input';
}
