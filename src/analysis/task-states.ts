import type { Interval, IntervalState } from '../trace/intervals';
import type { Outcome, Position } from '../trace/schema';
import type { TaskRecord, Timeline } from '../trace/timeline';
import { TaskNames } from './task-names';
import { waitText } from './wait-text';
import { whereItWaited } from './where-it-waited';

/** A task at one moment. */
export interface TaskState {
  readonly task: number;
  /** As shown, see `TaskNames`. */
  readonly name: string;
  /** The task that created it, 0 if none. */
  readonly creator: number;
  /** Number of creators above it. */
  readonly depth: number;
  readonly state: IntervalState | Outcome;
  /** Somebody asked a task that still lives to cancel. */
  readonly cancelling: boolean;
  /** Since when it has been in this state, in seconds. */
  readonly since: number;
  /** Where it is: the `await`, the line it was last seen at, or where it ended. */
  readonly position: Position | undefined;
  /** What it waits for, such as `sleep 1.0 s`; empty if it does not wait. */
  readonly waitText: string;
  /** The exception with which it failed, or empty. */
  readonly exception: string;
}

/**
 * All tasks that exist at `time` (seconds), after everything that happened at that time, in order of
 * creation. Pass `names` if they are at hand.
 *
 * Counterpart: `asyncio.all_tasks` and `python -m asyncio pstree`.
 */
export function taskStates(
  timeline: Timeline,
  time: number,
  names: TaskNames = new TaskNames(timeline),
): TaskState[] {
  return timeline.tasks
    .filter((task) => task.created <= time)
    .map((task) => {
      const interval = timeline.intervalAt(task, time);
      const { id, creator, depth } = task;
      const state = interval ? live(timeline, names, interval, time) : over(timeline, task);
      const cancelling = interval !== undefined && isCancelling(timeline, task, time);
      return { task: id, name: names.of(id), creator, depth, cancelling, ...state };
    });
}

type Doing = Pick<TaskState, 'state' | 'since' | 'position' | 'waitText' | 'exception'>;

function live(timeline: Timeline, names: TaskNames, interval: Interval, time: number): Doing {
  const { state, from } = interval;
  const common = { state, since: from, waitText: '', exception: '' };
  if (state === 'waiting') {
    const position = timeline.trace.positionOf(interval.event);
    return { ...common, position, waitText: waitText(timeline, names, interval.event) };
  }
  if (state === 'running') return { ...common, position: lastSeen(timeline, interval, time) };
  return { ...common, position: whereItWaited(timeline, interval) };
}

function over({ trace }: Timeline, task: TaskRecord): Doing {
  const event = task.endedEvent;
  if (event < 0) {
    // Created, but its first `task.ready` is not in the trace yet.
    const position = trace.positionOf(task.createdEvent);
    return { state: 'ready', since: task.created, position, waitText: '', exception: '' };
  }
  return {
    state: task.outcome ?? 'done',
    since: task.ended ?? task.created,
    position: trace.positionOf(event),
    waitText: '',
    exception: trace.text(trace.b(event)),
  };
}

function isCancelling({ trace }: Timeline, task: TaskRecord, time: number): boolean {
  return task.cancelRequests.some((event) => trace.time(event) <= time);
}

/** The last position that an event of the step tells, up to `time`; at first where it resumed. */
function lastSeen({ trace }: Timeline, step: Interval, time: number): Position | undefined {
  let position = trace.positionOf(step.event);
  for (let event = step.event + 1; event < trace.length; event++) {
    const kind = trace.kind(event);
    if (kind === 'task.step' || kind === 'callback.started' || trace.time(event) > time) break;
    const tells = kind === 'block' || kind === 'sample' || kind === 'output';
    if (tells && trace.task(event) === step.task) position = trace.positionOf(event) ?? position;
  }
  return position;
}
