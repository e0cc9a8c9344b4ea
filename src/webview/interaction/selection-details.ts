import type { CursorMoment } from '../../trace/cursor';
import { LOOP_LANE } from '../layout/scene';
import { type Details, intervalDetails, loopDetails } from '../model/details';
import { loopNote, runStart, taskNote } from '../model/notes';
import { workerOf } from '../model/rows';
import type { TimelineModel } from '../model/timeline-model';
import { jobDetails, jobTimes, workerDetails } from '../model/workers';
import type { TimeRange } from '../scale/time-scale';
import type { Selection, ViewState } from '../view-state';

/** What is to be said about the selection. */
export function selectionDetails(
  model: TimelineModel,
  { lane, index }: Selection,
  cursor: CursorMoment | undefined,
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

/** What zooming to the selection shows: the marked time, the selected interval, or the life of the lane. */
export function zoomTarget(model: TimelineModel, view: ViewState): TimeRange | undefined {
  const { marked, selection } = view;
  if (marked || !selection) return marked;
  return selectionTimes(model, selection) ?? lifeOf(model, selection.lane);
}

/** From the creation of a task or worker to its end (seconds). */
function lifeOf(model: TimelineModel, lane: number): TimeRange {
  const task = model.timeline.task(lane);
  const from = (task ?? workerOf(model, lane))?.created ?? runStart(model);
  return { from, to: task?.ended ?? model.timeline.end };
}

/** What is marked when the user marks the selection: its time, or up to there if something was marked. */
export function markedNext(model: TimelineModel, view: ViewState): TimeRange | undefined {
  const { marked, selection, cursor } = view;
  const selected = selection && selectionTimes(model, selection);
  const here =
    selected ?? (cursor === undefined ? undefined : { from: cursor.time, to: cursor.time });
  if (!here || !marked) return here ?? marked;
  return { from: Math.min(marked.from, here.from), to: Math.max(marked.to, here.to) };
}
