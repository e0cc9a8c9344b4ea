import { firstIndex } from '../../base/search';
import type { Position } from '../../trace/schema';
import type { TaskRecord } from '../../trace/timeline';
import { hotSpot } from './hot-spot';
import type { TimelineModel } from './timeline-model';

/** Where a task is during one of its intervals, or undefined if that is not known. */
export function positionOf(
  model: TimelineModel,
  task: TaskRecord,
  interval: number,
): Position | undefined {
  const { trace, timeline } = model;
  if (model.stateOf(interval) === 'blocking') {
    const { first, last } = model.eventsOf(task, interval);
    const spot = hotSpot(model, first, last).position;
    if (spot) return spot;
  }
  // A task that became ready again, or runs again, is still at the await before it.
  const own = task.intervals;
  let index = firstIndex(own.length, (at) => own[at]! >= interval);
  for (; index >= 0; index--) {
    const found = trace.positionOf(timeline.intervals.event(own[index]!));
    if (found) return found;
    if (timeline.intervals.state(own[index]!) === 'waiting') return undefined;
  }
  return undefined;
}

/** Where a span of the loop lane is: its blocking call, or where its step resumed. */
export function positionOfLoop(model: TimelineModel, index: number): Position | undefined {
  const { loop } = model.timeline;
  const span = loop.at(index)!;
  if (span.kind === 'idle') return undefined;
  if (model.stateOfLoop(span) !== 'blocking') return model.trace.positionOf(span.event);
  return hotSpot(model, span.event, loop.at(index + 1)?.event ?? model.trace.length).position;
}
