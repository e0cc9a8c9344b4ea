import type { Scene } from '../layout/scene';
import type { TimelineModel } from '../model/timeline-model';
import { scaleOf } from '../scale/scale-of';
import type { ViewState } from '../view-state';

/** The scene that was drawn last, with the scale of the view, which may have changed since. */
export function sceneNow(drawn: Scene, { scale, range }: ViewState, model: TimelineModel): Scene {
  const { left, right } = drawn.scale;
  return { ...drawn, scale: scaleOf(scale, model.order, range, left, right) };
}
