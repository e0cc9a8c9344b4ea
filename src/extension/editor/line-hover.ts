import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { momentOfEvent } from '../../trace/cursor';
import { INTERNAL_COMMANDS } from '../contributions';
import type { CellBoards } from '../run/cell-boards';
import type { RunController } from '../run/run-controller';
import { readSwitch } from '../settings';
import { SCENARIO_LANGUAGE_IDS } from './languages';
import { lineHoverText } from './line-hover-text';
import type { SpokenLines } from './spoken-lines';

const SELECTOR: vscode.DocumentSelector = SCENARIO_LANGUAGE_IDS.map((language) => ({
  language,
  scheme: 'file',
}));

/** Shows what happened at a line in the last run when the pointer rests on it, and leads to each moment; and values of cells. */
export class LineHover extends Disposable implements vscode.HoverProvider {
  constructor(
    private readonly runs: RunController,
    private readonly spoken: SpokenLines,
    private readonly boards: CellBoards,
  ) {
    super();
    this._register(vscode.languages.registerHoverProvider(SELECTOR, this));
    this._register(
      vscode.commands.registerCommand(INTERNAL_COMMANDS.showMoment, (...args: unknown[]) =>
        this.#showMoment(args[0], args[1]),
      ),
    );
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const configuration = vscode.workspace.getConfiguration('loopscope', document.uri);
    if (!readSwitch((name) => configuration.get(name), 'editor.lineSummaries')) return undefined;
    const line = position.line + 1;
    const parts = [this.#value(document, line), this.#history(document.uri.fsPath, line)];
    const shown = parts.filter((part) => part !== undefined);
    return shown.length === 0 ? undefined : new vscode.Hover(shown);
  }

  /** All of the value of a cell, at its last line. */
  #value(document: vscode.TextDocument, line: number): vscode.MarkdownString | undefined {
    const note = this.boards.notes(document).find(({ place }) => place.last === line);
    if (!note || note.state.shown === '') return undefined;
    const text = new vscode.MarkdownString(`**Out[${note.state.cell.index}]**`);
    return text.appendCodeblock(note.state.shown, 'python');
  }

  #history(file: string, line: number): vscode.MarkdownString | undefined {
    const lines = this.spoken.of(file);
    const history = lines?.history(file, line);
    if (!lines || !history || history.passCount === 0) return undefined;
    const text = new vscode.MarkdownString(lineHoverText(lines.model, history, line, vscode.l10n));
    text.isTrusted = { enabledCommands: [INTERNAL_COMMANDS.showMoment] };
    return text;
  }

  /** Without an event: the end of the run. */
  #showMoment(runId: unknown, event: unknown): void {
    const model = this.spoken.withId(runId);
    if (!model) return;
    this.runs.show(model);
    const cursor = typeof event === 'number' ? momentOfEvent(model.trace, event) : undefined;
    model.setCursor(cursor, 'command');
  }
}
