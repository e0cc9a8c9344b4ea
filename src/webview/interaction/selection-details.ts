import { LOOP_LANE } from '../layout/scene';
import { type Details, intervalDetails, loopDetails } from '../model/details';
import { loopNote, taskNote } from '../model/notes';
import { workerOf } from '../model/rows';
import type { TimelineModel } from '../model/timeline-model';
import { jobDetails, jobTimes, workerDetails } from '../model/workers';
import type { TimeRange } from '../scale/time-scale';
import type { Selection } from '../view-state';

/** What is to be said about the selection; `cursor` in seconds. */
export function selectionDetails(
  model: TimelineModel,
  { lane, index }: Selection,
  cursor: number | undefined,
): Details {
  const worker = workerOf(model, lane);
  if (worker) {
    const job = index === undefined ? undefined : worker.jobs[index];
    return job ? jobDetails(model, worker, job) : workerDetails(model, worker, cursor);
  }
  const task = model.timeline.task(lane);
  if (!task) {
    if (index !== undefined) return loopDetails(model, index);
    const lines = [loopNote(model, cursor).text];
    return { title: 'loop', state: undefined, lines, position: undefined };
  }
  const interval = index === undefined ? undefined : task.intervals[index];
  if (interval !== undefined) return intervalDetails(model, task, interval);
  const title = model.names.of(task.id);
  const position = model.trace.positionOf(task.createdEvent);
  return { title, state: undefined, lines: [taskNote(model, task, cursor).text], position };
}

/** The time (seconds) of the selected interval; undefined if a lane as a whole is selected. */
export function selectionTimes(
  model: TimelineModel,
  { lane, index }: Selection,
): TimeRange | undefined {
  if (index === undefined) return undefined;
  const { timeline } = model;
  if (lane === LOOP_LANE) {
    const span = timeline.loop[index];
    return span && { from: span.from, to: model.until(span.to) };
  }
  const job = workerOf(model, lane)?.jobs[index];
  if (job) return jobTimes(model, job);
  const interval = timeline.task(lane)?.intervals[index];
  if (interval === undefined) return undefined;
  const { intervals } = timeline;
  return { from: intervals.from(interval), to: model.until(intervals.to(interval)) };
}
