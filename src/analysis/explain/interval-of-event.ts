import { firstIndex } from '../../base/search';
import type { Timeline } from '../../trace/timeline';

/** The interval that began with an event, -1 if none did. Events of the table ascend. */
export function intervalOfEvent({ intervals }: Timeline, event: number): number {
  const first = firstIndex(intervals.length, (index) => intervals.event(index) >= event);
  return first < intervals.length && intervals.event(first) === event ? first : -1;
}
