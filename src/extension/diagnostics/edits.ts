import type * as vscode from 'vscode';
import type { Mark, Place } from './mark';

/** A change of a document: its lines from `first` to `last` became `lines` lines. From 1. */
export interface Edit {
  readonly file: string;
  readonly first: number;
  readonly last: number;
  /** At least 1: a change inside one line leaves one line. */
  readonly lines: number;
}

/** The changes of one event all refer to the text before it: the last in the file goes first. */
export function editsOf(
  file: string,
  changes: readonly vscode.TextDocumentContentChangeEvent[],
): Edit[] {
  return [...changes]
    .sort((a, b) => b.range.start.compareTo(a.range.start))
    .map(({ range, text }) => ({
      file,
      first: range.start.line + 1,
      last: range.end.line + 1,
      lines: text.split(/\r\n|\r|\n/).length,
    }));
}

/**
 * The marks that still hold after an edit.
 *
 * 1. A mark goes when its own line or one before it is edited: the program that it speaks of is not
 *    the one on screen any more.
 * 2. Edits below a mark leave it, and the places that it refers to stay with their lines.
 * 3. A fix goes with any edit of its file: its changes stand for the text that was run.
 */
export function afterEdit(marks: readonly Mark[], edit: Edit): Mark[] {
  return marks
    .filter(({ place }) => place.file !== edit.file || edit.first > place.endLine)
    .map((mark) => (mark.place.file === edit.file ? withoutFix(mark) : mark))
    .map((mark) => {
      const touched = mark.related.some(({ place }) => isMoved(place, edit));
      if (!touched) return mark;
      const related = mark.related.map((one) => ({ ...one, place: moved(one.place, edit) }));
      return { ...mark, related };
    });
}

/** The same mark, of which nobody knows any more how to mend it. */
export function withoutFix(mark: Mark): Mark {
  return mark.fix ? { ...mark, fix: undefined, otherFix: undefined } : mark;
}

function isMoved(place: Place, edit: Edit): boolean {
  return place.file === edit.file && place.endLine >= edit.first;
}

/** A place inside the edited lines becomes the first of them, because nobody knows where it went. */
export function moved(place: Place, edit: Edit): Place {
  if (!isMoved(place, edit)) return place;
  const { first, last, lines } = edit;
  if (place.line <= last) {
    return { ...place, line: first, column: 1, endLine: first, endColumn: 1 };
  }
  const delta = lines - (last - first + 1);
  return { ...place, line: place.line + delta, endLine: place.endLine + delta };
}
