import { LOOP_LANE, type Scene } from '../layout/scene';
import type { TimelineModel } from '../model/timeline-model';
import type { TimeRange } from '../scale/time-scale';
import type { ViewState } from '../view-state';
import { withAllFolded, withFold } from './fold';
import type { ViewIntent } from './intent';
import { navigate } from './navigate';
import { markedNext, zoomTarget } from './selection-details';

/** The view after an intent that changes nothing else. `extent` is the run in seconds. Pure. */
export function changeView(
  view: ViewState,
  intent: ViewIntent,
  model: TimelineModel,
  scene: Scene,
  extent: TimeRange,
): ViewState {
  switch (intent.type) {
    case 'zoom-selection': {
      const target = zoomTarget(model, view);
      return target ? navigate(view, { type: 'zoom-to', ...target }, scene, extent) : view;
    }
    case 'mark':
      return { ...view, marked: between(scene, extent, intent.x1, intent.x2) };
    case 'mark-selection':
      return { ...view, marked: markedNext(model, view) };
    case 'filter':
      return { ...view, filter: intent.filter, scrollTop: 0 };
    case 'toggle-lane':
      return withFold(model, view, intent.lane ?? view.selection?.lane ?? LOOP_LANE);
    case 'collapse-all':
    case 'expand-all':
      return withAllFolded(model, view, intent.type === 'collapse-all');
    case 'toggle-inspector':
      return { ...view, isInspectorOpen: !view.isInspectorOpen };
    case 'resize-inspector':
      return { ...view, isInspectorOpen: true, inspectorHeight: intent.height };
    case 'toggle-table':
      return { ...view, isTable: !view.isTable };
    default:
      return navigate(view, intent, scene, extent);
  }
}

/** The time between two pixels, as far as it is in the run. */
function between({ scale }: Scene, { from, to }: TimeRange, x1: number, x2: number): TimeRange {
  const inRun = (x: number) => Math.max(from, Math.min(to, scale.moment(x)));
  return { from: inRun(Math.min(x1, x2)), to: inRun(Math.max(x1, x2)) };
}
