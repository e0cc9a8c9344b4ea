import type { Arrow, ArrowEnd } from '../../analysis/explain/arrows';
import { intervalOfEvent } from '../../analysis/explain/interval-of-event';
import { arrowsOfInterval, arrowsOfSelection } from '../model/arrow-choice';
import type { Row } from '../model/rows';
import type { TimelineModel } from '../model/timeline-model';
import type { Scale } from '../scale/scale';
import type { ViewState } from '../view-state';
import { curveBetween } from './curve';
import type { Metrics } from './metrics';
import { type Direction, LOOP_LANE, type SceneArrow, type SceneLane } from './scene';

/** So many intervals are asked for their arrows at most, and so many arrows are drawn. */
const MAX_ASKED = 1500;
const MAX_ARROWS = 160;
/** Arrows of one kind whose ends are nearer than this look like one; the same of ends out of sight. */
const TOGETHER_PX = 5;
const OUT_TOGETHER_PX = 24;
/** From the edge of what is drawn to the sign of an end out of sight. */
const EDGE_PX = 7;

export interface ArrowsInput {
  readonly model: TimelineModel;
  readonly view: ViewState;
  readonly metrics: Metrics;
  readonly scale: Scale;
  readonly rows: readonly Row[];
  readonly loop: SceneLane | undefined;
  /** The lanes in view; they are drawn between `top` and `bottom`, the first row at `origin`. */
  readonly lanes: readonly SceneLane[];
  readonly top: number;
  readonly bottom: number;
  readonly origin: number;
}

/** What is drawn of arrows; `isSample`: some are left out, because they could not be told apart. */
export interface LaneArrows {
  readonly arrows: readonly SceneArrow[];
  readonly isSample: boolean;
}

/** The arrows of what is selected, over those of all lanes in view if they are wanted. */
export function laneArrows(input: ArrowsInput): LaneArrows {
  const { model, view } = input;
  const chosen = arrowsOfSelection(model, view);
  const lane = chosen ? undefined : input.lanes.find(({ key }) => key === view.selection?.lane);
  const ofLane = arrowsOfLanes(model, lane ? [lane] : []);
  const ofAll = view.allArrows ? arrowsOfLanes(model, input.lanes) : NONE;
  const own = placed(input, chosen ?? ofLane.arrows, true);
  const others = placed(input, ofAll.arrows, false);
  const isOwn = new Set(own.arrows.map(({ arrow }) => keyOf(arrow)));
  return {
    arrows: [...others.arrows.filter(({ arrow }) => !isOwn.has(keyOf(arrow))), ...own.arrows],
    isSample: [ofLane, ofAll, own, others].some(({ isSample }) => isSample),
  };
}

const NONE = { arrows: [], isSample: false };

/** The arrows of the intervals that can be told apart in some lanes, each once. */
function arrowsOfLanes(model: TimelineModel, lanes: readonly SceneLane[]) {
  const intervals: number[] = [];
  let isSample = false;
  for (const { key, spans } of lanes) {
    const own = model.timeline.task(key)?.intervals;
    if (!own) continue;
    for (const { first, last, isDense } of spans) {
      isSample ||= isDense;
      if (!isDense) for (let index = first; index <= last; index++) intervals.push(own[index]!);
    }
  }
  const found = new Map<string, Arrow>();
  const asked = sample(intervals, MAX_ASKED, (interval) => interval);
  for (const interval of asked) {
    for (const arrow of arrowsOfInterval(model, interval)) found.set(keyOf(arrow), arrow);
  }
  return { arrows: [...found.values()], isSample: isSample || asked.length < intervals.length };
}

function keyOf({ kind, to }: Arrow): string {
  return `${kind} ${to.event}`;
}

/** At most about `most` of the items, the same ones wherever the picture is moved. */
function sample<T>(items: readonly T[], most: number, numberOf: (item: T) => number): readonly T[] {
  if (items.length <= most) return items;
  const share = 2 ** Math.floor(Math.log2(most / items.length));
  // Multiplying by this (Knuth, 6.4) scatters neighbouring numbers.
  return items.filter((item) => (Math.imul(numberOf(item), 0x9e3779b1) >>> 0) / 2 ** 32 < share);
}

function placed(input: ArrowsInput, arrows: readonly Arrow[], isSelected: boolean): LaneArrows {
  const index = rowIndex(input.rows);
  const seen = new Set<string>();
  const found: SceneArrow[] = [];
  let isMerged = false;
  for (const arrow of arrows) {
    const place = placeOf(input, arrow, index);
    if (!place) continue;
    const key = looksOf(arrow, place, isSelected);
    if (!seen.has(key)) found.push({ arrow, ...place, isSelected });
    else isMerged = true;
    seen.add(key);
  }
  const drawn = sample(found, MAX_ARROWS, ({ arrow }) => arrow.to.event);
  return { arrows: drawn, isSample: drawn.length < seen.size || isMerged };
}

