import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import type { RunController } from './run-controller';

/**
 * Ends the interpreter that is kept for the cells of a file when the file is closed; if a cell runs then, when it
 * is over. VS Code tells it up to three minutes later.
 */
export class KeptCells extends Disposable {
  constructor(private readonly runs: RunController) {
    super();
    this._register(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === 'file') this.#look(uri.fsPath);
      }),
    );
    this._register(runs.onDidEnd(({ file }) => this.#look(file)));
  }

  #look(file: string): void {
    if (this.runs.isKept(file) && !isOpen(file)) this.runs.release(file);
  }
}

/** A document in another language mode is told as closed, and is still there. */
function isOpen(file: string): boolean {
  const { textDocuments } = vscode.workspace;
  return textDocuments.some(({ uri }) => uri.scheme === 'file' && uri.fsPath === file);
}
