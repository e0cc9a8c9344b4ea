import type { Timeline } from '../../trace/timeline';

/** The interval that began with an event, -1 if none did. Events of the table ascend. */
export function intervalOfEvent({ intervals }: Timeline, event: number): number {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (intervals.event(middle) < event) low = middle + 1;
    else high = middle;
  }
  return low < intervals.length && intervals.event(low) === event ? low : -1;
}
