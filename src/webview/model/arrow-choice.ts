import { type Arrow, arrowsFrom, arrowsOf } from '../../analysis/explain/arrows';
import { intervalAt } from '../../trace/moment-tasks';
import type { Selection, ViewState } from '../view-state';
import type { TimelineModel } from './timeline-model';

/** The key of the loop's lane. */
const LOOP = 0;

/** The arrows of one interval of a task. */
export function arrowsOfInterval(model: TimelineModel, interval: number): readonly Arrow[] {
  const { to, from } = arrowsOf(model.timeline, model.narrator.causes, interval);
  return [...to, ...from];
}

/**
 * The arrows of the selected interval, or of what the selected task does at the cursor. Undefined: the
 * selection is a lane as a whole.
 */
export function arrowsOfSelection(
  model: TimelineModel,
  { selection, cursor }: Pick<ViewState, 'selection' | 'cursor'>,
): readonly Arrow[] | undefined {
  if (!selection || selection.lane < LOOP) return [];
  if (selection.lane === LOOP) return arrowsOfLoop(model, selection);
  const task = model.timeline.task(selection.lane);
  if (!task) return [];
  const index =
    selection.index ?? (cursor && intervalAt(model.timeline, task, cursor.event, cursor.time));
  if (index === undefined) return undefined;
  const interval = task.intervals[index];
  return interval === undefined ? [] : arrowsOfInterval(model, interval);
}

function arrowsOfLoop(model: TimelineModel, { index }: Selection): readonly Arrow[] {
  const span = index === undefined ? undefined : model.timeline.loop.at(index);
  return span ? arrowsFrom(model.timeline, model.narrator.causes, span.event) : [];
}
