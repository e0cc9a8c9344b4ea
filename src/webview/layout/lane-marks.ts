import { firstIndex } from '../../base/search';
import type { TaskRecord } from '../../trace/timeline';
import type { WorkerRecord } from '../../trace/worker-lanes';
import { waitsForInput } from '../model/asks-for-input';
import { lastKnown } from '../model/notes';
import type { TimelineModel } from '../model/timeline-model';
import type { Scale } from '../scale/scale';
import { limitMarks } from './limit-marks';
import { MIN_SPAN_PX } from './metrics';
import type { SceneMark } from './scene';

/** CSS pixels; a keyboard is wider than other marks. */
const ROOM_PX = 5;

/** Where timeouts of the task end, at `low`; the end of the task, and requests to cancel it. */
export function taskMarks(
  model: TimelineModel,
  task: TaskRecord,
  scale: Scale,
  y: number,
  low: number,
): SceneMark[] {
  const marks: SceneMark[] = [];
  for (const event of task.cancelRequests) {
    const time = model.trace.time(event);
    marks.push({ kind: 'cancelling', time, x: scale.xOf(time, event), y });
  }
  if (task.ended !== undefined && task.outcome) {
    const x = scale.xOf(task.ended, task.endedEvent) + MIN_SPAN_PX + 9;
    marks.push({ kind: task.outcome, time: task.ended, x, y });
  } else if (!model.isLive) {
    const kind = model.isKept ? 'kept' : 'unfinished';
    marks.push({ kind, ...openEnd(model, task, scale), y });
  } else if (waitsForInput(model, task)) {
    const { time, x } = openEnd(model, task, scale);
    marks.push({ kind: 'asks', time, x: x + ROOM_PX, y });
  }
  return [...limitMarks(model, task, scale, low), ...marks.filter((mark) => isNear(mark.x, scale))];
}

/** Behind the last that is known of a task that has not ended. */
function openEnd(model: TimelineModel, task: TaskRecord, scale: Scale) {
  const time = lastKnown(model, task);
  const last = task.intervals.at(-1);
  const { intervals } = model.timeline;
  const event = last === undefined ? task.createdEvent : intervals.endEvent(last);
  const waits = last !== undefined && event < 0 && intervals.state(last) === 'waiting';
  return { time, x: scale.xOf(time, event) + MIN_SPAN_PX + 9 + (waits ? scale.tail : 0) };
}

/** Jobs that failed or were cancelled, at the upper edge of the lane: the next job may begin at once. */
export function jobMarks(
  model: TimelineModel,
  { jobs }: WorkerRecord,
  scale: Scale,
  top: number,
): SceneMark[] {
  const marks: SceneMark[] = [];
  const end = (index: number) => {
    const { to = Number.POSITIVE_INFINITY, endedEvent } = jobs[index]!;
    return scale.xOf(model.until(to), endedEvent);
  };
  let before = Number.NEGATIVE_INFINITY;
  for (let i = firstIndex(jobs.length, (at) => end(at) > scale.left); i < jobs.length; i++) {
    const { outcome, to } = jobs[i]!;
    const x = end(i);
    if (!isNear(x, scale)) break;
    if (to === undefined || !outcome || outcome === 'done' || x - before < 2) continue;
    marks.push({ kind: outcome, time: to, x, y: top });
    before = x;
  }
  return marks;
}

function isNear(x: number, scale: Scale): boolean {
  return x > scale.left - 8 && x < scale.right + 8;
}
