import type * as vscode from 'vscode';

/** What a document holds, with a single `\n` at the end of each line. */
export function textOf(document: vscode.TextDocument): string {
  return document.getText().replaceAll('\r\n', '\n');
}
