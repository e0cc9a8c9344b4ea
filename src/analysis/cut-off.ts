import { isInterrupt } from '../trace/is-interrupt';
import type { TaskRecord, Timeline } from '../trace/timeline';
import { spanAtEvent } from './explain/loop-load';
import { type DelayedTask, type Finding, MAX_RELATED } from './finding';
import { formatSeconds, roundSeconds } from './format-seconds';
import { TaskNames } from './task-names';
import { tasksByPlace } from './tasks-by-place';
import { thrownAwayTasks } from './thrown-away';
import { whatItDid } from './what-it-did';

/** A task that was not done when the task that the loop was run for was. */
interface CutOff {
  readonly task: TaskRecord;
  readonly name: string;
  /** The event that cut it off; the length of the trace if nothing did. */
  readonly event: number;
  /** Seconds. */
  readonly time: number;
  /** The name of the task whose end was its end. */
  readonly main: string;
}

/**
 * Tasks that were cut off because the program was over, one finding for each place that created such
 * tasks. A task that ended in peace after it was asked to cancel is none of them, nor is any task of a
 * program that failed or was stopped, or of a notebook, whose tasks go on when its cells are over.
 *
 * Counterpart: `runners._cancel_all_tasks`, which says nothing.
 */
export function cutOffFindings(timeline: Timeline): Finding[] {
  const names = new TaskNames(timeline);
  const cut = cutOffTasks(timeline, names);
  return tasksByPlace(timeline, cut).map(({ position, tasks }) => ({
    code: 'cut-off',
    severity: 'information',
    position,
    message: message(tasks),
    advice: advice(tasks),
    time: roundSeconds(tasks[0]!.time),
    count: tasks.length,
    seconds: 0,
    delayed: tasks.slice(0, MAX_RELATED).map((one) => related(timeline, names, one)),
    delayedCount: tasks.length,
  }));
}

function cutOffTasks(timeline: Timeline, names: TaskNames): CutOff[] {
  const { trace, tasks, runEnd, dropped, cells } = timeline;
  if (runEnd?.end !== 'finished' || dropped > 0 || cells.length > 0) return [];
  const mains = tasks
    .filter(({ creator, outcome }) => creator === 0 && outcome !== undefined)
    .sort((one, other) => one.endedEvent - other.endedEvent);
  const quietUntil = new Map(mains.map((main) => [main, nextWork(timeline, main.endedEvent)]));
  const thrownAway = thrownAwayTasks(timeline);
  return tasks.flatMap((task) => {
    if (thrownAway.has(task)) return [];
    const event = cuttingEvent(timeline, task);
    if (event === undefined) return [];
    const main = mains.findLast(({ endedEvent }) => endedEvent < event);
    if (main?.outcome !== 'done' || main.endedEvent < task.createdEvent) return [];
    // If the loop went on after it, the task was not the one that the loop was run for.
    if (quietUntil.get(main)! < event) return [];
    const time = event < trace.length ? trace.time(event) : runEnd.time;
    const mainName = main.coroutine === '<module>' ? 'the program' : names.of(main.id);
    return [{ task, name: names.of(task.id), event, time, main: mainName }];
  });
}

/** The first event after `event` at which the loop ran a task or waited; infinite if it did neither. */
function nextWork({ loop }: Timeline, event: number): number {
  let next = spanAtEvent(loop, event + 1);
  while (next < loop.length && loop.kind(next) === 'callback') next++;
  return loop.at(next)?.event ?? Number.POSITIVE_INFINITY;
}

/** The request that neither a task nor the user made, if it was the first one and the task obeyed; undefined if nothing cut it off. */
function cuttingEvent({ trace }: Timeline, task: TaskRecord): number | undefined {
  if (task.outcome === undefined) return trace.length;
  const [request] = task.cancelRequests;
  if (task.outcome !== 'cancelled' || request === undefined) return undefined;
  return trace.a(request) === 0 && !isInterrupt(trace, request) ? request : undefined;
}

function message(tasks: readonly CutOff[]): string {
  const { name, time, main } = tasks[0]!;
  const why = `at ${formatSeconds(time)}, because ${main} had ended`;
  return tasks.length === 1
    ? `${name} was cut off ${why}.`
    : `${tasks.length} tasks that were created here were cut off ${why}.`;
}

function advice(tasks: readonly CutOff[]): string {
  const [what, whose] = tasks.length === 1 ? ['the task', 'its'] : ['the tasks', 'their'];
  return `Await ${what} before ${tasks[0]!.main} ends, unless ${whose} work may be lost.`;
}

function related(timeline: Timeline, names: TaskNames, { task, name, event }: CutOff): DelayedTask {
  const { what, position } = whatItDid(timeline, names, task, event);
  return { task: task.id, name, seconds: 0, position, message: `${name} ${what}.` };
}
