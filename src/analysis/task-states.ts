import type { CursorMoment } from '../trace/cursor';
import type { IntervalState } from '../trace/intervals';
import { type TaskMoment, taskAt } from '../trace/moment-tasks';
import type { EventKind, Outcome, Position } from '../trace/schema';
import type { TaskRecord, Timeline } from '../trace/timeline';
import { TaskNames } from './task-names';
import { waitText } from './wait-text';
import { whereItWaited } from './where-it-waited';

const TELLS_LINE: ReadonlySet<EventKind> = new Set(['block', 'sample', 'output']);

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
  /** Somebody asked a task that still lives to cancel, and that was not taken back. */
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
 * All tasks that exist at a moment, in order of creation. Pass `names` if they are at hand.
 *
 * Counterpart: `asyncio.all_tasks` and `python -m asyncio pstree`.
 */
export function taskStates(
  timeline: Timeline,
  cursor: CursorMoment,
  names: TaskNames = new TaskNames(timeline),
): TaskState[] {
  return timeline.tasks
    .filter((task) => task.createdEvent <= cursor.event)
    .map((task) => {
      const now = taskAt(timeline, task, cursor.event, cursor.time);
      const { id, creator, depth } = task;
      const cancelling = now?.cancelling ?? false;
      const doing = now ? live(timeline, names, now, cursor) : over(timeline, task);
      return { task: id, name: names.of(id), creator, depth, cancelling, ...doing };
    });
}

type Doing = Pick<TaskState, 'state' | 'since' | 'position' | 'waitText' | 'exception'>;

function live(timeline: Timeline, names: TaskNames, now: TaskMoment, cursor: CursorMoment): Doing {
  const { state, since, event } = now;
  const common = { state, since, waitText: '', exception: '' };
  if (state === 'waiting') {
    const position = timeline.trace.positionOf(event);
    return { ...common, position, waitText: waitText(timeline, names, event) };
  }
  if (state === 'running') return { ...common, position: lastSeen(timeline, now, cursor) };
  return { ...common, position: whereItWaited(timeline, now) };
}

function over({ trace }: Timeline, task: TaskRecord): Doing {
  const event = task.endedEvent;
  return {
    state: task.outcome ?? 'done',
    since: task.ended ?? task.created,
    position: trace.positionOf(event),
    waitText: '',
    exception: trace.text(trace.b(event)),
  };
}

/** The last position that an event of the step tells, up to the cursor; at first where it resumed. */
function lastSeen({ trace }: Timeline, step: TaskMoment, cursor: CursorMoment) {
  const tellsAt = (event: number): Position | undefined => {
    const isOwn = trace.task(event) === step.task && TELLS_LINE.has(trace.kind(event));
    return isOwn ? trace.positionOf(event) : undefined;
  };
  const next = cursor.event + 1;
  // A blocking call is told when it is over.
  const isBlocked =
    next < trace.length && trace.kind(next) === 'block' && trace.time(next) < cursor.time;
  const blocking = isBlocked ? tellsAt(next) : undefined;
  if (blocking) return blocking;
  for (let event = cursor.event; event > step.event; event--) {
    const position = tellsAt(event);
    if (position) return position;
  }
  return trace.positionOf(step.event);
}
