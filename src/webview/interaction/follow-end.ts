import type { TimelineModel } from '../model/timeline-model';
import type { Scale } from '../scale/scale';
import { extentOf } from '../scale/scale-of';
import type { ViewState } from '../view-state';

type Following = Pick<ViewState, 'scale' | 'range' | 'beyondEnd'>;

/**
 * The view after its range was chosen: it follows the end of a run that goes on if it shows that end. `drawn`
 * is the scale on which it was chosen: the run may have grown since, which nobody has seen.
 */
export function followIfSeen<T extends Following>(
  view: T,
  model: TimelineModel,
  drawn: Scale | undefined,
): T {
  const { range } = view;
  const { to: end } = drawn?.kind === view.scale ? drawn.extent : extentOf(view.scale, model.order);
  const isSeen = model.isLive && range !== undefined && range.to >= end;
  return { ...view, beyondEnd: isSeen ? range.to - end : undefined };
}

/** The view after the run has grown; the same view if it does not follow the end. */
export function followed<T extends Following>(view: T, model: TimelineModel): T {
  const { range, beyondEnd } = view;
  if (!range || beyondEnd === undefined) return view;
  const to = extentOf(view.scale, model.order).to + beyondEnd;
  return to === range.to ? view : { ...view, range: { from: to - (range.to - range.from), to } };
}

/** Whether the run goes on out of sight. */
export function isLeftBehind({ range, beyondEnd }: Following, { isLive }: TimelineModel): boolean {
  return isLive && range !== undefined && beyondEnd === undefined;
}
