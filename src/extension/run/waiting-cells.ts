import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import { type LineChange, movedLine } from './moved-line';

/** A cell that was asked for and has not begun. */
export interface WaitingCell {
  readonly file: string;
  /** On which it begins now, from 1. */
  readonly line: number;
}

/**
 * The cells that wait for their turn, on the lines that they have by now.
 *
 * A cell runs with the text that is on screen when its turn comes. So what is edited until then needs no
 * other care than to know where the cell is.
 */
export class WaitingCells extends Disposable {
  #cells: { file: string; line: number }[] = [];
  readonly #changed = this._register(new Emitter<void>());

  /** Another cell waits, or one does not wait any more. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    super();
    this._register(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.uri.scheme !== 'file') return;
        for (const cell of this.#cells) {
          if (cell.file !== document.uri.fsPath) continue;
          cell.line = movedLine(cell.line, contentChanges.map(lineChange));
        }
      }),
    );
  }

  /** The lines, from 1, on which cells of a file begin that wait. */
  linesOf(file: string): number[] {
    return this.#cells.filter((cell) => cell.file === file).map(({ line }) => line);
  }

  add(file: string, line: number): WaitingCell {
    const cell = { file, line };
    this.#cells.push(cell);
    this.#changed.fire();
    return cell;
  }

  /** It has begun, or never will. */
  remove(cell: WaitingCell): void {
    const left = this.#cells.filter((one) => one !== cell);
    if (left.length === this.#cells.length) return;
    this.#cells = left;
    this.#changed.fire();
  }
}

function lineChange({ range, text }: vscode.TextDocumentContentChangeEvent): LineChange {
  const { start, end } = range;
  return {
    first: start.line + 1,
    last: end.line + 1,
    lastColumn: end.character,
    lines: text.split(/\r\n|\r|\n/).length,
  };
}
