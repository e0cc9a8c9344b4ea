import { firstIndex } from '../../base/search';
import type { TaskRecord } from '../../trace/timeline';
import type { WorkerRecord } from '../../trace/worker-lanes';
import { lastKnown } from '../model/notes';
import type { TimelineModel } from '../model/timeline-model';
import type { Scale } from '../scale/scale';
import { limitMarks } from './limit-marks';
import { MIN_SPAN_PX } from './metrics';
import type { SceneMark } from './scene';

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
    const time = lastKnown(model, task);
    const last = task.intervals.at(-1);
    const { intervals } = model.timeline;
    const event = last === undefined ? task.createdEvent : intervals.endEvent(last);
    const waits = last !== undefined && event < 0 && intervals.state(last) === 'waiting';
    const x = scale.xOf(time, event) + MIN_SPAN_PX + 9 + (waits ? scale.tail : 0);
    marks.push({ kind: 'unfinished', time, x, y });
  }
  return [...limitMarks(model, task, scale, low), ...marks.filter((mark) => isNear(mark.x, scale))];
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
