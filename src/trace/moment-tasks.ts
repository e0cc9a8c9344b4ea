import type { IntervalState } from './intervals';
import { type Position, WAIT_KINDS } from './schema';
import type { TaskRecord, Timeline } from './timeline';

const SLEEP = WAIT_KINDS.indexOf('sleep');

/** A living task at one moment. */
export interface TaskMoment {
  readonly task: number;
  readonly state: IntervalState;
  /** Seconds; since when it has been in this state. */
  readonly since: number;
  /** The event that tells the state: `task.suspended` if it waits, and then also what for. */
  readonly event: number;
  /** Where it stands: its `await`, or where its next step or the step that runs resumes. */
  readonly position: Position | undefined;
  /** Somebody has asked it to cancel. */
  readonly cancelling: boolean;
}

/** The tasks that live when `event` has happened, at `time` seconds, in order of creation. */
export function tasksAt(timeline: Timeline, event: number, time: number): TaskMoment[] {
  const living: TaskMoment[] = [];
  for (const task of timeline.tasks) {
    if (task.createdEvent > event) break;
    const moment = taskAt(timeline, task, event, time);
    if (moment !== undefined) living.push(moment);
  }
  return living;
}

/** A task when `event` has happened, at `time` seconds; undefined if it does not live then. */
export function taskAt(
  timeline: Timeline,
  task: TaskRecord,
  event: number,
  time: number,
): TaskMoment | undefined {
  const isOver = task.endedEvent >= 0 && task.endedEvent <= event;
  if (task.createdEvent > event || isOver) return undefined;
  const { trace, intervals } = timeline;
  const cancelling = (task.cancelRequests[0] ?? Number.POSITIVE_INFINITY) <= event;
  const found = intervalAt(timeline, task, event, time);
  const interval = task.intervals[found];
  if (interval === undefined) {
    const { id, created, createdEvent } = task;
    const position = trace.positionOf(createdEvent);
    return { task: id, state: 'ready', since: created, event: createdEvent, position, cancelling };
  }
  return {
    task: task.id,
    state: intervals.state(interval),
    since: intervals.from(interval),
    event: intervals.event(interval),
    position: positionAt(timeline, task, found),
    cancelling,
  };
}

/**
 * The place, among the intervals of a task, of the one when `event` has happened, at `time` seconds; -1
 * before the first, and the last after its end.
 */
export function intervalAt(
  { trace, intervals }: Pick<Timeline, 'trace' | 'intervals'>,
  task: TaskRecord,
  event: number,
  time: number,
): number {
  const own = task.intervals;
  let low = 0;
  let high = own.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (intervals.event(own[middle]!) <= event) low = middle + 1;
    else high = middle;
  }
  // A task whose timer is due is ready, even if the loop has not come round to it.
  return isDue({ trace, intervals }, own[low - 1], own[low], time) ? low : low - 1;
}

function isDue(
  { trace, intervals }: Pick<Timeline, 'trace' | 'intervals'>,
  wait: number | undefined,
  ready: number | undefined,
  time: number,
): boolean {
  if (wait === undefined || ready === undefined) return false;
  if (intervals.state(wait) !== 'waiting' || intervals.state(ready) !== 'ready') return false;
  const timer = trace.value(intervals.event(ready));
  const waiting = intervals.event(wait);
  const sleep = trace.a(waiting) === SLEEP ? trace.value(waiting) : Number.NaN;
  return (Number.isNaN(timer) ? sleep : timer) <= time;
}

function positionAt({ trace, intervals }: Timeline, task: TaskRecord, at: number) {
  for (let place = at; place >= 0; place--) {
    const event = intervals.event(task.intervals[place]!);
    if (trace.kind(event) !== 'task.ready') return trace.positionOf(event);
  }
  return trace.positionOf(task.createdEvent);
}
