import type { TaskRecord, Timeline } from '../trace/timeline';
import { cycleWords } from './cycle-words';
import type { TaskNames } from './task-names';
import { type WaitLink, waitCycles } from './wait-cycle';

/** Tasks that wait for each other over locks. */
export interface Deadlock {
  readonly cycle: readonly WaitLink[];
  readonly words: { readonly message: string; readonly advice: string };
}

/** The first circle of tasks over a lock in a run that hangs; undefined if there is none. */
export function deadlockOf(timeline: Timeline, names: TaskNames): Deadlock | undefined {
  if (timeline.runEnd?.end !== 'stalled') return undefined;
  const cycles = waitCycles(timeline, lastWaits(timeline));
  const cycle = cycles.find((links) => links.some(({ lock }) => lock));
  return cycle && { cycle, words: cycleWords(names, cycle) };
}

/** The `task.suspended` event of each task that waits at the end of the trace, by task. */
export function lastWaits(timeline: Timeline): Map<number, number> {
  const { intervals, tasks } = timeline;
  return new Map(
    tasks.flatMap((task) => {
      const interval = lastWait(timeline, task);
      return interval < 0 ? [] : [[task.id, intervals.event(interval)] as const];
    }),
  );
}

/** The interval in which a live task waits at the end of the trace, or -1. */
export function lastWait({ intervals }: Timeline, task: TaskRecord): number {
  const last = task.intervals.at(-1);
  if (task.ended !== undefined || last === undefined) return -1;
  return intervals.state(last) === 'waiting' ? last : -1;
}
