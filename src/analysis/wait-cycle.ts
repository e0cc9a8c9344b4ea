import { type PrimitiveRecord, stateAt } from '../trace/primitive-lanes';
import { type Timeline, waitKind } from '../trace/timeline';
import { primitiveWaitedFor, taskWaitedFor } from '../trace/waited-for';

/** One task that waits for another. */
export interface WaitLink {
  readonly task: number;
  /** Who would have to go on first. */
  readonly other: number;
  /** The lock that `other` holds; undefined if `other` itself is awaited. */
  readonly lock: PrimitiveRecord | undefined;
}

/**
 * Tasks that wait for each other in a circle, so that none will ever go on: deadlocks over locks and over
 * tasks that are awaited. `waits`: the `task.suspended` event of each task that waits, by task.
 */
export function waitCycles(timeline: Timeline, waits: ReadonlyMap<number, number>): WaitLink[][] {
  const cycles: WaitLink[][] = [];
  const seen = new Set<number>();
  for (const first of waits.keys()) {
    const path: WaitLink[] = [];
    const here = new Map<number, number>();
    for (let link = linkOf(timeline, waits, first); link; ) {
      const start = here.get(link.task);
      if (start !== undefined) cycles.push(path.slice(start));
      if (seen.has(link.task)) break;
      seen.add(link.task);
      here.set(link.task, path.length);
      path.push(link);
      link = linkOf(timeline, waits, link.other);
    }
  }
  return cycles;
}

/** For whom a task waits; undefined if it does not wait, or for nobody in particular. */
export function linkOf(
  timeline: Timeline,
  waits: ReadonlyMap<number, number>,
  task: number,
): WaitLink | undefined {
  const { trace } = timeline;
  const wait = waits.get(task);
  if (wait === undefined) return undefined;
  const awaited = waitKind(trace, wait) === 'task' ? taskWaitedFor(trace, wait) : 0;
  if (awaited !== 0) return { task, other: awaited, lock: undefined };
  const lock = lockWaitedFor(timeline, wait);
  const owner = lock && stateAt(lock, trace.length)?.owner;
  return owner ? { task, other: owner, lock } : undefined;
}

/** The lock that a task waits for, or the condition whose lock it is. */
function lockWaitedFor(timeline: Timeline, wait: number): PrimitiveRecord | undefined {
  const { trace } = timeline;
  if (waitKind(trace, wait) !== 'lock') return undefined;
  return timeline.primitive(primitiveWaitedFor(trace, wait));
}
