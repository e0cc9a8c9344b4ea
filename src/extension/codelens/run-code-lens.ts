import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { entryLine, importsAsyncio, SCENARIO_LANGUAGE_IDS } from '../editor/languages';
import { readSwitch } from '../settings';

const SELECTOR: vscode.DocumentSelector = SCENARIO_LANGUAGE_IDS.flatMap((language) => [
  { language, scheme: 'file' },
  { language, scheme: 'untitled' },
]);

/** Offers to run a scenario above the line that starts its loop. */
export class RunCodeLens extends Disposable implements vscode.CodeLensProvider {
  readonly #changed = this._register(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor() {
    super();
    this._register(vscode.languages.registerCodeLensProvider(SELECTOR, this));
    this._register(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('loopscope.codeLens')) this.#changed.fire();
      }),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const configuration = vscode.workspace.getConfiguration('loopscope', document.uri);
    if (!readSwitch((name) => configuration.get(name), 'codeLens.enabled')) return [];
    const text = document.getText();
    if (!importsAsyncio(document.languageId, text)) return [];
    const line = entryLine(document.languageId, text.replaceAll('\r\n', '\n'));
    const range = new vscode.Range(line, 0, line, 0);
    return [
      new vscode.CodeLens(range, {
        title: vscode.l10n.t('▶ Run in Loopscope'),
        tooltip: vscode.l10n.t('Run this file and see what each of its tasks does'),
        command: 'loopscope.run',
        arguments: [document.uri],
      }),
      new vscode.CodeLens(range, {
        title: vscode.l10n.t('Open timeline'),
        tooltip: vscode.l10n.t('Show the timeline of this file beside it'),
        command: 'loopscope.openTimeline',
        arguments: [document.uri],
      }),
    ];
  }
}
