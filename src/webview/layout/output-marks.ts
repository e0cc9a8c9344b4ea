import { firstIndex } from '../../base/search';
import type { OutputLine } from '../model/output-lines';
import { type Traceback, tracebackAt } from '../model/tracebacks';
import type { Scale } from '../scale/scale';
import { MIN_LABEL_PX } from './metrics';
import type { OutputMark } from './scene';
import { elide, type Measure } from './text-fit';

export const MAX_OUTPUT_ROWS = 4;
/** Height of the strip above the rows, for marks without a label. */
export const OUTPUT_STRIP_PX = 9;
/** Below the last row. */
const OUTPUT_MARGIN_PX = 8;
const DOT_GAP_PX = 8;
const LABEL_GAP_PX = 12;
const MAX_LABEL_PX = 360;
/** Lines nearer to each other than this are read from top to bottom. */
const CLOSE_PX = 24;
/** Over which marks in the strip are joined. */
const JOINED_PX = 3;

/** CSS pixels of the lane of outputs. */
export function outputHeight(rows: number, rowHeight: number): number {
  return OUTPUT_STRIP_PX + rows * rowHeight + OUTPUT_MARGIN_PX;
}

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

/** Where a line stands that has a label. */
interface Place {
  readonly x: number;
  readonly row: number;
  /** The label is to the left of its dot. */
  readonly isLeft: boolean;
}

const NOWHERE: Place = { x: Number.NEGATIVE_INFINITY, row: -1, isLeft: false };

/**
 * Places the lines of output that are visible in `scale`.
 *
 * 1. Labels and dots of a row never overlap; a label gives way to the next only as far as it stays readable.
 * 2. A line for which no row has room is a mark in the strip above; neighbours there are joined.
 * 3. Of joined lines only the first is looked at, so a flood costs O(pixels × log lines).
 * 4. A line never stands above one shortly before it, so that they can be read in order.
 * 5. A traceback is one mark, whose label begins with the exception.
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
  const from = (left: number) => firstIndex(lines.length, (at) => xOf(lines[at]!, scale) >= left);
  const y = geometry.top + OUTPUT_STRIP_PX / 2;
  let before = NOWHERE;
  let index = from(scale.left - 1);
  while (index < lines.length) {
    const line = lines[index]!;
    const x = xOf(line, scale);
    if (x > scale.right) break;
    const traceback = tracebackAt(lines, index);
    const last = traceback?.last ?? index;
    const item = { line: traceback ? inShort(line, traceback, index) : line, index, last, x };
    const place = placeInRow(item, before, rows, marks, scale, geometry, measure);
    if (place) {
      before = place;
      index = last + 1;
      continue;
    }
    const begins = lastInStrip(marks, x, y)?.x ?? x;
    const free = nextRoom(rows, marks);
    const joined = from(Math.min(begins + JOINED_PX, free > x ? free : Number.POSITIVE_INFINITY));
    const next = Math.max(last + 1, joined);
    addToStrip(marks, lines, { first: index, last: next - 1 }, x, y);
    index = next;
  }
  return marks;
}

function xOf({ time, event }: OutputLine, scale: Scale): number {
  return scale.xOf(time, event);
}

/** A traceback in one line that begins with what tells most. */
function inShort(line: OutputLine, { last, exception }: Traceback, first: number): OutputLine {
  return { ...line, text: `${exception} · traceback of ${last - first + 1} lines` };
}

interface Item {
  readonly line: OutputLine;
  readonly index: number;
  /** Of the lines that it stands for. */
  readonly last: number;
  readonly x: number;
}

