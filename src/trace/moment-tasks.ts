import { countUpTo, firstIndex } from '../base/search';
import type { CursorMoment } from './cursor';
import type { IntervalState } from './intervals';
import { positionAt } from './position-at';
import { type Position, WAIT_KINDS } from './schema';
import type { TaskRecord, Timeline } from './timeline';

const SLEEP = WAIT_KINDS.indexOf('sleep');

/** How a living task stands at one moment. */
export interface TaskStanding {
  readonly task: number;
  readonly state: IntervalState;
  /** Seconds; since when it has been in this state. */
  readonly since: number;
  /** The event that tells the state: `task.suspended` if it waits, and then also what for. */
  readonly event: number;
}

/** A living task at one moment. */
export interface TaskMoment extends TaskStanding {
  /** Where it stands, see `positionAt`. */
  readonly position: Position | undefined;
  /** Somebody has asked it to cancel, and that was not taken back. */
  readonly cancelling: boolean;
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
  const found = intervalAt(timeline, task, event, time);
  return momentOf(timeline, task, task.intervals[found], { event, time });
}

/**
 * The interval of a task of which `interval` is open at `event`: another one if it waits and its timer is due
 * at `time` (seconds).
 */
export function intervalNow(
  timeline: Timeline,
  interval: number,
  event: number,
  time: number,
): number {
  const { intervals } = timeline;
  // What a timer ends is over when the timer is due, so most tasks need no closer look.
  if (intervals.state(interval) !== 'waiting' || intervals.to(interval) > time) return interval;
  const task = timeline.tasks[intervals.place(interval)]!;
  return task.intervals[intervalAt(timeline, task, event, time)] ?? interval;
}

/** Whether a request to cancel a task stands when `event` has happened: `Task.cancelling() > 0`. */
export function isCancelling({ cancelRequests, withdrawals }: TaskRecord, event: number): boolean {
  if (cancelRequests.length === 0) return false;
  return countUpTo(cancelRequests, event) > countUpTo(withdrawals, event);
}

/** A task in one of its intervals; undefined: before the first. */
export function momentOf(
  timeline: Timeline,
  task: TaskRecord,
  interval: number | undefined,
  cursor: CursorMoment,
): TaskMoment {
  // There may be thousands, and a spread would take several times as long.
  const { state, since, event } = standingOf(timeline, task, interval);
  const position = positionAt(timeline, task, interval, cursor);
  return {
    task: task.id,
    state,
    since,
    event,
    position,
    cancelling: isCancelling(task, cursor.event),
  };
}

/** How a task stands in one of its intervals; undefined: before the first. */
export function standingOf(
  { intervals }: Timeline,
  task: TaskRecord,
  interval: number | undefined,
): TaskStanding {
  if (interval === undefined) {
    return { task: task.id, state: 'ready', since: task.created, event: task.createdEvent };
  }
  return {
    task: task.id,
    state: intervals.state(interval),
    since: intervals.from(interval),
    event: intervals.event(interval),
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
  const begun = firstIndex(own.length, (index) => intervals.event(own[index]!) > event);
  // A task whose timer is due is ready, even if the loop has not come round to it.
  return isDue({ trace, intervals }, own[begun - 1], own[begun], time) ? begun : begun - 1;
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
