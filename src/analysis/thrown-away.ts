import type { TaskRecord, Timeline } from '../trace/timeline';
import { type Finding, MAX_RELATED } from './finding';
import { formatSeconds, roundSeconds } from './format-seconds';
import { TaskNames } from './task-names';
import { tasksByPlace } from './tasks-by-place';
import { whatItDid } from './what-it-did';

/**
 * Tasks that were thrown away before they were done while the program went on, one finding for each place
 * that created such tasks: nobody kept them, and the loop does not.
 *
 * Counterpart: the message "Task was destroyed but it is pending!".
 */
export function thrownAwayFindings(timeline: Timeline): Finding[] {
  const thrown = [...thrownAwayTasks(timeline)].map(([task, event]) => ({ task, event }));
  if (thrown.length === 0) return [];
  const names = new TaskNames(timeline);
  return tasksByPlace(timeline, thrown).map(({ position, tasks }) => ({
    code: 'thrown-away',
    severity: 'warning',
    position,
    message: message(timeline, names, tasks),
    advice:
      'Keep it in a variable, a set or a task group as long as it runs: the loop alone does not keep a task that waits for something nobody else knows.',
    time: roundSeconds(timeline.trace.time(tasks[0]!.event)),
    count: tasks.length,
    seconds: 0,
    delayed: tasks.slice(0, MAX_RELATED).map(({ task, event }) => {
      const { what, position: place } = whatItDid(timeline, names, task, event);
      const name = names.of(task.id);
      return { task: task.id, name, seconds: 0, position: place, message: `${name} ${what}.` };
    }),
    delayedCount: tasks.length,
  }));
}

/** The tasks that were thrown away before the program was over, each with the event that tells so. */
export function thrownAwayTasks({ trace, tasks }: Timeline): Map<TaskRecord, number> {
  const ends = tasks.filter(({ creator }) => creator === 0).map(({ endedEvent }) => endedEvent);
  const lastEnd = ends.reduce((last, end) => Math.max(last, end), -1);
  const byId = new Map<number, number>();
  for (let event = 0; event < lastEnd; event++) {
    if (trace.kind(event) === 'task.destroyed') byId.set(trace.task(event), event);
  }
  if (byId.size === 0) return new Map();
  return new Map(
    tasks.flatMap((task) => {
      const event = byId.get(task.id);
      return event === undefined ? [] : [[task, event] as const];
    }),
  );
}

function message(
  { trace }: Timeline,
  names: TaskNames,
  tasks: readonly { readonly task: TaskRecord; readonly event: number }[],
): string {
  const [{ task, event }] = tasks as [(typeof tasks)[0]];
  const when = formatSeconds(trace.time(event));
  return tasks.length === 1
    ? `${names.of(task.id)} was thrown away at ${when}, before it was done, because nothing kept it.`
    : `${tasks.length} tasks that were created here were thrown away before they were done, because nothing kept them.`;
}
