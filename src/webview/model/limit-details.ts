import type { TaskRecord } from '../../trace/timeline';
import { type Details, fullName } from './details';
import { formatSeconds } from './format';
import type { TimelineModel } from './timeline-model';
import { place } from './wording';

/** A timeout of a task; `index`: among those that it set. */
export function limitDetails(
  model: TimelineModel,
  task: TaskRecord,
  index: number,
): Details | undefined {
  const { trace, timeline } = model;
  const limit = timeline.timeLimits(task.id)[index];
  if (!limit) return undefined;
  const { set, deadline, end, isOver } = limit;
  const from = trace.time(set);
  const position = trace.positionOf(set);
  const line = place(model, position);
  const ending = isOver
    ? `it was over at ${formatSeconds(trace.time(end))}`
    : end < 0
      ? 'the run ended before'
      : `not needed any more from ${formatSeconds(trace.time(end))} on`;
  return {
    title: fullName(model, task),
    state: undefined,
    lines: [
      `timeout of ${formatSeconds(deadline - from)}, until ${formatSeconds(deadline)}`,
      `set at ${formatSeconds(from)}${line ? `, ${line}` : ''}`,
      ending,
    ],
    position,
  };
}
