import type { CellsToRun } from '../../protocol/run';
import { cellStarts } from '../editor/python-cells';

/** Which cells of a file a run runs, as the text says before it begins. */
export interface CellPlan {
  /** The line, from 1, on which each cell of the file begins. */
  readonly starts: readonly number[];
  /** The number of the first cell to run, from 1. */
  readonly first: number;
  /** The number of the last cell to run. */
  readonly last: number;
}

/** The plan of a run of some cells of a text, whose lines end with a single `\n`; none if it has none of them. */
export function planCells(text: string, cells: CellsToRun): CellPlan | undefined {
  const starts = cellStarts(text);
  const last = starts.filter((line) => line <= cells.untilLine).length;
  if (last === 0) return undefined;
  return { starts, first: cells.goesOn ? last : 1, last };
}
