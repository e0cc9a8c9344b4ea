import * as vscode from 'vscode';
import { textOf } from '../editor/document-text';
import { cellStarts, nextHeading } from '../editor/python-cells';

const HEADING = '# %%\n';

/** Puts the cursor into the cell after the one that begins on a line, from 0; at the end of the file into a new one. */
export async function goToNextCell(editor: vscode.TextEditor, line: number): Promise<void> {
  const next = cellStarts(textOf(editor.document)).find((start) => start > line + 1);
  if (next === undefined) await insertAt(editor, editor.document.lineCount);
  else moveTo(editor, next);
}

/** Puts a new cell below the one at the cursor, and the cursor into it. */
export async function insertCell(editor: vscode.TextEditor): Promise<void> {
  const { document, selection } = editor;
  const below = nextHeading(textOf(document), selection.active.line);
  await insertAt(editor, below ?? document.lineCount);
}

/** `line`: from 0; that of a heading, or the number of lines for the end of the file. */
async function insertAt(editor: vscode.TextEditor, line: number): Promise<void> {
  const { document } = editor;
  const isEnd = line === document.lineCount;
  const { end } = document.lineAt(document.lineCount - 1).range;
  const place = isEnd ? end : new vscode.Position(line, 0);
  const before = isEnd && end.character > 0 ? '\n\n' : isEmptyAbove(document, place) ? '' : '\n';
  const isDone = await editor.edit((edit) => {
    edit.insert(place, `${before}${HEADING}${isEnd ? '' : '\n\n'}`);
  });
  if (isDone) moveTo(editor, place.line + before.length + 1);
}

function isEmptyAbove(document: vscode.TextDocument, { line }: vscode.Position): boolean {
  return line === 0 || document.lineAt(line - 1).isEmptyOrWhitespace;
}

/** `line`: from 0. */
function moveTo(editor: vscode.TextEditor, line: number): void {
  const place = new vscode.Position(line, 0);
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(new vscode.Range(place, place));
}
