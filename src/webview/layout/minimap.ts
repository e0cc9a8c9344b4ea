import { firstIndex } from '../../base/search';
import { formatSeconds } from '../model/format';
import { runStart } from '../model/notes';
import type { TimelineModel } from '../model/timeline-model';
import type { Scale } from '../scale/scale';
import { scaleOf } from '../scale/scale-of';
import { sumsOf } from './lane-sums';
import { LOOP_LANE, type Scene } from './scene';
import type { SpanSums } from './span-sums';
import { isOpen, loopTable, onScale } from './span-tables';
import type { SpanSource } from './spans';
import { fitFirst, type Measure } from './text-fit';

/** The whole run in a strip: how busy the loop was, and which part of it is in view. */
export interface Minimap {
  readonly width: number;
  readonly height: number;
  /** All of the run, beside the heads. */
  readonly scale: Scale;
  readonly columns: readonly MinimapColumn[];
  /** What is in view, in CSS pixels. */
  readonly window: { readonly x: number; readonly width: number };
  /** Whether all of the run is in view. */
  readonly isWhole: boolean;
  readonly cursorX: number | undefined;
  /** In the column of the heads; empty if there was no room. */
  readonly text: string;
}

/** Neighbouring pixels that look the same. */
export interface MinimapColumn {
  readonly x: number;
  readonly width: number;
  /** The share of its length in which something ran, 0 to 1; never so small that it could not be seen. */
  readonly busy: number;
  readonly isBlocking: boolean;
}

/** Pixels that are looked at together. */
const COLUMN_PX = 2;
/** What a column shows at least if anything ran: steps of a virtual run may take no time. */
const MIN_BUSY = 0.12;
/** Shares are rounded, so that neighbours that differ by less are drawn together. */
const SHADES = 24;
const PADDING_PX = 12;

/** Builds minimaps; the columns are kept as long as neither the trace nor the width changes. */
export class MinimapBuilder {
  #columns: readonly MinimapColumn[] = [];
  #key = '';

  /** `height` in CSS pixels. */
  build(model: TimelineModel, scene: Scene, height: number, measure: Measure): Minimap {
    const { headWidth: left, width } = scene;
    const { end } = model.timeline;
    const start = runStart(model);
    const scale = scaleOf(scene.scale.kind, model.order, undefined, left, width);
    const { from, to } = scene.scale.range;
    const [x, right] = [Math.max(left, scale.x(from)), Math.min(width, scale.x(to))];
    const texts = [`whole run, ${formatSeconds(end - start)}`, 'whole run', 'run'];
    return {
      ...{ width, height, scale },
      columns: this.#columnsOf(model, scale),
      window: { x, width: right - x },
      isWhole: right - x >= width - left - 1,
      cursorX: scene.cursor && scale.xOfCursor(scene.cursor.moment),
      text: fitFirst(texts, left - PADDING_PX - 6, 0, 'note', measure),
    };
  }

  #columnsOf(model: TimelineModel, scale: Scale): readonly MinimapColumn[] {
    const key = [model.header.runId, model.version, scale.kind, scale.left, scale.right].join(' ');
    if (key === this.#key) return this.#columns;
    this.#key = key;
    const table = loopTable(model);
    const source = onScale(table, scale);
    const sums = sumsOf(model, scale.kind, LOOP_LANE);
    sums.update(source, (index) => isOpen(table, index));
    this.#columns = columnsOf(source, sums, scale);
    return this.#columns;
  }
}

/** O(pixels × log spans). */
export function columnsOf(
  source: SpanSource,
  sums: SpanSums,
  scale: Scale,
): readonly MinimapColumn[] {
  const columns: MinimapColumn[] = [];
  for (let x = scale.left; x < scale.right; x += COLUMN_PX) {
    const column = columnAt(source, sums, scale, x);
    if (!column) continue;
    const before = columns.at(-1);
    const isSame =
      before?.busy === column.busy &&
      before.isBlocking === column.isBlocking &&
      before.x + before.width === x;
    if (isSame) columns[columns.length - 1] = { ...before, width: before.width + COLUMN_PX };
    else columns.push(column);
  }
  return columns;
}

function columnAt(
  source: SpanSource,
  sums: SpanSums,
  scale: Scale,
  x: number,
): MinimapColumn | undefined {
  const [from, to] = [scale.position(x), scale.position(x + COLUMN_PX)];
  const first = firstIndex(source.length, (index) => source.to(index) >= from);
  const last = firstIndex(source.length, (index) => source.from(index) >= to) - 1;
  if (last < first) return undefined;
  const { state, steps, busySeconds } = sums.crowd(source, first, last);
  if (steps === 0) return undefined;
  if (state === 'blocking') return { x, width: COLUMN_PX, busy: 1, isBlocking: true };
  const outside = runningBefore(source, first, from) + runningAfter(source, last, to);
  const share = (busySeconds - outside) / (to - from);
  const busy = Math.min(1, Math.max(MIN_BUSY, Math.round(share * SHADES) / SHADES));
  return { x, width: COLUMN_PX, busy, isBlocking: false };
}

/** How much of a span that ran lies before a position. */
function runningBefore(source: SpanSource, index: number, position: number): number {
  return source.state(index) === 'idle' ? 0 : Math.max(0, position - source.from(index));
}

function runningAfter(source: SpanSource, index: number, position: number): number {
  return source.state(index) === 'idle' ? 0 : Math.max(0, source.to(index) - position);
}
