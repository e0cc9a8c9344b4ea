import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { CONTEXT_KEYS } from '../contributions';
import type { RunController } from '../run/run-controller';
import { importsAsyncio } from './languages';
import { cellHeadings } from './python-cells';

/** Keeps the keys that menus depend on; tells VS Code only what has changed. */
export class ContextKeys extends Disposable {
  readonly #values = new Map<string, boolean>();

  constructor(
    private readonly runs: RunController,
    private readonly onPythonScenario: () => void,
  ) {
    super();
    const update = () => this.#update();
    this._register(vscode.window.onDidChangeActiveTextEditor(update));
    this._register(vscode.workspace.onDidOpenTextDocument(update));
    this._register(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) update();
      }),
    );
    this._register(runs.onDidChangeCurrent(update));
    this._register(runs.onDidEnd(update));
    this._register(runs.onDidChangeKept(update));
    this.#update();
  }

  #update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const languageId = document?.languageId ?? '';
    const text = document?.getText() ?? '';
    const scenario = document !== undefined && importsAsyncio(languageId, text);
    const hasCells = scenario && languageId === 'python' && cellHeadings(text).length > 0;
    const running = this.runs.running;
    this.#set(CONTEXT_KEYS.scenario, scenario);
    this.#set(CONTEXT_KEYS.hasCells, hasCells);
    this.#set(
      CONTEXT_KEYS.activeRunning,
      running.some(({ file }) => file === document?.uri.fsPath),
    );
    this.#set(
      CONTEXT_KEYS.currentRunning,
      running.some((model) => model === this.runs.current),
    );
    this.#set(CONTEXT_KEYS.running, running.length > 0);
    this.#set(CONTEXT_KEYS.hasRun, this.runs.current !== undefined);
    this.#set(CONTEXT_KEYS.cellsKept, this.runs.kept.length > 0);
    if (scenario && languageId === 'python') this.onPythonScenario();
  }

  #set(key: string, value: boolean): void {
    if (this.#values.get(key) === value) return;
    this.#values.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
