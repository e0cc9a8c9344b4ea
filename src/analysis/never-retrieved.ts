import type { TaskRecord, Timeline } from '../trace/timeline';
import { type DelayedTask, type Finding, MAX_RELATED } from './finding';
import { formatSeconds, roundSeconds } from './format-seconds';
import { TaskNames } from './task-names';
import { tasksByPlace } from './tasks-by-place';

interface Lost {
  readonly task: TaskRecord;
  readonly name: string;
  /** When it failed, in seconds. */
  readonly time: number;
  /** The first line of its exception. */
  readonly exception: string;
}

/**
 * Tasks that failed and that nobody asked for their result, one finding for each place that created
 * such tasks.
 *
 * Counterpart: the message "Task exception was never retrieved".
 */
export function neverRetrievedFindings(timeline: Timeline): Finding[] {
  return tasksByPlace(timeline, lostTasks(timeline)).map(({ position, tasks }) => ({
    code: 'never-retrieved',
    severity: 'warning',
    position,
    message: message(tasks),
    advice:
      'Keep the task and `await` it, so that its error reaches somebody, or create it in an `asyncio.TaskGroup`.',
    time: roundSeconds(tasks[0]!.time),
    count: tasks.length,
    seconds: 0,
    delayed: tasks.slice(0, MAX_RELATED).map((lost) => related(timeline, lost)),
    delayedCount: tasks.length,
  }));
}

/** In the order of creation. */
function lostTasks(timeline: Timeline): Lost[] {
  const { trace } = timeline;
  const lost = new Set<number>();
  for (let event = 0; event < trace.length; event++) {
    if (trace.kind(event) === 'task.never-retrieved') lost.add(trace.task(event));
  }
  if (lost.size === 0) return [];
  const names = new TaskNames(timeline);
  return timeline.tasks
    .filter(({ id, ended }) => lost.has(id) && ended !== undefined)
    .map((task) => ({
      task,
      name: names.of(task.id),
      time: task.ended!,
      exception: trace.text(trace.b(task.endedEvent)).split('\n', 1)[0]!,
    }));
}

function message(tasks: readonly Lost[]): string {
  if (tasks.length > 1) {
    return `${tasks.length} tasks that were created here failed, and nobody asked for their results.`;
  }
  const { name, time, exception } = tasks[0]!;
  return `${name} failed at ${formatSeconds(time)} with \`${exception}\`, and nobody asked for its result.`;
}

function related({ trace }: Timeline, { task, name, time, exception }: Lost): DelayedTask {
  return {
    task: task.id,
    name,
    seconds: 0,
    position: trace.positionOf(task.endedEvent),
    message: `${name} raised \`${exception}\` at ${formatSeconds(time)}.`,
  };
}
