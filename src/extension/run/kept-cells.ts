import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import type { RunController } from './run-controller';

/** Ends the interpreter that is kept for the cells of a file when the file is closed. */
export class KeptCells extends Disposable {
  constructor(runs: RunController) {
    super();
    this._register(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === 'file') runs.release(uri.fsPath);
      }),
    );
  }
}
