import { firstIndex } from '../../base/search';
import type { Timeline } from '../../trace/timeline';

/** The interval of the same task that is `step` places further, -1 if there is none. */
export function neighbour(timeline: Timeline, interval: number, step: number): number {
  const own = timeline.task(timeline.intervals.task(interval))?.intervals ?? [];
  const place = firstIndex(own.length, (index) => own[index]! >= interval);
  return own[place + step] ?? -1;
}
