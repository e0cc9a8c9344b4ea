import { firstIndex } from '../../base/search';
import type { SpanState } from '../model/timeline-model';
import { MIN_SPAN_PX, SPAN_GAP_PX } from './metrics';

/** Consecutive spans of one lane, in columns behind an index; they are ordered and do not overlap. */
export interface SpanSource {
  readonly length: number;
  /** Positions of the scale; they give the share in which something ran. */
  from(index: number): number;
  to(index: number): number;
  state(index: number): SpanState;
  /** Sums of the spans from `first` to `last`, inclusive, where they are known; else the spans are read. */
  crowd?(first: number, last: number): Crowd;
}

/** Spans with the CSS pixels at which they begin and end. */
export interface PlacedSource extends SpanSource {
  left(index: number): number;
  right(index: number): number;
}

/** What several spans come to. */
export interface Crowd {
  /** The loudest of their states. */
  readonly state: SpanState;
  /** How many of them ran. */
  readonly steps: number;
  /** In which something ran. */
  readonly busySeconds: number;
}

/** One bar or line: a span, or several that are too short to tell apart. */
export interface SpanBox {
  readonly state: SpanState;
  /** Indexes into the source, inclusive. */
  readonly first: number;
  readonly last: number;
  /** CSS pixels. */
  readonly x: number;
  readonly width: number;
  /** Whether it stands for more than one step. */
  readonly isDense: boolean;
  /** Of a dense box: the share of its length in which something ran, 0 to 1. */
  readonly busy: number;
}

/** The narrowest bar that is paler the less ran in it. */
const MIN_PALE_PX = 4;

/** Whether a bar stands for many steps and is drawn paler for it. */
export function isPale({ isDense, width }: Pick<SpanBox, 'isDense' | 'width'>): boolean {
  return isDense && width > MIN_PALE_PX;
}

/** A bar that stands for several spans shows the loudest of their states. */
export const LOUDNESS: Readonly<Record<SpanState, number>> = {
  idle: 0,
  waiting: 1,
  ready: 2,
  callback: 3,
  job: 4,
  running: 5,
  blocking: 6,
};
/** From this loudness on something runs. */
export const RUNNING_FROM = LOUDNESS.callback;

/**
 * Places the spans of one lane, from `first` on, that begin before the pixel `limit`.
 *
 * 1. Boxes are ordered by x and do not overlap.
 * 2. A span of at least `MIN_SPAN_PX` is never merged with others, so it keeps its label.
 * 3. A run that takes no time still gets `MIN_SPAN_PX`; a wait that takes no time gets nothing.
 */
export function placeSpans(source: PlacedSource, first: number, limit: number): SpanBox[] {
  const boxes: SpanBox[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (let index = first; index < source.length; ) {
    const x = source.left(index);
    if (x > limit) break;
    const right = source.right(index);
    const box =
      right - x >= MIN_SPAN_PX
        ? wide(source, index, Math.max(x, free), right)
        : narrow(source, index, Math.max(x, free));
    index = box.last + 1;
    if (box.width === 0) continue;
    free = add(boxes, box);
  }
  return boxes;
}

function wide(source: SpanSource, index: number, x: number, right: number): SpanBox {
  const width = Math.max(MIN_SPAN_PX, right - x);
  return {
    state: source.state(index),
    first: index,
    last: index,
    x,
    width,
    isDense: false,
    busy: 1,
  };
}

/** All spans from `index` on that end within the smallest bar at `x`. */
function narrow(source: PlacedSource, index: number, x: number): SpanBox {
  const last = lastBefore(source, index, x + MIN_SPAN_PX);
  const { state, steps, busySeconds } = source.crowd?.(index, last) ?? read(source, index, last);
  const length = source.to(last) - source.from(index);
  const busy = length > 0 ? busySeconds / length : 0;
  const width = LOUDNESS[state] >= RUNNING_FROM || length > 0 ? MIN_SPAN_PX : 0;
  return { state, first: index, last, x, width, isDense: steps > 1, busy };
}

/** The last span from `index` on that ends before a pixel, or `index`; most crowds are small. */
function lastBefore(source: PlacedSource, index: number, end: number): number {
  let step = 1;
  while (index + step < source.length && source.right(index + step) < end) step *= 4;
  const from = index + Math.floor(step / 4);
  const length = Math.min(index + step, source.length) - from;
  return from + firstIndex(length, (at) => at > 0 && source.right(from + at) >= end) - 1;
}

function read(source: SpanSource, first: number, last: number): Crowd {
  let state = source.state(first);
  let steps = 0;
  let busySeconds = 0;
  for (let index = first; index <= last; index++) {
    const here = source.state(index);
    if (LOUDNESS[here] > LOUDNESS[state]) state = here;
    if (LOUDNESS[here] < RUNNING_FROM) continue;
    steps++;
    busySeconds += source.to(index) - source.from(index);
  }
  return { state, steps, busySeconds };
}

/** Appends a box, joined to the one before if both stand for crowds; returns where the next may begin. */
function add(boxes: SpanBox[], box: SpanBox): number {
  const before = boxes.at(-1);
  const right = box.x + box.width;
  const touches = before?.isDense && box.isDense && before.state === box.state;
  if (touches && box.x - (before.x + before.width) <= SPAN_GAP_PX) {
    const width = right - before.x;
    const busy = (before.busy * before.width + box.busy * box.width) / (before.width + box.width);
    boxes[boxes.length - 1] = { ...before, last: box.last, width, busy };
  } else {
    boxes.push(box);
  }
  return box.width > MIN_SPAN_PX ? right : right + SPAN_GAP_PX;
}
