import { type CursorMoment, momentOfEvent } from '../../trace/cursor';
import { type Details, intervalDetails, loopDetails } from '../model/details';
import { loopNote, taskNote } from '../model/notes';
import { primitiveDetails, primitiveOf, primitiveStateDetails } from '../model/primitives';
import { workerOf } from '../model/rows';
import type { TimelineModel } from '../model/timeline-model';
import { jobDetails, workerDetails } from '../model/workers';
import { joined, type Stretch } from '../scale/stretch';
import type { Selection, ViewState } from '../view-state';
import { stretchOfSelection } from './moments-of';

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
  const primitive = primitiveOf(model, lane);
  if (primitive) {
    return index === undefined
      ? primitiveDetails(model, primitive, cursor)
      : primitiveStateDetails(model, primitive, index);
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

/** What zooming to the selection shows: what is marked, the selected interval, or the life of the lane. */
export function zoomTarget(model: TimelineModel, view: ViewState): Stretch | undefined {
  const { marked, selection } = view;
  if (marked || !selection) return marked;
  return stretchOfSelection(model, selection) ?? lifeOf(model, selection.lane);
}

/** From the creation of a task or worker to its end. */
function lifeOf(model: TimelineModel, lane: number): Stretch {
  const { trace, lastMoment } = model;
  const task = model.timeline.task(lane);
  const created = (task ?? workerOf(model, lane) ?? primitiveOf(model, lane))?.createdEvent ?? 0;
  const ended = task?.endedEvent ?? -1;
  const to = ended < 0 ? lastMoment : momentOfEvent(trace, ended);
  return { from: momentOfEvent(trace, created), to };
}

/** What is marked when the user marks the selection: its time, or up to there if something was marked. */
export function markedNext(model: TimelineModel, view: ViewState): Stretch | undefined {
  const { marked, selection, cursor } = view;
  const selected = selection && stretchOfSelection(model, selection);
  const here = selected ?? (cursor && { from: cursor, to: cursor });
  return here && marked ? joined(marked, here) : (here ?? marked);
}
