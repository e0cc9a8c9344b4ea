import type { CursorMoment } from '../../trace/cursor';
import type { Scene } from '../layout/scene';
import { type AxisRange, clampRange, type Scale } from '../scale/scale';
import type { ViewState } from '../view-state';
import type { Navigation } from './intent';

/** Room beside an interval that was zoomed to, as a share of it. */
const ZOOM_MARGIN = 0.08;
/** How much closer a moment without duration is looked at. */
const MOMENT_FACTOR = 8;

/** The view after a navigation. Pure. */
export function navigate(view: ViewState, intent: Navigation, scene: Scene): ViewState {
  const { scale } = scene;
  const { extent } = scale;
  const to = (range: AxisRange): ViewState => ({ ...view, range: within(range, scale) });
  switch (intent.type) {
    case 'zoom':
      return to(scale.zoomed(intent.factor, intent.x ?? middle(view, scene)));
    case 'pan':
      return to(scale.panned(intent.dx));
    case 'scroll':
      return scrolled(view, scene, intent.dy);
    case 'page':
      return scrolled(view, scene, intent.step * (scene.lanesBottom - scene.lanesTop) * 0.9);
    case 'fit':
      return { ...view, range: undefined };
    case 'start':
      return to(moved(scale.range, extent.from - scale.range.from));
    case 'end':
      return to(moved(scale.range, extent.to - extent.from));
    case 'show-range':
      return to(atLeast(intent.from, intent.to, scale.closest));
    case 'zoom-to':
      return { ...view, range: rangeInView(intent, scale) };
    case 'resize-head':
      return { ...view, headWidth: intent.width };
  }
}

/** The view, moved only if a moment is out of sight. It may have moved since the scene was drawn. */
export function showMoment(view: ViewState, { scale }: Scene, moment: CursorMoment): ViewState {
  const { range } = view;
  if (range === undefined) return view;
  const position = scale.positionOfCursor(moment);
  if (position >= range.from && position <= range.to) return view;
  const length = range.to - range.from;
  const from = position - length * (position < range.from ? ZOOM_MARGIN : 0.5);
  return { ...view, range: within({ from, to: from + length }, scale) };
}

/** The range that shows another one with some room beside it, within the run. */
export function rangeInView({ from, to }: AxisRange, scale: Scale): AxisRange | undefined {
  return within(around(from, to, scale.range), scale);
}

/** The view scrolled as little as needed to show lane number `index` of the tasks. */
export function showLane(
  view: ViewState,
  scene: Scene,
  index: number,
  laneHeight: number,
): ViewState {
  const visible = scene.lanesBottom - scene.lanesTop;
  const top = index * laneHeight;
  const scroll = Math.min(view.scrollTop, scene.maxScroll);
  const least = top + laneHeight - visible;
  return { ...view, scrollTop: Math.min(top, Math.max(scroll, least)) };
}

function middle(view: ViewState, { scale }: Scene): number {
  const x = view.cursor === undefined ? Number.NaN : scale.xOfCursor(view.cursor);
  return x >= scale.left && x <= scale.right ? x : (scale.left + scale.right) / 2;
}

/** Undefined for all of the run, so that a live run stays in view as it grows. */
function within(range: AxisRange, { fit }: Scale): AxisRange | undefined {
  const length = range.to - range.from;
  return length >= (fit.to - fit.from) * 0.999 ? undefined : clampRange(range, fit);
}

function moved({ from, to }: AxisRange, units: number): AxisRange {
  return { from: from + units, to: to + units };
}

/** Nobody can come closer than a certain range, which is then around the middle. */
function atLeast(from: number, to: number, closest: number): AxisRange {
  const missing = Math.max(0, closest - (to - from)) / 2;
  return { from: from - missing, to: to + missing };
}

function around(from: number, to: number, now: AxisRange): AxisRange {
  const length = to - from;
  const margin = length > 0 ? length * ZOOM_MARGIN : (now.to - now.from) / MOMENT_FACTOR / 2;
  return { from: from - margin, to: to + margin };
}

function scrolled(view: ViewState, scene: Scene, dy: number): ViewState {
  const scrollTop = Math.min(view.scrollTop, scene.maxScroll) + dy;
  return { ...view, scrollTop: Math.max(0, Math.min(scene.maxScroll, scrollTop)) };
}
