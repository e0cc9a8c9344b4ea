import * as vscode from 'vscode';
import { Disposable, toDisposable } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import { textOf } from '../editor/document-text';
import { CellBoard, type CellNote } from './cell-board';
import type { RunController } from './run-controller';
import type { RunModel } from './run-model';

/** Knows what became of the cells of each file that was run in this window. */
export class CellBoards extends Disposable {
  readonly #boards = new Map<string, CellBoard>();
  /** Ends the look at a run that goes on, by its file. */
  readonly #following = new Map<string, vscode.Disposable>();
  readonly #changed = this._register(new Emitter<void>());

  /** Something else became of some cell. */
  readonly onDidChange = this.#changed.event;

  constructor(runs: RunController) {
    super();
    this._register(runs.onDidStart((model) => this.#begin(model)));
    this._register(runs.onDidEnd(() => this.#changed.fire()));
    this._register(runs.onDidRestart(({ file }) => this.#forget(file)));
    this._register(
      toDisposable(() => {
        for (const following of this.#following.values()) following.dispose();
      }),
    );
  }

  /** What is known of the cells that a document has now. */
  notes(document: vscode.TextDocument): CellNote[] {
    if (document.uri.scheme !== 'file') return [];
    return this.#boards.get(document.uri.fsPath)?.notes(textOf(document)) ?? [];
  }

  #begin(model: RunModel): void {
    const { file } = model;
    const before = this.#boards.get(file);
    this.#forget(file);
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === file);
    if (document?.languageId === 'python') {
      this.#boards.set(file, new CellBoard(model, textOf(document), before));
      this.#follow(model);
    }
    this.#changed.fire();
  }

  #forget(file: string): void {
    this.#following.get(file)?.dispose();
    this.#following.delete(file);
    if (this.#boards.delete(file)) this.#changed.fire();
  }

  /** A trace grows many times a second, and cells begin seldom. */
  #follow(model: RunModel): void {
    const { cells } = model.timeline;
    let known = cells.length;
    const follow = model.onDidGrow(() => {
      if (cells.length === known) return;
      known = cells.length;
      this.#changed.fire();
    });
    this.#following.set(model.file, follow);
  }
}
