import type { Target } from '../../analysis/explain/explanation';
import { intervalOfEvent } from '../../analysis/explain/interval-of-event';
import { spanAtEvent } from '../../analysis/explain/loop-load';
import { SHORTEST } from '../../analysis/explain/narrator';
import { countUpTo } from '../../base/search';
import { isSameMoment } from '../../trace/cursor';
import type { MomentOutline } from '../../trace/moment';
import { type TaskStanding, taskAt } from '../../trace/moment-tasks';
import { writtenAt } from '../../trace/moment-time';
import type { Selection, ViewState } from '../view-state';
import { primitiveOf } from './primitives';
import { workerOf } from './rows';
import type { TimelineModel } from './timeline-model';

/** The part of the view that decides what is explained. */
export type SubjectView = Pick<ViewState, 'cursor' | 'selection' | 'asked'>;

/**
 * What the inspector explains: what the user asked about, else what the selected lane shows at the
 * cursor, else what happened there. Without a cursor or selection: what held the loop longest. `moment` is
 * that of the cursor.
 */
export function subjectOf(
  model: TimelineModel,
  view: SubjectView,
  moment: MomentOutline,
): Target | undefined {
  const { cursor, selection, asked } = view;
  if (asked && isSameMoment(asked.cursor, cursor)) return asked.target;
  if (selection) return selected(model, selection, moment, cursor === undefined);
  return cursor ? happened(model, moment) : worst(model);
}

function selected(
  model: TimelineModel,
  selection: Selection,
  moment: MomentOutline,
  isEnd: boolean,
): Target | undefined {
  const { lane, index } = selection;
  const worker = workerOf(model, lane);
  if (worker) {
    const job = index === undefined ? undefined : worker.jobs[index];
    const now = moment.workers.find((one) => one.worker.id === worker.id)?.job;
    const found = job ?? now;
    return found && { kind: 'job', job: found.id };
  }
  const primitive = primitiveOf(model, lane);
  if (primitive) {
    const now = index ?? Math.max(0, countUpTo(primitive.events, moment.event) - 1);
    return { kind: 'primitive', primitive: primitive.id, index: now };
  }
  const task = model.timeline.task(lane);
  if (!task) return loopTarget(model, index, moment, isEnd);
  const interval = index === undefined ? undefined : task.intervals[index];
  if (interval !== undefined && (isEnd || isIn(model, interval, moment))) {
    return { kind: 'interval', interval };
  }
  return taskTarget(model, lane, moment);
}

/** Whether the cursor is still in a selected interval; when it moves on, the explanation goes with it. */
function isIn(
  { timeline }: TimelineModel,
  interval: number,
  { event, time }: MomentOutline,
): boolean {
  const { intervals } = timeline;
  const now = taskAt(timeline, timeline.task(intervals.task(interval))!, event, time);
  return now?.event === intervals.event(interval);
}

function taskTarget(model: TimelineModel, id: number, { event, time }: MomentOutline): Target {
  const { timeline } = model;
  const task = timeline.task(id)!;
  if (task.createdEvent > event) return { kind: 'creation', task: id };
  const now = taskAt(timeline, task, event, time);
  if (!now) return { kind: 'end', task: id };
  return intervalTarget(model, now.event) ?? { kind: 'creation', task: id };
}

function loopTarget(
  model: TimelineModel,
  index: number | undefined,
  moment: MomentOutline,
  isEnd: boolean,
): Target | undefined {
  const { loop } = model.timeline;
  const span = index === undefined ? undefined : loop.at(index);
  if (index !== undefined && span) {
    const isHere = span.from <= moment.time && moment.time <= model.until(span.to);
    if (isEnd || isHere) return { kind: 'loop', span: index };
  }
  return isEnd ? worst(model) : loopAt(model, moment);
}

/** What the loop does, or has just done, at a moment. */
function loopAt({ timeline }: TimelineModel, { event, time, running }: MomentOutline): Target {
  const { loop } = timeline;
  if (running) return { kind: 'loop', span: spanAtEvent(loop, running.event) };
  const index = spanAtEvent(loop, event + 1);
  const next = loop.at(index);
  const hasBegun = next !== undefined && next.from <= time;
  if (hasBegun && next.kind === 'idle') return { kind: 'loop', span: index };
  const last = loop.at(index - 1);
  if (last && time - last.to < SHORTEST) return { kind: 'loop', span: index - 1 };
  return hasBegun ? { kind: 'loop', span: index } : { kind: 'gap', time };
}

/** What the event of the moment tells; between two events, whom the loop keeps waiting, or what it does. */
function happened(model: TimelineModel, moment: MomentOutline): Target {
  const { event, time } = moment;
  if (event >= 0 && writtenAt(model.trace, event) === time) {
    const told = eventTarget(model, event);
    if (told) return told;
  }
  const late = moment.running && latest(moment);
  return (late && intervalTarget(model, late.event)) ?? loopAt(model, moment);
}

/** The task that has been ready longest, if it is late. */
function latest({ tasks, time }: MomentOutline): TaskStanding | undefined {
  let found: TaskStanding | undefined;
  for (const task of tasks.standing('ready')) {
    if (time - task.since < SHORTEST) continue;
    if (!found || task.since < found.since) found = task;
  }
  return found;
}

/** The interval that began with an event of a task. */
function intervalTarget({ timeline }: TimelineModel, event: number): Target | undefined {
  const interval = intervalOfEvent(timeline, event);
  return interval < 0 ? undefined : { kind: 'interval', interval };
}

function eventTarget(model: TimelineModel, event: number): Target | undefined {
  const { trace, timeline } = model;
  const task = trace.task(event);
  switch (trace.kind(event)) {
    case 'task.created':
      return { kind: 'creation', task };
    case 'task.ready':
    case 'task.step':
    case 'task.suspended':
      return intervalTarget(model, event);
    case 'task.ended':
      return { kind: 'end', task };
    case 'task.cancelling':
      return { kind: 'request', event };
    case 'output':
      return { kind: 'output', event };
    case 'callback.started':
    case 'loop.idle':
      return { kind: 'loop', span: spanAtEvent(timeline.loop, event) };
    case 'callback.ended':
      return { kind: 'loop', span: spanAtEvent(timeline.loop, event) - 1 };
    case 'job.submitted':
    case 'job.started':
      return { kind: 'job', job: trace.a(event) };
    case 'job.ended':
      return { kind: 'job', job: trace.b(event) };
    default:
      return undefined;
  }
}

/** What held the loop longest; if nothing did, the first task that never came to its end. */
function worst(model: TimelineModel): Target | undefined {
  const { statistics, timeline } = model;
  const seconds = (span: { from: number; to: number }) => model.until(span.to) - span.from;
  const [first, ...others] = statistics.blocking;
  if (first) {
    const longest = others.reduce(
      (best, span) => (seconds(span) > seconds(best) ? span : best),
      first,
    );
    return { kind: 'loop', span: spanAtEvent(timeline.loop, longest.event) };
  }
  if (model.isLive) return undefined;
  const open = timeline.tasks.find(({ ended }) => ended === undefined);
  return open && { kind: 'end', task: open.id };
}
