import type { Edit } from '../diagnostics/edits';

/** An edit, and which lines it left in the text that is there now. */
interface Left {
  readonly edit: Edit;
  readonly from: number;
  readonly to: number;
}

/**
 * Which lines of a file are not those any more that were run.
 *
 * 1. `edits` do one after another what all that were added did: the same lines change, and move as far.
 * 2. They never touch each other, however often a line is edited.
 */
export class EditedLines {
  /** Lines are those of the text that was run; the first in the file comes first. */
  #joined: readonly Edit[] = [];

  /** The last in the file comes first, so that none moves the lines of another. */
  get edits(): readonly Edit[] {
    return this.#joined.toReversed();
  }

  /** Adds an edit of the text that the edits before have left. */
  add(edit: Edit): void {
    const left = this.#left();
    const above = left.filter(({ to }) => to < edit.first);
    const below = left.filter(({ from }) => from > edit.last);
    const touched = left.slice(above.length, left.length - below.length);
    const first = Math.min(edit.first, ...touched.map(({ from }) => from));
    const last = Math.max(edit.last, ...touched.map(({ to }) => to));
    const movedAbove = movedBy(above);
    const joined: Edit = {
      file: edit.file,
      first: first - movedAbove,
      last: last - movedAbove - movedBy(touched),
      lines: edit.lines + (edit.first - first) + (last - edit.last),
    };
    this.#joined = [...editsOf(above), joined, ...editsOf(below)];
  }

  #left(): Left[] {
    let moved = 0;
    return this.#joined.map((edit) => {
      const from = edit.first + moved;
      moved += delta(edit);
      return { edit, from, to: from + edit.lines - 1 };
    });
  }
}

function editsOf(left: readonly Left[]): Edit[] {
  return left.map(({ edit }) => edit);
}

function movedBy(left: readonly Left[]): number {
  return left.reduce((sum, { edit }) => sum + delta(edit), 0);
}

function delta({ first, last, lines }: Edit): number {
  return lines - (last - first + 1);
}
