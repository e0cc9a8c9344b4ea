import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { INTERNAL_COMMANDS } from '../contributions';
import { entryLine, importsAsyncio, SCENARIO_LANGUAGE_IDS } from '../editor/languages';
import { type CellHeading, cellHeadings } from '../editor/python-cells';
import { readSwitch } from '../settings';

const SELECTOR: vscode.DocumentSelector = SCENARIO_LANGUAGE_IDS.flatMap((language) => [
  { language, scheme: 'file' },
  { language, scheme: 'untitled' },
]);

/** Offers to run a scenario above the line that starts its loop, and its cells above their headings. */
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
    const text = document.getText().replaceAll('\r\n', '\n');
    const { languageId, uri } = document;
    if (!importsAsyncio(languageId, text)) return [];
    const headings = languageId === 'python' ? cellHeadings(text) : [];
    const line = headings[0]?.line ?? entryLine(languageId, text);
    return [...fileLenses(uri, line), ...headings.flatMap((heading) => cellLenses(uri, heading))];
  }
}

function fileLenses(uri: vscode.Uri, line: number): vscode.CodeLens[] {
  const range = new vscode.Range(line, 0, line, 0);
  return [
    new vscode.CodeLens(range, {
      title: vscode.l10n.t('▶ Run in Loopscope'),
      tooltip: vscode.l10n.t('Run this file and see what each of its tasks does'),
      command: 'loopscope.run',
      arguments: [uri],
    }),
    new vscode.CodeLens(range, {
      title: vscode.l10n.t('Open timeline'),
      tooltip: vscode.l10n.t('Show the timeline of this file beside it'),
      command: 'loopscope.openTimeline',
      arguments: [uri],
    }),
  ];
}

/** The program begins anew each time, so that what is shown never depends on what was run before. */
function cellLenses(uri: vscode.Uri, { line, isFirst }: CellHeading): vscode.CodeLens[] {
  const range = new vscode.Range(line, 0, line, 0);
  const command = INTERNAL_COMMANDS.runCells;
  const cell = new vscode.CodeLens(range, {
    title: vscode.l10n.t('▶ Run Cell in Loopscope'),
    tooltip: vscode.l10n.t('Start anew, and run all cells up to this one'),
    command,
    arguments: [uri, line + 1],
  });
  if (isFirst) return [cell];
  const above = new vscode.CodeLens(range, {
    title: vscode.l10n.t('Run Cells Above'),
    tooltip: vscode.l10n.t('Start anew, and run all cells before this one'),
    command,
    arguments: [uri, line],
  });
  return [cell, above];
}
