import { LOOP_LANE, type Scene } from '../layout/scene';
import { primitiveOf } from '../model/primitives';
import { rowsOf } from '../model/rows';
import type { TimelineModel } from '../model/timeline-model';
import type { ScaleKind } from '../scale/scale';
import { scaleOf } from '../scale/scale-of';
import { rangeOf, type Stretch } from '../scale/stretch';
import type { ViewState } from '../view-state';
import { withAllFolded, withFold } from './fold';
import type { ViewIntent } from './intent';
import { momentInRun } from './moments-of';
import { navigate, rangeInView, showLane } from './navigate';
import { sceneNow } from './scene-now';
import { markedNext, zoomTarget } from './selection-details';

/** The view after an intent that changes nothing else. The view may have changed since it was drawn. Pure. */
export function changeView(
  view: ViewState,
  intent: ViewIntent,
  model: TimelineModel,
  drawn: Scene,
): ViewState {
  // Only a mark is made on what is seen already.
  const scene = intent.type === 'mark' ? drawn : sceneNow(drawn, view, model);
  switch (intent.type) {
    case 'zoom-selection': {
      const target = zoomTarget(model, view);
      if (!target) return view;
      return navigate(view, { type: 'zoom-to', ...rangeOf(target, scene.scale) }, scene);
    }
    case 'mark':
      return { ...view, marked: between(model, scene, intent.x1, intent.x2) };
    case 'mark-selection':
      return { ...view, marked: markedNext(model, view) };
    case 'set-scale': {
      const chosen: ViewState = { ...view, scaleFor: 'user' };
      return withScale(chosen, intent.scale ?? OTHER[view.scale], model, scene);
    }
    case 'toggle-arrows':
      return { ...view, allArrows: !view.allArrows };
    case 'filter':
      return { ...view, filter: intent.filter, scrollTop: 0 };
    case 'toggle-lane':
      return withFold(model, view, intent.lane ?? view.selection?.lane ?? LOOP_LANE);
    case 'collapse-all':
    case 'expand-all':
      return withAllFolded(model, view, intent.type === 'collapse-all');
    case 'show-inspector':
      return { ...view, isInspectorOpen: intent.isOpen };
    case 'resize-inspector':
      return { ...view, isInspectorOpen: true, inspectorHeight: intent.height };
    case 'toggle-primitives':
      return withPrimitives(model, view, scene);
    case 'toggle-table':
      return { ...view, isTable: !view.isTable };
    default:
      return navigate(view, intent, scene);
  }
}

/** Lanes of primitives that come can be seen; what is selected in those that go is so no longer. */
function withPrimitives(model: TimelineModel, view: ViewState, scene: Scene): ViewState {
  const { selection } = view;
  if (view.showsPrimitives) {
    const isGone = selection && primitiveOf(model, selection.lane);
    return { ...view, selection: isGone ? undefined : selection, showsPrimitives: false };
  }
  const shown = { ...view, showsPrimitives: true };
  const rows = rowsOf(model, shown);
  const first = rows.findIndex(({ kind }) => kind === 'primitive');
  if (first < 0) return shown;
  const seen = Math.min(rows.length - 1, first + PRIMITIVES_SEEN - 1);
  return showLane(shown, scene, seen, scene.lanes[0]?.height ?? 0);
}

/** Lanes of primitives that are brought into view when they come. */
const PRIMITIVES_SEEN = 3;

const OTHER = { time: 'order', order: 'time' } as const;

/** On another scale, what was in view stays so as far as possible. */
function withScale(
  view: ViewState,
  kind: ScaleKind,
  model: TimelineModel,
  { scale }: Scene,
): ViewState {
  if (kind === view.scale) return view;
  if (!view.range) return { ...view, scale: kind };
  const { left, right } = scale;
  const whole = scaleOf(kind, model.order, undefined, left, right);
  const seen = rangeOf({ from: scale.momentAt(left), to: scale.momentAt(right) }, whole);
  return { ...view, scale: kind, range: rangeInView(seen, whole) };
}

/** What lies between two pixels, as far as it is in the run. */
function between(model: TimelineModel, { scale }: Scene, x1: number, x2: number): Stretch {
  const inRun = (x: number) => momentInRun(model, scale.momentAt(x));
  return { from: inRun(Math.min(x1, x2)), to: inRun(Math.max(x1, x2)) };
}
