import { INTEGERS_PER_EVENT, kindNumber, type Position, type TraceChunk } from '../../trace/schema';
import type { Edit } from '../diagnostics/edits';

/** Events that say in a column of theirs how the file can be changed to mend something. */
const WITH_FIX = new Set([kindNumber('idiom.found'), kindNumber('block')]);
const FIX_COLUMN = 3;

/** Of text that is not there any more. */
const GONE: Position = { file: '', line: 0, column: 0, endLine: 0, endColumn: 0, name: '' };

/**
 * A trace after edits of its files, whose columns it takes over.
 *
 * 1. Positions below an edit move with their lines, and those in edited lines are nowhere.
 * 2. It mends nothing any more: its changes stand for the text that was run.
 */
export function afterEdits(trace: TraceChunk, edits: readonly Edit[]): TraceChunk {
  if (edits.length === 0) return trace;
  const { kinds, integers } = trace;
  kinds.forEach((kind, event) => {
    if (WITH_FIX.has(kind)) integers[event * INTEGERS_PER_EVENT + FIX_COLUMN] = 0;
  });
  return {
    ...trace,
    positions: trace.positions.map((position) => edits.reduce(afterEdit, position)),
  };
}

function afterEdit(position: Position, { file, first, last, lines }: Edit): Position {
  if (position.file !== file || position.endLine < first) return position;
  if (position.line <= last) return GONE;
  const delta = lines - (last - first + 1);
  return { ...position, line: position.line + delta, endLine: position.endLine + delta };
}