function placeInRow(
  item: Item,
  before: Place,
  rows: readonly Row[],
  marks: OutputMark[],
  scale: Scale,
  geometry: OutputGeometry,
  measure: Measure,
): Place | undefined {
  const { line, index, x } = item;
  // Most lines of a flood find no room: ask before measuring their texts.
  if (x < nextRoom(rows, marks)) return undefined;
  const start = x - LABEL_GAP_PX;
  const whole = elide(line.text, MAX_LABEL_PX, 'code', measure);
  const width = measure(whole, 'code');
  const room = scale.right - 2 - x - DOT_GAP_PX;
  const isClose = x - before.x < CLOSE_PX;
  const top = isClose ? before.row + 1 : 0;
  // At the right edge the label goes to the left of its dot, in a row that has room for it there.
  const end = x - DOT_GAP_PX;
  const goesLeft = width > room || (isClose && before.isLeft);
  const leftRow = goesLeft ? rowToTheLeft(rows, top, end, width, room) : -1;
  const isLeft = leftRow >= 0;
  const number = isLeft
    ? leftRow
    : rowFrom(rows, top, (row) => makeRoom(row, marks, start, measure));
  const row = rows[number];
  if (!row) return undefined;
  const most = isLeft ? end - row.free - LABEL_GAP_PX : room;
  const text = elide(line.text, Math.min(MAX_LABEL_PX, most), 'code', measure);
  const textWidth = text === whole ? width : measure(text, 'code');
  if (text === '' && line.text !== '') return undefined;
  const y = geometry.top + OUTPUT_STRIP_PX + (number + 0.5) * geometry.rowHeight;
  const textX = isLeft ? end - textWidth : x + DOT_GAP_PX;
  const { time, isError, text: full } = line;
  marks.push({ first: index, last: item.last, time, x, y, text, textX, textWidth, full, isError });
  row.free = isLeft ? x + 4 : textX + textWidth;
  row.last = isLeft ? -1 : marks.length - 1;
  return { x, row: number, isLeft };
}

/** The first row from `top` on that suits, -1 if none does. */
function rowFrom(rows: readonly Row[], top: number, suits: (row: Row) => boolean): number {
  return rows.findIndex((row, number) => number >= top && suits(row));
}

/** A row in which a label can end at `end`: whole if possible, else much less cut than on the right. */
function rowToTheLeft(
  rows: readonly Row[],
  top: number,
  end: number,
  width: number,
  room: number,
): number {
  const roomIn = (row: Row) => end - row.free - LABEL_GAP_PX;
  const whole = rowFrom(rows, top, (row) => roomIn(row) >= width);
  return whole >= 0 ? whole : rowFrom(rows, top, (row) => roomIn(row) > 2 * Math.max(room, 0));
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

/** The pixel from which on a row may have room. */
function nextRoom(rows: readonly Row[], marks: readonly OutputMark[]): number {
  const ends = rows.map(({ free, last }) => Math.min(free, leastEnd(marks[last])));
  return Math.min(...ends) + LABEL_GAP_PX;
}

/** Where a label ends that was shortened as far as it may be. */
function leastEnd(mark: OutputMark | undefined): number {
  return mark ? mark.textX + MIN_LABEL_PX * 2 : Number.POSITIVE_INFINITY;
}

function canShorten(mark: OutputMark, x: number): boolean {
  return x >= leastEnd(mark);
}

/** The mark in the strip that a line at `x` belongs to. */
function lastInStrip(marks: readonly OutputMark[], x: number, y: number): OutputMark | undefined {
  const before = marks.at(-1);
  return before?.y === y && x - before.x < JOINED_PX ? before : undefined;
}

/** Adds lines to the mark that ends the strip, or as a mark of their own. */
function addToStrip(
  marks: OutputMark[],
  lines: readonly OutputLine[],
  { first, last }: { readonly first: number; readonly last: number },
  x: number,
  y: number,
): void {
  const isError = hasError(lines, first, last);
  const before = lastInStrip(marks, x, y);
  if (before) {
    marks[marks.length - 1] = { ...before, last, isError: before.isError || isError };
    return;
  }
  const { time, text: full } = lines[first]!;
  marks.push({ ...{ first, last, time, x, y, full, isError }, text: '', textX: x, textWidth: 0 });
}

const errors = new WeakMap<readonly OutputLine[], readonly number[]>();

/** Whether one of the lines is of standard error; indexes are inclusive. */
function hasError(lines: readonly OutputLine[], first: number, last: number): boolean {
  const known = errors.get(lines) ?? lines.flatMap(({ isError }, index) => (isError ? index : []));
  errors.set(lines, known);
  return (known[firstIndex(known.length, (at) => known[at]! >= first)] ?? last + 1) <= last;
}
