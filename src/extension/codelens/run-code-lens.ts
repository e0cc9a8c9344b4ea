import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { textOf } from '../editor/document-text';
import { entryLine, importsAsyncio, SCENARIO_LANGUAGE_IDS } from '../editor/languages';
import { cellHeadings } from '../editor/python-cells';
import type { CellBoards } from '../run/cell-boards';
import { cellsOfRun } from '../run/cell-texts';
import type { RunController } from '../run/run-controller';
import type { WaitingCells } from '../run/waiting-cells';
import { readSwitch } from '../settings';
import { cellLenses } from './cell-lenses';

const SELECTOR: vscode.DocumentSelector = SCENARIO_LANGUAGE_IDS.flatMap((language) => [
  { language, scheme: 'file' },
  { language, scheme: 'untitled' },
]);

/** Offers to run a scenario above the line that starts its loop, and its cells above their headings. */
export class RunCodeLens extends Disposable implements vscode.CodeLensProvider {
  readonly #changed = this._register(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(
    private readonly runs: RunController,
    private readonly boards: CellBoards,
    private readonly waiting: WaitingCells,
  ) {
    super();
    this._register(vscode.languages.registerCodeLensProvider(SELECTOR, this));
    for (const source of [runs.onDidChangeKept, boards.onDidChange, waiting.onDidChange]) {
      this._register(source(() => this.#changed.fire()));
    }
    this._register(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('loopscope.codeLens')) this.#changed.fire();
      }),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const configuration = vscode.workspace.getConfiguration('loopscope', document.uri);
    if (!readSwitch((name) => configuration.get(name), 'codeLens.enabled')) return [];
    const text = textOf(document);
    const { languageId, uri } = document;
    if (!importsAsyncio(languageId, text)) return [];
    const headings = languageId === 'python' ? cellHeadings(text) : [];
    const line = headings[0]?.line ?? entryLine(languageId, text);
    const kept = this.#keptCells(uri.fsPath);
    const waiting = new Set(this.waiting.linesOf(uri.fsPath));
    const notes = new Map(this.boards.notes(document).map((note) => [note.place.first, note]));
    return [
      ...headings.flatMap((heading) => {
        const line = heading.line + 1;
        return cellLenses(uri, heading, { kept, waits: waiting.has(line), note: notes.get(line) });
      }),
      ...fileLenses(uri, line, headings.length > 0),
      ...(kept === undefined ? [] : [restartLens(uri, line, kept)]),
    ];
  }

  /** The cells whose state is kept, in words. */
  #keptCells(file: string): string | undefined {
    const model = this.runs.modelOf(file);
    return model && this.runs.isKept(file) ? cellsOfRun(model, vscode.l10n) : undefined;
  }
}

/** `hasCells`: there they stand behind the buttons of the first cell, with little room. */
function fileLenses(uri: vscode.Uri, line: number, hasCells: boolean): vscode.CodeLens[] {
  const range = new vscode.Range(line, 0, line, 0);
  return [
    new vscode.CodeLens(range, {
      title: hasCells ? vscode.l10n.t('Run All') : vscode.l10n.t('▶ Run in Loopscope'),
      tooltip: hasCells
        ? vscode.l10n.t('Run all cells in a fresh interpreter, which ends with them')
        : vscode.l10n.t('Run this file and see what each of its tasks does'),
      command: 'loopscope.run',
      arguments: [uri],
    }),
    new vscode.CodeLens(range, {
      title: hasCells ? vscode.l10n.t('Timeline') : vscode.l10n.t('Open timeline'),
      tooltip: vscode.l10n.t('Show the timeline of this file beside it'),
      command: 'loopscope.openTimeline',
      arguments: [uri],
    }),
  ];
}

function restartLens(uri: vscode.Uri, line: number, kept: string): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
    title: vscode.l10n.t('Restart'),
    tooltip: vscode.l10n.t(
      'An interpreter keeps what {0} have made: names, the loop, and tasks. End it, so that the next Run Cell begins anew.',
      kept,
    ),
    command: 'loopscope.restartCells',
    arguments: [uri],
  });
}
