import { columnOf, type TextScale } from './text-axis';
import type { Cell, TextGlyphs } from './text-style';
import { graphemes, graphemeWidth, textWidth } from './text-width';

export type SpanState =
  | 'running'
  | 'blocking'
  | 'ready'
  | 'waiting'
  | 'idle'
  /** Of a lock, queue or the like: held, set, or with something in it. */
  | 'level'
  /** The same while somebody waits for it. */
  | 'awaited';
export type EndState = 'done' | 'failed' | 'cancelled';

/** What a lane shows for a stretch of time. */
export interface LaneSpan {
  readonly state: SpanState;
  /** Seconds. */
  readonly from: number;
  /** Seconds. */
  readonly to: number;
  /** Texts that may stand in it, the best first; asked only if there is room for any. */
  readonly labels: () => readonly string[];
}

export interface LaneEnd {
  readonly state: EndState;
  /** Seconds. */
  readonly time: number;
}

/** Short steps must not vanish behind long waits: the loudest state that touches a column wins. */
const LOUDNESS: Readonly<Record<SpanState, number>> = {
  blocking: 3,
  running: 2,
  ready: 1,
  waiting: 1,
  idle: 1,
  awaited: 2,
  level: 1,
};
/** A column with short steps at this many moments or more is shown as what lies between them. */
const CROWD = 3;
/** A label with less room than this (columns) would not say anything. */
const LEAST_ROOM = 6;

/** One lane as `scale.width + 1` cells; the last column is for an end mark behind the chart. */
export function laneCells(
  spans: readonly LaneSpan[],
  end: LaneEnd | undefined,
  scale: TextScale,
  glyphs: TextGlyphs,
): Cell[] {
  const owners = paint(spans, scale);
  const cells: Cell[] = owners.map((owner) => {
    const state = spans[owner]?.state;
    return state ? { text: glyphs[state], style: state } : { text: ' ', style: 'plain' };
  });
  cells.push({ text: ' ', style: 'plain' });
  let mark = 0;
  for (let from = 0; from < owners.length; ) {
    const owner = owners[from]!;
    let to = from + 1;
    while (owners[to] === owner && to < owners.length) to++;
    if (owner >= 0) {
      mark = to;
      writeLabel(cells, from, to, spans[owner]!);
    }
    from = to;
  }
  if (end)
    cells[Math.max(mark, columnOf(scale, end.time))] = {
      text: glyphs[end.state],
      style: end.state,
    };
  return cells;
}

/** The index of the span that each column shows, or -1. */
function paint(spans: readonly LaneSpan[], scale: TextScale): number[] {
  const owners = new Array<number>(scale.width).fill(-1);
  const shares = new Array<number>(scale.width).fill(0);
  const columnSeconds = (scale.to - scale.from) / scale.width;
  const crowds = crowdedColumns(spans, scale);
  for (const [index, { state, from, to }] of spans.entries()) {
    const brief = to - from <= 0;
    if (brief && (LOUDNESS[state] === 1 || crowds.has(columnOf(scale, from)))) continue;
    const last = Math.max(columnOf(scale, from), lastColumn(scale, to));
    for (let column = columnOf(scale, from); column <= last; column++) {
      const begin = scale.from + column * columnSeconds;
      const share = Math.min(to, begin + columnSeconds) - Math.max(from, begin);
      const rival = spans[owners[column]!];
      const loudness = LOUDNESS[state] - (rival ? LOUDNESS[rival.state] : 0);
      if (loudness < 0 || (loudness === 0 && share < shares[column]! - 1e-12)) continue;
      owners[column] = index;
      shares[column] = share;
    }
  }
  return owners;
}

/** Columns in which a lane is hardly ever busy, although it runs at many moments. */
function crowdedColumns(spans: readonly LaneSpan[], scale: TextScale): ReadonlySet<number> {
  const moments = new Map<number, { count: number; last: number }>();
  for (const { state, from, to } of spans) {
    if (state !== 'running' || to > from) continue;
    const column = columnOf(scale, from);
    const seen = moments.get(column);
    if (!seen) moments.set(column, { count: 1, last: from });
    else if (seen.last !== from) moments.set(column, { count: seen.count + 1, last: from });
  }
  return new Set([...moments].filter(([, { count }]) => count >= CROWD).map(([column]) => column));
}

/** The last column that a span up to `to` reaches into; one that it only touches does not count. */
function lastColumn(scale: TextScale, to: number): number {
  if (scale.to <= scale.from) return 0;
  const column = Math.ceil(((to - scale.from) / (scale.to - scale.from)) * scale.width - 1e-9) - 1;
  return Math.max(0, Math.min(scale.width - 1, column));
}

/** Writes the best label that leaves a glyph and a blank on both sides. */
function writeLabel(cells: Cell[], from: number, to: number, span: LaneSpan): void {
  const room = to - from - 4;
  if (room < LEAST_ROOM - 2) return;
  const label = span.labels().find((text) => text !== '' && textWidth(text) <= room);
  if (label === undefined) return;
  const style = span.state === 'blocking' ? 'blocking label' : span.state;
  let column = from + 1;
  for (const grapheme of [' ', ...graphemes(label), ' ']) {
    const width = graphemeWidth(grapheme);
    if (width === 0) continue;
    cells[column] = { text: grapheme, style };
    if (width === 2) cells[column + 1] = { text: '', style };
    column += width;
  }
}
