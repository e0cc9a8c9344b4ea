import type { TimelineModel } from '../model/timeline-model';
import type { Scale } from '../scale/scale';
import { scaleOf } from '../scale/scale-of';
import type { ViewState } from '../view-state';
import { headWidth, type Metrics } from './metrics';
import type { Measure } from './text-fit';

/** All that a scene is made of. */
export interface SceneInput {
  readonly model: TimelineModel;
  readonly view: ViewState;
  /** CSS pixels of the canvas. */
  readonly width: number;
  readonly height: number;
  readonly metrics: Metrics;
  readonly measure: Measure;
  /** A picture, in which nothing can be collapsed; what is collapsed stays so. */
  readonly isPicture?: boolean;
}

/** The scale of the page, beside the heads. */
export function scaleFor({ model, view, width }: SceneInput): Scale {
  const left = headWidth(view.headWidth, width);
  return scaleOf(view.scale, model.order, view.range, left, Math.max(left + 1, width));
}
