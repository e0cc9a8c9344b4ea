import { type CellRecord, cellName } from '../trace/cells';
import { columnOf, type TextScale } from './text-axis';
import type { TextGlyphs } from './text-style';
import { cutText, printable, textWidth } from './text-width';

/** A name with less room than this (columns) would not say anything. */
const LEAST_ROOM = 4;

/**
 * A line with the cells of a notebook, each where it begins; none if there are no cells. What has no room is
 * cut, and of cells that begin in one column the last is named, as it goes on from there.
 */
export function cellLines(
  cells: readonly CellRecord[],
  scale: TextScale,
  { tick, ellipsis }: TextGlyphs,
): string[] {
  if (cells.length === 0) return [];
  const last = new Map(cells.map((cell) => [columnOf(scale, cell.time), cell]));
  const columns = [...last.keys()].sort((one, other) => one - other);
  let line = '';
  for (const [index, column] of columns.entries()) {
    const room = (columns[index + 1] ?? scale.width) - column - 2;
    const name = printable(cellName(last.get(column)!));
    const shown = room < LEAST_ROOM ? '' : cutText(name, room, ellipsis);
    line += `${' '.repeat(column - textWidth(line))}${tick}${shown}`;
  }
  return [line];
}
