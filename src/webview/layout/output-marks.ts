import type { OutputLine } from '../model/output-lines';
import { firstIndex } from '../model/search';
import type { Scale } from '../scale/scale';
import { MIN_LABEL_PX } from './metrics';
import type { OutputMark } from './scene';
import { elide, type Measure } from './text-fit';

export const MAX_OUTPUT_ROWS = 4;
/** Height of the strip above the rows, for marks without a label. */
export const OUTPUT_STRIP_PX = 9;
const DOT_GAP_PX = 8;
const LABEL_GAP_PX = 12;
const MAX_LABEL_PX = 360;

export interface OutputGeometry {
  readonly top: number;
  readonly rows: number;
  readonly rowHeight: number;
}

interface Row {
  /** From here on the row is free. */
  free: number;
  /** Index into the marks of the label that may be shortened, -1 if there is none. */
  last: number;
}

/**
 * Places the lines of output that are visible in `scale`.
 *
 * 1. Labels and dots of a row never overlap; a label gives way to the next only as far as it stays readable.
 * 2. A line for which no row has room is a mark in the strip above; neighbours there are joined.
 */
export function placeOutput(
  lines: readonly OutputLine[],
  scale: Scale,
  geometry: OutputGeometry,
  measure: Measure,
): OutputMark[] {
  const rows = Array.from(
    { length: geometry.rows },
    (): Row => ({ free: scale.left - LABEL_GAP_PX, last: -1 }),
  );
  const marks: OutputMark[] = [];
  const first = firstIndex(lines.length, (at) => xOf(lines[at]!, scale) >= scale.left - 1);
  for (let index = first; index < lines.length; index++) {
    const line = lines[index]!;
    const x = xOf(line, scale);
    if (x > scale.right) break;
    const labelled = placeInRow({ line, index, x }, rows, marks, scale, geometry, measure);
    if (!labelled) addToStrip(marks, line, index, x, geometry.top + OUTPUT_STRIP_PX / 2);
  }
  return marks;
}

function xOf({ time, event }: OutputLine, scale: Scale): number {
  return scale.xOf(time, event);
}

interface Item {
  readonly line: OutputLine;
  readonly index: number;
  readonly x: number;
}

function placeInRow(
  item: Item,
  rows: readonly Row[],
  marks: OutputMark[],
  scale: Scale,
  geometry: OutputGeometry,
  measure: Measure,
): boolean {
  const { line, index, x } = item;
  // Most lines of a flood find no room: ask before measuring their texts.
  const start = x - LABEL_GAP_PX;
  if (!rows.some((row) => row.free <= start || canShorten(marks[row.last], start))) return false;
  const whole = elide(line.text, MAX_LABEL_PX, 'code', measure);
  const width = measure(whole, 'code');
  const room = scale.right - 2 - x - DOT_GAP_PX;
  // At the right edge the label goes to the left of its dot, in a row that has room for it there.
  const end = x - DOT_GAP_PX;
  const leftRow = width > room ? rowToTheLeft(rows, end, width, room) : -1;
  const isLeft = leftRow >= 0;
  const number = isLeft ? leftRow : rows.findIndex((row) => makeRoom(row, marks, start, measure));
  const row = rows[number];
  if (!row) return false;
  const most = isLeft ? end - row.free - LABEL_GAP_PX : room;
  const text = elide(line.text, Math.min(MAX_LABEL_PX, most), 'code', measure);
  const textWidth = text === whole ? width : measure(text, 'code');
  if (text === '' && line.text !== '') return false;
  const y = geometry.top + OUTPUT_STRIP_PX + (number + 0.5) * geometry.rowHeight;
  const textX = isLeft ? end - textWidth : x + DOT_GAP_PX;
  const { time, isError, text: full } = line;
  marks.push({ first: index, last: index, time, x, y, text, textX, textWidth, full, isError });
  row.free = isLeft ? x + 4 : textX + textWidth;
  row.last = isLeft ? -1 : marks.length - 1;
  return true;
}

/** A row in which a label can end at `end`: whole if possible, else much less cut than on the right. */
function rowToTheLeft(rows: readonly Row[], end: number, width: number, room: number): number {
  const roomIn = (row: Row) => end - row.free - LABEL_GAP_PX;
  const whole = rows.findIndex((row) => roomIn(row) >= width);
  return whole >= 0 ? whole : rows.findIndex((row) => roomIn(row) > 2 * Math.max(room, 0));
}

/** Whether the row is free from `x` on, after shortening its last label if that leaves enough of it. */
function makeRoom(row: Row, marks: OutputMark[], x: number, measure: Measure): boolean {
  if (row.free <= x) return true;
  const last = marks[row.last];
  if (!last || !canShorten(last, x)) return false;
  const text = elide(last.text, x - last.textX, 'code', measure);
  if (text === '') return false;
  const textWidth = measure(text, 'code');
  marks[row.last] = { ...last, text, textWidth };
  row.free = last.textX + textWidth;
  return true;
}

function canShorten(mark: OutputMark | undefined, x: number): boolean {
  return mark !== undefined && x - mark.textX >= MIN_LABEL_PX * 2;
}

function addToStrip(
  marks: OutputMark[],
  line: OutputLine,
  index: number,
  x: number,
  y: number,
): void {
  const before = marks.at(-1);
  if (before?.y === y && x - before.x < 3) {
    marks[marks.length - 1] = {
      ...before,
      last: index,
      isError: before.isError || line.isError,
    };
    return;
  }
  const { time, isError, text: full } = line;
  marks.push({
    ...{ first: index, last: index, time, x, y, full, isError },
    ...{ text: '', textX: x, textWidth: 0 },
  });
}
