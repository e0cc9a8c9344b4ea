import type { CursorMoment } from '../trace/cursor';
import { inputAskedAt } from '../trace/input-asked';
import type { IntervalState } from '../trace/intervals';
import { type TaskMoment, taskAt } from '../trace/moment-tasks';
import type { Outcome, Position } from '../trace/schema';
import { type TaskRecord, type Timeline, waitKind } from '../trace/timeline';
import { TaskNames } from './task-names';
import { waitText } from './wait-text';

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
  /** It waits for what the user types: in an `await`, or in a call that holds the loop meanwhile. */
  readonly waitsForInput: boolean;
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
    .map((task) => stateOfTask(timeline, cursor, names, task));
}

/** A task that exists at a moment. */
export function stateOfTask(
  timeline: Timeline,
  { event, time }: CursorMoment,
  names: TaskNames,
  task: TaskRecord,
): TaskState {
  const now = taskAt(timeline, task, event, time);
  const { id, creator, depth } = task;
  const cancelling = now?.cancelling ?? false;
  const doing = now ? live(timeline, names, now, { event, time }) : over(timeline, task);
  return { task: id, name: names.of(id), creator, depth, cancelling, ...doing };
}

type Doing = Pick<
  TaskState,
  'state' | 'since' | 'position' | 'waitText' | 'waitsForInput' | 'exception'
>;

function live(timeline: Timeline, names: TaskNames, now: TaskMoment, cursor: CursorMoment): Doing {
  const { task, state, since, event, position } = now;
  const isWaiting = state === 'waiting';
  const waits = isWaiting ? waitText(timeline, names, event) : '';
  const waitsForInput = isWaiting
    ? waitKind(timeline.trace, event) === 'input'
    : inputAskedAt(timeline.trace, cursor, task) >= 0;
  return { state, since, position, waitText: waits, waitsForInput, exception: '' };
}

function over({ trace }: Timeline, task: TaskRecord): Doing {
  const event = task.endedEvent;
  return {
    state: task.outcome ?? 'done',
    since: task.ended ?? task.created,
    position: trace.positionOf(event),
    waitText: '',
    waitsForInput: false,
    exception: trace.text(trace.b(event)),
  };
}
