import type { Scene } from '../layout/scene';
import { clampRange, fitRange, MIN_RANGE_SECONDS, type TimeRange } from '../scale/time-scale';
import type { ViewState } from '../view-state';
import type { Navigation } from './intent';

/** Room beside an interval that was zoomed to, as a share of it. */
const ZOOM_MARGIN = 0.08;
/** How much closer a moment without duration is looked at. */
const MOMENT_FACTOR = 8;

/** The view after a navigation. `extent` is the run in seconds. Pure. */
export function navigate(
  view: ViewState,
  intent: Navigation,
  scene: Scene,
  extent: TimeRange,
): ViewState {
  const { scale } = scene;
  const to = (range: TimeRange): ViewState => ({ ...view, range: within(range, scene, extent) });
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
      return to(atLeast(intent.from, intent.to));
    case 'zoom-to':
      return to(around(intent.from, intent.to, scale.range));
    case 'resize-head':
      return { ...view, headWidth: intent.width };
  }
}

/** The view, moved only if `time` (seconds) is out of sight. */
export function showTime(
  view: ViewState,
  scene: Scene,
  extent: TimeRange,
  time: number,
): ViewState {
  const { range } = scene.scale;
  if (time >= range.from && time <= range.to) return view;
  const length = range.to - range.from;
  const from = time < range.from ? time - length * ZOOM_MARGIN : time - length * 0.5;
  return { ...view, range: within({ from, to: from + length }, scene, extent) };
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
  const x = view.cursor === undefined ? Number.NaN : scale.x(view.cursor.time);
  return x >= scale.left && x <= scale.right ? x : (scale.left + scale.right) / 2;
}

/** Undefined for all of the run, so that a live run stays in view as it grows. */
function within(range: TimeRange, { scale }: Scene, extent: TimeRange): TimeRange | undefined {
  const fit = fitRange(extent, scale.right - scale.left);
  const length = range.to - range.from;
  return length >= (fit.to - fit.from) * 0.999 ? undefined : clampRange(range, fit);
}

function moved(range: TimeRange, seconds: number): TimeRange {
  return { from: range.from + seconds, to: range.to + seconds };
}

/** Nobody can come closer than a certain range, which is then around the middle. */
function atLeast(from: number, to: number): TimeRange {
  const missing = Math.max(0, MIN_RANGE_SECONDS - (to - from)) / 2;
  return { from: from - missing, to: to + missing };
}

function around(from: number, to: number, now: TimeRange): TimeRange {
  const length = to - from;
  const margin = length > 0 ? length * ZOOM_MARGIN : (now.to - now.from) / MOMENT_FACTOR / 2;
  return { from: from - margin, to: to + margin };
}

function scrolled(view: ViewState, scene: Scene, dy: number): ViewState {
  const scrollTop = Math.min(view.scrollTop, scene.maxScroll) + dy;
  return { ...view, scrollTop: Math.max(0, Math.min(scene.maxScroll, scrollTop)) };
}
