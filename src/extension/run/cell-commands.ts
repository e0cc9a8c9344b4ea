import * as vscode from 'vscode';
import { textOf } from '../editor/document-text';
import { cellAt, cellStarts } from '../editor/python-cells';
import { goToNextCell, insertCell } from './next-cell';
import { sayInStatusBar } from './passing-words';
import type { RunCommand } from './run-command';

/** Real milliseconds. */
const MESSAGE_MS = 5000;

type CellCommand = (uri?: unknown, line?: unknown) => unknown;
type CellCommandId =
  | 'loopscope.runCell'
  | 'loopscope.runCells'
  | 'loopscope.runCellAndAdvance'
  | 'loopscope.runCellAndBelow'
  | 'loopscope.insertCell';

/**
 * The commands for cells of a file. The buttons above the cells give the file and a line, from 1; the palette
 * and keys give nothing, and mean the cell at the cursor.
 */
export function cellCommands(runCommand: RunCommand): Record<CellCommandId, CellCommand> {
  return {
    'loopscope.runCell': (uri, line) => {
      if (uri instanceof vscode.Uri && typeof line === 'number')
        return runCommand.runCell(uri, line);
      const cell = cellAtCursor();
      if (cell) return runCommand.runCell(cell.uri, cell.line + 1);
      return say(vscode.l10n.t('No cell with code stands at the cursor.'));
    },
    'loopscope.runCells': (uri, line) => {
      if (uri instanceof vscode.Uri && typeof line === 'number')
        return runCommand.runCells(uri, line);
      const cell = cellAtCursor();
      if (cell && !cell.isFirst) return runCommand.runCells(cell.uri, cell.line);
      return say(vscode.l10n.t('No cell stands above a cell at the cursor.'));
    },
    'loopscope.runCellAndAdvance': async () => {
      const cell = cellAtCursor();
      if (!cell) return say(vscode.l10n.t('No cell with code stands at the cursor.'));
      await goToNextCell(cell.editor, cell.line);
      return runCommand.runCell(cell.uri, cell.line + 1);
    },
    'loopscope.runCellAndBelow': () => {
      const cell = cellAtCursor();
      if (!cell) return say(vscode.l10n.t('No cell with code stands at the cursor.'));
      const starts = cellStarts(textOf(cell.editor.document)).filter((line) => line > cell.line);
      return Promise.all(starts.map((line) => runCommand.runCell(cell.uri, line)));
    },
    'loopscope.insertCell': () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.languageId === 'python' ? insertCell(editor) : undefined;
    },
  };
}

/** The cell at the cursor of the active editor; its line counts from 0. */
function cellAtCursor() {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'python') return undefined;
  const cell = cellAt(textOf(editor.document), editor.selection.active.line);
  return cell && { ...cell, uri: editor.document.uri, editor };
}

function say(sentence: string): void {
  sayInStatusBar(sentence, MESSAGE_MS);
}
