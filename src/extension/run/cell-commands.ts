import * as vscode from 'vscode';
import { cellAt } from '../editor/python-cells';
import { sayInStatusBar } from './passing-words';
import type { RunCommand } from './run-command';

/** Real milliseconds. */
const MESSAGE_MS = 5000;

type CellCommand = (uri?: unknown, line?: unknown) => unknown;

/**
 * The commands that run cells of a file. The buttons above the cells give the file and a line, from 1; the palette
 * and keys give nothing, and mean the cell at the cursor.
 */
export function cellCommands(
  runCommand: RunCommand,
): Record<'loopscope.runCell' | 'loopscope.runCells', CellCommand> {
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
  };
}

/** The cell at the cursor of the active editor; its line counts from 0. */
function cellAtCursor() {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'python') return undefined;
  const text = editor.document.getText().replaceAll('\r\n', '\n');
  const cell = cellAt(text, editor.selection.active.line);
  return cell && { ...cell, uri: editor.document.uri };
}

function say(sentence: string): void {
  sayInStatusBar(sentence, MESSAGE_MS);
}
