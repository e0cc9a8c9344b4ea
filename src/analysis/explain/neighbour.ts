import type { Timeline } from '../../trace/timeline';

/** The interval of the same task that is `step` places further, -1 if there is none. */
export function neighbour(timeline: Timeline, interval: number, step: number): number {
  const own = timeline.task(timeline.intervals.task(interval))?.intervals ?? [];
  let low = 0;
  let high = own.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (own[middle]! < interval) low = middle + 1;
    else high = middle;
  }
  return own[low + step] ?? -1;
}
