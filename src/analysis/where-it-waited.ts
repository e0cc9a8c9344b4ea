import type { Interval } from '../trace/intervals';
import type { Position } from '../trace/schema';
import type { Timeline } from '../trace/timeline';

/** The `await` before a ready interval, or where the task was created if it has not run yet. */
export function whereItWaited(
  timeline: Timeline,
  ready: Pick<Interval, 'task' | 'event'>,
): Position | undefined {
  const { trace, intervals } = timeline;
  const task = timeline.task(ready.task);
  if (!task) return undefined;
  const own = task.intervals;
  for (let at = placeOf(timeline, own, ready.event); at >= 0; at--) {
    const event = intervals.event(own[at]!);
    if (trace.kind(event) === 'task.suspended') return trace.positionOf(event);
    if (trace.kind(event) === 'task.step') break;
  }
  return trace.positionOf(task.createdEvent);
}

/** Events of a task's intervals ascend, so the place of one is found by halving. */
function placeOf({ intervals }: Timeline, own: readonly number[], event: number): number {
  let low = 0;
  let high = own.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (intervals.event(own[middle]!) < event) low = middle + 1;
    else high = middle;
  }
  return low;
}
