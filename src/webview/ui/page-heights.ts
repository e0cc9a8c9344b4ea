import { type Metrics, metricsFor } from '../layout/metrics';
import { areLanesLow, hasRoomForInspector, wantedHeight } from '../layout/page-heights';
import { laneCount, rowsOf } from '../model/rows';
import type { TimelineModel } from '../model/timeline-model';
import type { ViewState } from '../view-state';
import type { Inspector } from './inspector';
import type { Stage } from './stage';

/** Shares the height of the page between the lanes and the inspector. */
export class PageHeights {
  constructor(
    private readonly stage: Stage,
    private readonly inspector: Inspector,
  ) {}

  /** Sizes of what is drawn; `fontSize` in CSS pixels. */
  metrics(model: TimelineModel, view: ViewState, fontSize: number): Metrics {
    const wanted = wantedHeight(model, rowsOf(model, view).length, metricsFor(fontSize));
    return metricsFor(fontSize, areLanesLow(this.stage.height, wanted, fontSize));
  }

  /**
   * Shows the inspector if there is room for it. Lanes that a filter or a collapsed one hides leave no room: it
   * must not come and go with them.
   */
  inspect(model: TimelineModel, view: ViewState, fontSize: number): void {
    const page = window.innerHeight;
    const besides = page - this.stage.height - this.inspector.element.offsetHeight;
    const lanes = laneCount(model, view.showsPrimitives);
    const wanted = wantedHeight(model, lanes, metricsFor(fontSize));
    this.stage.want(wanted);
    this.inspector.update(model, view, hasRoomForInspector(page, besides, wanted));
  }
}
