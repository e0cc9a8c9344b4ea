import * as vscode from 'vscode';
import { showNotice, takeStep } from './notices';
import { problemNotice } from './problem-messages';
import type { RunController } from './run-controller';
import type { RunModel } from './run-model';
import { activeUri, findScenario, requestFor, titleOf } from './scenario';

/** What a run makes visible. */
export interface RunSurfaces {
  openTimeline(file: string): void;
  showOutput(): void;
}

/** Implements *Run Scenario*: checks the document, starts the run and opens what shows it. */
export class RunCommand {
  constructor(
    private readonly runs: RunController,
    private readonly surfaces: RunSurfaces,
  ) {}

  /**
   * @param uri the file to run; without it, the one in the active editor
   * @param untilLine of a file in cells: the last line, from 1, on which a cell may begin that is run
   */
  async run(uri = activeUri(), untilLine?: number): Promise<RunModel | undefined> {
    const scenario = await findScenario(uri);
    if ('problem' in scenario) {
      if (scenario.problem === 'never-saved') return this.#saveAndRun(uri);
      const name = uri ? titleOf(uri) : vscode.l10n.t('a file');
      // Not awaited: a message may stay on screen for hours.
      void this.#report(problemNotice(scenario.problem, name, uri?.scheme ?? '', vscode.l10n), uri);
      return undefined;
    }
    const { document } = scenario;
    const model = this.runs.start(requestFor(document, untilLine), titleOf(document.uri));
    this.surfaces.showOutput();
    this.surfaces.openTimeline(model.file);
    return model;
  }

  /** Runs the file once more whose run the views show. */
  async runAgain(file = this.runs.current?.file): Promise<RunModel | undefined> {
    return this.run(file === undefined ? activeUri() : vscode.Uri.file(file));
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
  async #saveAndRun(uri: vscode.Uri | undefined): Promise<RunModel | undefined> {
    const saved = uri && (await vscode.workspace.saveAs(uri));
    return saved && this.run(saved);
  }
}
