import type { CursorMoment } from '../../trace/cursor';
import { distanceTo } from './curve';
import { HEAD_EDGE_PX } from './metrics';
import type {
  OutputMark,
  Scene,
  SceneArrow,
  SceneCells,
  SceneLane,
  SceneMark,
  SceneSpan,
} from './scene';

/** What is drawn at a place. */
export type Hit =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'head edge' }
  | { readonly kind: 'axis'; readonly moment: CursorMoment }
  /** Where one or more cells begin; indexes into the cells of the run, inclusive. */
  | { readonly kind: 'cell'; readonly first: number; readonly last: number }
  | { readonly kind: 'head'; readonly lane: SceneLane }
  | { readonly kind: 'twisty'; readonly lane: SceneLane }
  | { readonly kind: 'lane'; readonly lane: SceneLane; readonly moment: CursorMoment }
  | {
      readonly kind: 'span';
      readonly lane: SceneLane;
      readonly span: SceneSpan;
      readonly moment: CursorMoment;
    }
  | { readonly kind: 'mark'; readonly lane: SceneLane; readonly mark: SceneMark }
  /** `end`: to which end of the arrow a click leads, the one further away. */
  | { readonly kind: 'arrow'; readonly arrow: SceneArrow; readonly end: 'from' | 'to' }
  | { readonly kind: 'output'; readonly mark: OutputMark }
  | { readonly kind: 'output lane'; readonly moment: CursorMoment };

/** Pixels by which the pointer may miss a bar of minimal width. */
const NEAR_PX = 3;
/** The same for the sign of an end of an arrow that is out of sight. */
const SIGN_PX = 9;
/** The same for a mark. */
const MARK_PX = 7;
/** The same for the sign beside a name. */
const TWISTY_PX = 8;

export function hitTest(scene: Scene, x: number, y: number): Hit {
  if (x < 0 || y < 0 || x > scene.width || y > scene.height) return { kind: 'nothing' };
  if (Math.abs(x - scene.headWidth) <= HEAD_EDGE_PX) return { kind: 'head edge' };
  const moment = scene.scale.momentAt(x);
  const inHead = x < scene.headWidth;
  if (y < scene.axisHeight) return inHead ? { kind: 'nothing' } : { kind: 'axis', moment };
  const { cells } = scene;
  if (cells && y < cells.y + cells.height) return inHead ? { kind: 'nothing' } : inStrip(cells, x);
  const lane = laneAt(scene, y);
  if (lane && inHead) return { kind: isOnTwisty(lane, x) ? 'twisty' : 'head', lane };
  if (lane) return onArrow(scene, lane, x, y) ?? inLane(lane, x, y, moment);
  const { output } = scene;
  if (!output || inHead || y < output.y || y > output.y + output.height) return { kind: 'nothing' };
  const mark = output.marks.find((candidate) => isOnOutput(candidate, x, y));
  return mark ? { kind: 'output', mark } : { kind: 'output lane', moment };
}

/** The cell whose name is under the pointer, or would be if there were room. */
function inStrip({ borders }: SceneCells, x: number): Hit {
  const found = borders.findLast((border) => border.x - NEAR_PX <= x);
  return found ? { kind: 'cell', first: found.first, last: found.last } : { kind: 'nothing' };
}

export function laneAt(scene: Scene, y: number): SceneLane | undefined {
  const { loop } = scene;
  if (loop && y >= loop.y && y < loop.y + loop.height) return loop;
  if (y < scene.lanesTop || y >= scene.lanesBottom) return undefined;
  return scene.lanes.find((lane) => y >= lane.y && y < lane.y + lane.height);
}

/** Left of the name, at any height of the lane: the sign itself is small. */
function isOnTwisty({ twisty }: SceneLane, x: number): boolean {
  return twisty !== undefined && Math.abs(x - twisty.x) <= TWISTY_PX;
}

/** The arrow under the pointer, unless it is on a bar; the sign of an end out of sight comes before all. */
function onArrow(scene: Scene, lane: SceneLane, x: number, y: number): Hit | undefined {
  for (const arrow of scene.arrows) {
    const { curve, fromOut, toOut } = arrow;
    if (fromOut && Math.hypot(x - curve.x1, y - curve.y1) <= SIGN_PX)
      return { kind: 'arrow', arrow, end: 'from' };
    if (toOut && Math.hypot(x - curve.x2, y - curve.y2) <= SIGN_PX)
      return { kind: 'arrow', arrow, end: 'to' };
  }
  if (isOnBar(lane, x, y)) return undefined;
  let nearest = NEAR_PX + 1;
  let found: SceneArrow | undefined;
  for (const arrow of scene.arrows) {
    const distance = distanceTo(arrow.curve, x, y);
    if (distance >= nearest) continue;
    nearest = distance;
    found = arrow;
  }
  if (!found) return undefined;
  const { x1, y1, x2, y2 } = found.curve;
  const isNearStart = Math.hypot(x - x1, y - y1) < Math.hypot(x - x2, y - y2);
  return { kind: 'arrow', arrow: found, end: isNearStart ? 'to' : 'from' };
}

function isOnBar({ spans, barTop, barHeight }: SceneLane, x: number, y: number): boolean {
  if (y < barTop || y > barTop + barHeight) return false;
  const span = spanAt(spans, x);
  return span !== undefined && span.state !== 'waiting' && span.state !== 'idle';
}

function inLane(lane: SceneLane, x: number, y: number, moment: CursorMoment): Hit {
  const mark = lane.marks.find((candidate) => isOnMark(candidate, x, y));
  if (mark) return { kind: 'mark', lane, mark };
  const span = spanAt(lane.spans, x);
  return span ? { kind: 'span', lane, span, moment } : { kind: 'lane', lane, moment };
}

/** Marks of timeouts stand on intervals, so both have to be met; others stand alone. */
function isOnMark({ kind, x, y }: SceneMark, atX: number, atY: number): boolean {
  if (Math.abs(x - atX) > MARK_PX) return false;
  return (kind !== 'limit' && kind !== 'over') || Math.abs(y - atY) <= MARK_PX;
}

/** The span under the pointer; a narrow one wins within `NEAR_PX` because it is hard to meet. */
function spanAt(spans: readonly SceneSpan[], x: number): SceneSpan | undefined {
  let found: SceneSpan | undefined;
  let nearest = NEAR_PX;
  for (const span of spans) {
    const distance = Math.max(span.x - x, x - span.x - span.width, 0);
    const isNarrow = span.width < 2 * NEAR_PX;
    if (distance === 0 && (isNarrow || !found)) found = span;
    else if (isNarrow && distance < nearest) {
      nearest = distance;
      found = span;
    }
  }
  return found;
}

function isOnOutput(mark: OutputMark, x: number, y: number): boolean {
  if (Math.abs(y - mark.y) > 9) return false;
  const left = Math.min(mark.x - 5, mark.text === '' ? mark.x - 5 : mark.textX);
  const right = Math.max(mark.x + 5, mark.textX + mark.textWidth);
  return x >= left && x <= right;
}
