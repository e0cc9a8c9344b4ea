import { type CellRecord, cellName } from '../../trace/cells';
import type { Details } from './details';
import { formatSeconds } from './format';
import type { TimelineModel } from './timeline-model';
import { place } from './wording';

const MAX_LINES = 8;

/** What is to be said about a border between cells: of one cell, or of several that begin at nearly the same time. */
export function cellDetails(model: TimelineModel, first: number, last: number): Details {
  const cells = model.timeline.cells.slice(first, last + 1);
  const [cell] = cells;
  const position = cell && model.trace.positionOf(cell.event);
  const begins = (one: CellRecord) => {
    const line = place(model, model.trace.positionOf(one.event));
    return `begins at ${formatSeconds(one.time)}${line ? `, ${line}` : ''}`;
  };
  if (cell && cells.length === 1) {
    return { title: cellName(cell), state: undefined, lines: [begins(cell)], position };
  }
  const lines = cells.slice(0, MAX_LINES).map((one) => `${cellName(one)} ${begins(one)}`);
  const left = cells.length - MAX_LINES;
  return {
    title: `${cells.length} cells`,
    state: undefined,
    lines: [...lines, ...(left > 0 ? [`… and ${left} more`] : [])],
    position,
  };
}
