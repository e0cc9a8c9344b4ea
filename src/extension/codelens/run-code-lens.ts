import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { COMMANDS } from '../contributions';
import { entryLine, importsAsyncio, SCENARIO_LANGUAGE_IDS } from '../editor/languages';
import { type CellHeading, cellHeadings } from '../editor/python-cells';
import { cellsOfRun } from '../run/cell-texts';
import type { RunController } from '../run/run-controller';
import { readSwitch } from '../settings';

const SELECTOR: vscode.DocumentSelector = SCENARIO_LANGUAGE_IDS.flatMap((language) => [
  { language, scheme: 'file' },
  { language, scheme: 'untitled' },
]);

/** Offers to run a scenario above the line that starts its loop, and its cells above their headings. */
export class RunCodeLens extends Disposable implements vscode.CodeLensProvider {
  readonly #changed = this._register(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(private readonly runs: RunController) {
    super();
    this._register(vscode.languages.registerCodeLensProvider(SELECTOR, this));
    this._register(runs.onDidChangeKept(() => this.#changed.fire()));
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
    const kept = this.#keptCells(uri.fsPath);
    return [
      ...fileLenses(uri, line),
      ...(kept === undefined ? [] : [restartLens(uri, line, kept)]),
      ...headings.flatMap((heading) => cellLenses(uri, heading, kept)),
    ];
  }

  /** The cells whose state is kept, in words. */
  #keptCells(file: string): string | undefined {
    const model = this.runs.modelOf(file);
    return model && this.runs.isKept(file) ? cellsOfRun(model, vscode.l10n) : undefined;
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

function restartLens(uri: vscode.Uri, line: number, kept: string): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
    title: COMMANDS['loopscope.restartCells'].title,
    tooltip: vscode.l10n.t(
      'An interpreter keeps what {0} have made: names, the loop, and tasks. End it, so that the next Run Cell begins anew.',
      kept,
    ),
    command: 'loopscope.restartCells',
    arguments: [uri],
  });
}

/** `kept`: the cells whose state is there, in words. */
function cellLenses(
  uri: vscode.Uri,
  { line, isFirst }: CellHeading,
  kept: string | undefined,
): vscode.CodeLens[] {
  const range = new vscode.Range(line, 0, line, 0);
  const cell = new vscode.CodeLens(range, {
    title: vscode.l10n.t('▶ Run Cell in Loopscope'),
    tooltip:
      kept === undefined
        ? vscode.l10n.t('Run all cells up to this one, and keep what they have made')
        : vscode.l10n.t('Run this cell on the state of {0}', kept),
    command: 'loopscope.runCell',
    arguments: [uri, line + 1],
  });
  if (isFirst) return [cell];
  const above = new vscode.CodeLens(range, {
    title: vscode.l10n.t('Run Cells Above'),
    tooltip: vscode.l10n.t(
      'Start anew, run all cells before this one, and keep what they have made',
    ),
    command: 'loopscope.runCells',
    arguments: [uri, line],
  });
  return [cell, above];
}
