import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import type { TraceChunk } from '../../trace/schema';
import { type Edit, editsOf } from '../diagnostics/edits';
import { afterEdits } from './edited-trace';
import type { RunController } from './run-controller';

/**
 * Knows what was edited since cells were run, so that what the trace says of earlier cells can be told of the
 * text that is on screen when the next one is run.
 */
export class CellEdits extends Disposable {
  /** Edits since the last run of each file with cells, by the path of that file. */
  readonly #edits = new Map<string, Edit[]>();

  constructor(runs: RunController) {
    super();
    this._register(
      runs.onDidStart(({ file, isOfCells }) => {
        if (isOfCells) this.#edits.set(file, []);
        else this.#edits.delete(file);
      }),
    );
    this._register(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.uri.scheme !== 'file' || contentChanges.length === 0) return;
        const edits = editsOf(document.uri.fsPath, contentChanges);
        for (const log of this.#edits.values()) log.push(...edits);
      }),
    );
  }

  /** The trace of the last run of a file, told of the texts that are on screen now. */
  onScreen(file: string, trace: TraceChunk): TraceChunk {
    return afterEdits(trace, this.#edits.get(file) ?? []);
  }
}
