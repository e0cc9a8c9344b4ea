import type { TaskRecord } from '../../trace/timeline';
import { intervalIndex } from './notes';
import type { TimelineModel } from './timeline-model';

/** How a task stands at one moment. */
export type TaskState =
  | 'not created'
  | 'waiting'
  | 'ready'
  | 'running'
  | 'done'
  | 'failed'
  | 'cancelled';

/** The state of a task at the cursor (seconds); without one, at the end of the run. */
export function taskState(
  model: TimelineModel,
  task: TaskRecord,
  cursor: number | undefined,
): TaskState {
  const time = cursor ?? model.timeline.end;
  if (time < task.created) return 'not created';
  if (task.ended !== undefined && task.outcome && time >= task.ended) return task.outcome;
  const interval = intervalIndex(model, task, time);
  return interval === undefined ? 'ready' : model.timeline.intervals.state(interval);
}
