import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { cellSentences } from './cell-texts';
import type { RunController } from './run-controller';
import type { RunModel } from './run-model';
import { statusText } from './status-text';

/** Tells in the status bar how the current run goes; a click opens its timeline. */
export class RunStatusBar extends Disposable {
  readonly #item: vscode.StatusBarItem;

  constructor(runs: RunController) {
    super();
    this.#item = this._register(
      vscode.window.createStatusBarItem('loopscope.run', vscode.StatusBarAlignment.Left),
    );
    this.#item.name = vscode.l10n.t('Loopscope Run');
    this._register(runs.onDidChangeCurrent((model) => this.#show(model)));
    this._register(runs.onDidEnd((model) => model === runs.current && this.#show(model)));
  }

  get text(): string {
    return this.#item.text;
  }

  #show(model: RunModel | undefined): void {
    if (!model) {
      this.#item.hide();
      return;
    }
    this.#item.text = statusText(model, vscode.l10n);
    const message = model.outcome?.message ?? '';
    const sentences = [message, ...cellSentences(model, vscode.l10n)].filter((one) => one !== '');
    this.#item.tooltip = sentences.join(' ') || vscode.l10n.t('Open the timeline of this run');
    const { traceFile } = model;
    this.#item.command = {
      command: traceFile === undefined ? 'loopscope.openTimeline' : 'vscode.open',
      title: vscode.l10n.t('Open Timeline'),
      arguments: [
        traceFile === undefined ? vscode.Uri.file(model.file) : vscode.Uri.parse(traceFile),
      ],
    };
    this.#item.show();
  }
}