/** Arrows that look alike have the same. */
function looksOf(
  { kind, to }: Arrow,
  { curve, fromOut, toOut }: Pick<SceneArrow, 'curve' | 'fromOut' | 'toOut'>,
  isSelected: boolean,
): string {
  if (isSelected) return `${kind} ${to.event}`;
  const px = fromOut || toOut ? OUT_TOGETHER_PX : TOGETHER_PX;
  const { x1, y1, x2, y2 } = curve;
  return [kind, fromOut, toOut, ...[x1, y1, x2, y2].map((at) => Math.round(at / px))].join(' ');
}

function placeOf(
  input: ArrowsInput,
  { kind, from, to }: Arrow,
  index: ReadonlyMap<number, number>,
) {
  const [one, other] = [laneOf(input, from, index), laneOf(input, to, index)];
  if (!one || !other || one.y === other.y) return undefined;
  const start = seen(input, { x: senderX(input, from), ...edge(one, other.y > one.y) });
  const end = seen(input, { x: xOf(input, to), ...edge(other, other.y < one.y) });
  if (start.out && end.out) return undefined;
  const curve = curveBetween(start, end, kind === 'created' ? -1 : 1);
  return { curve, fromOut: start.out, toOut: end.out };
}

interface Bar {
  readonly y: number;
  readonly top: number;
  readonly bottom: number;
  readonly isLoop: boolean;
}

/** The edge of a bar at which an arrow touches it. */
function edge({ top, bottom, isLoop }: Bar, isBelow: boolean) {
  return { y: isBelow ? bottom : top, isLoop };
}

/** Where the bars of a task are, in view or not; undefined if a filter hides them. */
function laneOf(input: ArrowsInput, { task }: ArrowEnd, index: ReadonlyMap<number, number>) {
  const { loop, metrics, origin } = input;
  if (task === LOOP_LANE) {
    return loop && barOf(loop.y, loop.barTop, loop.barHeight, true);
  }
  const row = index.get(task);
  if (row === undefined) return undefined;
  const { laneHeight, barHeight } = metrics;
  const y = origin + row * laneHeight;
  return barOf(y, y + Math.round((laneHeight - barHeight) / 2), barHeight, false);
}

function barOf(y: number, top: number, height: number, isLoop: boolean): Bar {
  return { y, top, bottom: top + height, isLoop };
}

function xOf({ scale }: ArrowsInput, { time, event }: ArrowEnd): number {
  return scale.xOf(time, event);
}

/** A step that is named as a whole did it with its end. */
function senderX(input: ArrowsInput, end: ArrowEnd): number {
  const { timeline, trace } = input.model;
  const step = trace.kind(end.event) === 'task.step' ? intervalOfEvent(timeline, end.event) : -1;
  if (step < 0 || timeline.intervals.endEvent(step) < 0) return xOf(input, end);
  return input.scale.xOf(timeline.intervals.to(step), timeline.intervals.endEvent(step));
}

/** A place as near to it as can be seen, and in which direction it is from there. */
function seen(
  { scale, top, bottom }: ArrowsInput,
  { x, y, isLoop }: { readonly x: number; readonly y: number; readonly isLoop: boolean },
): { readonly x: number; readonly y: number; readonly out: Direction | undefined } {
  const right = scale.right - EDGE_PX;
  const left = scale.left + EDGE_PX;
  const inside = {
    x: Math.max(left, Math.min(right, x)),
    y: isLoop ? y : Math.max(top + EDGE_PX, Math.min(bottom - EDGE_PX, y)),
  };
  if (!isLoop && y < top) return { ...inside, out: 'up' };
  if (!isLoop && y > bottom) return { ...inside, out: 'down' };
  if (x < scale.left) return { ...inside, out: 'left' };
  if (x > scale.right) return { ...inside, out: 'right' };
  return { x, y, out: undefined };
}

const indexes = new WeakMap<readonly Row[], ReadonlyMap<number, number>>();

/** The row of each task, also of those that are hidden in the lane of another. */
function rowIndex(rows: readonly Row[]): ReadonlyMap<number, number> {
  const known = indexes.get(rows);
  if (known) return known;
  const index = new Map<number, number>();
  for (const [number, row] of rows.entries()) {
    if (row.kind !== 'task') continue;
    index.set(row.key, number);
    for (const { task } of row.inside) index.set(task.id, number);
  }
  indexes.set(rows, index);
  return index;
}
