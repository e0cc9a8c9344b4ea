import * as vscode from 'vscode';
import type { Position } from '../../trace/schema';

/** Shows a place of the trace in the editor that has the file already, else in the first group. */
export async function revealSource(
  position: Position,
  { preserveFocus = false } = {},
): Promise<void> {
  const uri = vscode.Uri.file(position.file);
  const visible = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: visible?.viewColumn ?? columnOf(uri) ?? vscode.ViewColumn.One,
      selection: rangeOf(position),
      preserveFocus,
    });
  } catch {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} cannot be opened. It may have been moved or deleted.', position.file),
    );
  }
}

/** The group that has the file in a tab which is not on top. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  const text = uri.toString();
  return vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === text),
  )?.viewColumn;
}

/** The range of a position: lines and columns count from 1 there and from 0 here. */
export function rangeOf(position: Omit<Position, 'name' | 'file'>): vscode.Range {
  const { line, column, endLine, endColumn } = position;
  const zero = (value: number) => Math.max(0, value - 1);
  return new vscode.Range(zero(line), zero(column), zero(endLine), zero(endColumn));
}
