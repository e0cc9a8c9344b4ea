import type { CursorMoment } from '../../trace/cursor';
import { intervalAt } from '../../trace/moment-tasks';
import type { TaskRecord } from '../../trace/timeline';
import type { TimelineModel } from './timeline-model';

/** How a task stands at one moment. */
export type StateAtCursor =
  | 'not created'
  | 'waiting'
  | 'ready'
  | 'running'
  | 'done'
  | 'failed'
  | 'cancelled';

/** The state of a task at the cursor; without one, at the end of the run. */
export function taskState(
  { timeline, lastMoment }: TimelineModel,
  task: TaskRecord,
  cursor: CursorMoment | undefined,
): StateAtCursor {
  const { event, time } = cursor ?? lastMoment;
  if (task.createdEvent > event) return 'not created';
  if (task.outcome && task.endedEvent <= event) return task.outcome;
  const interval = task.intervals[intervalAt(timeline, task, event, time)];
  return interval === undefined ? 'ready' : timeline.intervals.state(interval);
}
