import type { Timeline } from '../../trace/timeline';
import { neighbour } from './neighbour';

/** The `task.cancelling` events that came during an interval of a task. */
export function requestsIn(timeline: Timeline, interval: number): readonly number[] {
  const { intervals } = timeline;
  const requests = timeline.task(intervals.task(interval))?.cancelRequests ?? [];
  const next = neighbour(timeline, interval, 1);
  const last = next < 0 ? Number.POSITIVE_INFINITY : intervals.event(next);
  return requests.filter((request) => request > intervals.event(interval) && request < last);
}
