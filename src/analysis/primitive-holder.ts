import type { PrimitiveState } from '../trace/primitive-lanes';
import type { Timeline } from '../trace/timeline';
import type { TaskNames } from './task-names';

/** Who holds a lock: the name of a task or of a thread; empty if that is not known. */
export function holderName(
  timeline: Timeline,
  names: TaskNames,
  { owner, worker }: Pick<PrimitiveState, 'owner' | 'worker'>,
): string {
  if (owner !== 0) return names.of(owner);
  return threadName(timeline, worker);
}

/** The name of a thread; empty if there is none with that number. */
export function threadName(timeline: Timeline, worker: number): string {
  return timeline.worker(worker)?.name ?? '';
}
