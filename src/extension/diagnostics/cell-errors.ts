import type { CellPlan } from '../run/cell-plan';
import { type Edit, moved } from './edits';
import type { Mark, Place } from './mark';

/** An error that ended a cell of a session. */
export interface CellError {
  readonly mark: Mark;
  /** Where the cell begins that failed; the error may be in a function of another one. */
  readonly cell: Place;
}

/** The error of a cell that begins on a line, from 1, of a file. */
export function cellError(mark: Mark, file: string, line: number): CellError {
  return { mark, cell: { file, line, column: 1, endLine: line, endColumn: 1 } };
}

/** Errors without those of the last cell of a plan, which runs again, and without those on its lines. */
export function withoutCell(
  errors: readonly CellError[],
  file: string,
  { starts, last }: CellPlan,
): CellError[] {
  const from = starts[last - 1] ?? 0;
  const to = starts[last] ?? Number.POSITIVE_INFINITY;
  const isInCell = (place: Place) => place.file === file && place.line >= from && place.line < to;
  return errors.filter(({ mark, cell }) => !isInCell(mark.place) && !isInCell(cell));
}

/** Errors after an edit: those of edited lines are gone, the others stay with their lines. */
export function errorsAfterEdit(errors: readonly CellError[], edit: Edit): CellError[] {
  return errors
    .filter(({ mark }) => !isEdited(mark.place, edit))
    .map(({ mark, cell }) => ({
      mark: { ...mark, place: moved(mark.place, edit) },
      cell: moved(cell, edit),
    }));
}

function isEdited({ file, line, endLine }: Place, edit: Edit): boolean {
  return file === edit.file && line <= edit.last && endLine >= edit.first;
}
