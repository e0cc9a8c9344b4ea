import type { Position } from '../trace/schema';
import type { TaskRecord, Timeline } from '../trace/timeline';
import { type DelayedTask, type Finding, MAX_RELATED } from './finding';
import { formatSeconds, roundSeconds } from './format-seconds';
import { TaskNames } from './task-names';
import { tasksByPlace } from './tasks-by-place';
import { waitText } from './wait-text';
import { whereItWaited } from './where-it-waited';

/** A task that was not done when the task that the loop was run for was. */
interface CutOff {
  readonly task: TaskRecord;
  /** The event that cut it off; the length of the trace if nothing did. */
  readonly event: number;
  /** Seconds. */
  readonly time: number;
  /** The task whose end was its end. */
  readonly main: TaskRecord;
}

/**
 * Tasks that were cut off because the program was over, one finding for each place that created such
 * tasks. A task that ended in peace after it was asked to cancel is none of them, nor is any task of a
 * program that failed or was stopped.
 *
 * Counterpart: `runners._cancel_all_tasks`, which says nothing.
 */
export function cutOffFindings(timeline: Timeline): Finding[] {
  const cut = cutOffTasks(timeline);
  if (cut.length === 0) return [];
  const names = new TaskNames(timeline);
  return tasksByPlace(timeline, cut).map(({ position, tasks }) => ({
    code: 'cut-off',
    severity: 'information',
    position,
    message: message(names, tasks),
    advice: `Await what it does before ${names.of(tasks[0]!.main.id)} ends, unless it may be lost.`,
    time: roundSeconds(tasks[0]!.time),
    count: tasks.length,
    seconds: 0,
    delayed: tasks.slice(0, MAX_RELATED).map((one) => related(timeline, names, one)),
    delayedCount: tasks.length,
  }));
}

function cutOffTasks(timeline: Timeline): CutOff[] {
  if (timeline.runEnd?.end !== 'finished' || timeline.dropped > 0) return [];
  const mains = timeline.tasks
    .filter(({ creator, outcome }) => creator === 0 && outcome !== undefined)
    .sort((one, other) => one.endedEvent - other.endedEvent);
  return timeline.tasks.flatMap((task) => {
    const event = cuttingEvent(timeline, task);
    if (event === undefined) return [];
    const main = mains.findLast(({ endedEvent }) => endedEvent < event);
    if (main?.outcome !== 'done' || main.endedEvent < task.createdEvent) return [];
    const { trace } = timeline;
    const time = event < trace.length ? trace.time(event) : timeline.runEnd!.time;
    return [{ task, event, time, main }];
  });
}

/** The request that no task made, if it was the first one and the task obeyed; undefined if nothing cut it off. */
function cuttingEvent({ trace }: Timeline, task: TaskRecord): number | undefined {
  if (task.outcome === undefined) return trace.length;
  const [request] = task.cancelRequests;
  if (task.outcome !== 'cancelled' || request === undefined) return undefined;
  return trace.a(request) === 0 ? request : undefined;
}

function message(names: TaskNames, tasks: readonly CutOff[]): string {
  const { task, time, main } = tasks[0]!;
  const why = `at ${formatSeconds(time)}, because ${names.of(main.id)} had ended`;
  return tasks.length === 1
    ? `${names.of(task.id)} was cut off ${why}.`
    : `${tasks.length} tasks that were created here were cut off ${why}.`;
}

function related(timeline: Timeline, names: TaskNames, { task, event }: CutOff): DelayedTask {
  const name = names.of(task.id);
  const { what, position } = doing(timeline, names, task, event);
  return { task: task.id, name, seconds: 0, position, message: `${name} ${what}.` };
}

/** What a task did when it was cut off. */
function doing(
  timeline: Timeline,
  names: TaskNames,
  task: TaskRecord,
  event: number,
): { what: string; position: Position | undefined } {
  const { intervals, trace } = timeline;
  const index = task.intervals.findLast((one) => intervals.event(one) < event);
  const hasBegun = task.intervals.some(
    (one) => intervals.event(one) < event && intervals.state(one) === 'running',
  );
  if (index === undefined || !hasBegun) return { what: 'had not begun', position: undefined };
  const at = intervals.event(index);
  if (intervals.state(index) === 'waiting') {
    const what = `was waiting for ${waitText(timeline, names, at)}`;
    return { what, position: trace.positionOf(at) };
  }
  return { what: 'was ready to go on', position: whereItWaited(timeline, intervals.at(index)) };
}
