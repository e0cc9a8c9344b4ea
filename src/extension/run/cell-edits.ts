import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import type { TraceChunk } from '../../trace/schema';
import { editsOf } from '../diagnostics/edits';
import { EditedLines } from './edited-lines';
import { afterEdits } from './edited-trace';
import type { RunController } from './run-controller';

/**
 * Knows what was edited since cells were run, so that what the trace says of earlier cells can be told of the
 * text that is on screen when the next one is run.
 */
export class CellEdits extends Disposable {
  /** What was edited since the last run of each file with cells, by the path of that file and the edited one. */
  readonly #edited = new Map<string, Map<string, EditedLines>>();

  constructor(runs: RunController) {
    super();
    this._register(
      runs.onDidStart(({ file, isOfCells }) => {
        if (isOfCells) this.#edited.set(file, new Map());
        else this.#edited.delete(file);
      }),
    );
    this._register(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.uri.scheme !== 'file' || contentChanges.length === 0) return;
        const edits = editsOf(document.uri.fsPath, contentChanges);
        for (const files of this.#edited.values()) {
          const lines = files.get(document.uri.fsPath) ?? new EditedLines();
          files.set(document.uri.fsPath, lines);
          for (const edit of edits) lines.add(edit);
        }
      }),
    );
  }

  /** The trace of the last run of a file, told of the texts that are on screen now. */
  onScreen(file: string, trace: TraceChunk): TraceChunk {
    const files = [...(this.#edited.get(file)?.values() ?? [])];
    return afterEdits(
      trace,
      files.flatMap(({ edits }) => edits),
    );
  }
}
