/** A change of a document: a range of it became `lines` lines. */
export interface LineChange {
  /** From 1. */
  readonly first: number;
  readonly last: number;
  /** From 0; the range ends before it. */
  readonly lastColumn: number;
  /** At least 1: a change inside one line leaves one line. */
  readonly lines: number;
}

/**
 * Where a line (from 1) is after changes of one event, which all refer to the text before it. A line moves with
 * what it begins with; if that was replaced, it is where the replacement begins.
 */
export function movedLine(line: number, changes: readonly LineChange[]): number {
  return changes.reduce((moved, { first, last, lastColumn, lines }) => {
    const isAbove = last < line || (last === line && lastColumn === 0);
    if (isAbove) return moved + lines - 1 - (last - first);
    return first < line && line <= last ? moved + first - line : moved;
  }, line);
}
