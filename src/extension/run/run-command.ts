import * as vscode from 'vscode';
import type { RunRequest } from '../../protocol/run';
import { textOf } from '../editor/document-text';
import { beginsCell } from '../editor/python-cells';
import { type CellPlan, planCells } from './cell-plan';
import { CellQueue } from './cell-queue';
import { showNotice, takeStep } from './notices';
import { problemNotice } from './problem-messages';
import type { RunController } from './run-controller';
import type { RunModel } from './run-model';
import { activeUri, findScenario, requestFor, titleOf } from './scenario';
import type { WaitingCells } from './waiting-cells';

/** What a run makes visible. */
export interface RunSurfaces {
  openTimeline(file: string): void;
  showOutput(): void;
}

/** Implements *Run Scenario*: checks the document, starts the run and opens what shows it. */
export class RunCommand {
  readonly #queue: CellQueue;

  constructor(
    private readonly runs: RunController,
    private readonly waiting: WaitingCells,
    private readonly surfaces: RunSurfaces,
  ) {
    this.#queue = new CellQueue(runs);
  }

  /** @param uri the file to run; without it, the one in the active editor */
  async run(uri = activeUri()): Promise<RunModel | undefined> {
    const document = await this.#documentOf(uri);
    return document && this.#start(requestFor(document));
  }

  /**
   * Runs a cell in the interpreter in which other cells of its file were run before. Without one, runs all cells
   * up to it, and keeps the interpreter. It runs when those have ended that were asked for before, with the text that
   * is on screen then; not at all if it was deleted meanwhile.
   *
   * @param line on which the cell begins, from 1
   */
  async runCell(uri: vscode.Uri, line: number): Promise<RunModel | undefined> {
    const document = await this.#documentOf(uri);
    if (!document) return undefined;
    const file = document.uri.fsPath;
    const cell = this.waiting.add(file, line);
    const run = await this.#queue.add(file, () => {
      this.waiting.remove(cell);
      const text = textOf(document);
      if (!beginsCell(text, cell.line)) return undefined;
      const cells = { untilLine: cell.line, goesOn: this.runs.isKept(file) };
      return this.#start(requestFor(document, cells), planCells(text, cells));
    });
    this.waiting.remove(cell);
    return run;
  }

  /** Runs all cells that begin up to a line, from 1, in a fresh interpreter, and keeps it. */
  async runCells(uri: vscode.Uri, untilLine: number): Promise<RunModel | undefined> {
    const document = await this.#documentOf(uri);
    if (!document) return undefined;
    const cells = { untilLine, goesOn: false };
    return this.#start(requestFor(document, cells), planCells(textOf(document), cells));
  }

  /** Runs the file once more whose run the views show. */
  async runAgain(file = this.runs.current?.file): Promise<RunModel | undefined> {
    return this.run(file === undefined ? activeUri() : vscode.Uri.file(file));
  }

  #start(request: RunRequest, plan?: CellPlan): RunModel {
    const model = this.runs.start(request, titleOf(vscode.Uri.file(request.file)), plan);
    this.surfaces.showOutput();
    this.surfaces.openTimeline(model.file);
    return model;
  }

  /** The document to run; if there is none, tells why. */
  async #documentOf(uri: vscode.Uri | undefined): Promise<vscode.TextDocument | undefined> {
    const scenario = await findScenario(uri);
    if ('document' in scenario) return scenario.document;
    if (scenario.problem === 'never-saved') return this.#save(uri);
    const name = uri ? titleOf(uri) : vscode.l10n.t('a file');
    // Not awaited: a message may stay on screen for hours.
    void this.#report(problemNotice(scenario.problem, name, uri?.scheme ?? '', vscode.l10n), uri);
    return undefined;
  }

  async #report(
    notice: ReturnType<typeof problemNotice>,
    uri: vscode.Uri | undefined,
  ): Promise<void> {
    const step = await showNotice(notice);
    if (step?.kind === 'run-file-on-disk') await this.run(uri?.with({ scheme: 'file', query: '' }));
    else await takeStep(step);
  }

  /** Asks for a place on disk: tracebacks, warnings and imports refer to it. */
  async #save(uri: vscode.Uri | undefined): Promise<vscode.TextDocument | undefined> {
    const saved = uri && (await vscode.workspace.saveAs(uri));
    return saved && this.#documentOf(saved);
  }
}
