import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import type { RunController } from './run-controller';
import type { RunModel } from './run-model';

/**
 * Tells runs when the text of their file is not the one that they ran.
 *
 * 1. It is told while the text differs, and taken back when it is the same again.
 * 2. A run of an earlier session, or from a trace file, is not told: nobody knows what it ran.
 */
export class OutdatedRuns extends Disposable {
  /** What each file held when its newest run began, as far as is known. */
  readonly #texts = new Map<string, string>();

  constructor(private readonly runs: RunController) {
    super();
    const { workspace } = vscode;
    this._register(runs.onDidStart((model) => this.#began(model)));
    this._register(workspace.onDidChangeTextDocument(({ document }) => this.#compare(document)));
    this._register(workspace.onDidOpenTextDocument((document) => this.#compare(document)));
  }

  #began({ file }: RunModel): void {
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === file);
    if (document) this.#texts.set(file, document.getText());
    else this.#texts.delete(file);
  }

  #compare(document: vscode.TextDocument): void {
    const file = document.uri.fsPath;
    const model = this.runs.modelOf(file);
    const text = this.#texts.get(file);
    if (!model || text === undefined || document.uri.scheme !== 'file') return;
    model.setOutdated(document.getText() !== text);
  }
}
