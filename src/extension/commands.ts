import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import { scenarioLanguage } from '../protocol/scenario-language';
import { type CommandId, INTERNAL_COMMANDS } from './contributions';
import type { DemoFiles } from './demos/demo-files';
import { openDemo } from './demos/open-demo';
import { revealSource } from './editor/reveal-source';
import type { SpokenLines } from './editor/spoken-lines';
import type { Exporter } from './export/exporter';
import { pickExport } from './export/pick';
import { newScenario } from './new-scenario/new-scenario';
import type { RunOutput } from './output/run-output';
import { cellCommands } from './run/cell-commands';
import { restartSentence } from './run/cell-texts';
import { sayInStatusBar } from './run/passing-words';
import type { RunCommand } from './run/run-command';
import type { RunController } from './run/run-controller';
import { activeUri, titleOf } from './run/scenario';
import { TaskForest } from './tasks/task-forest';
import type { TimelinePanels } from './timeline/timeline-panels';
import { travelCommands } from './travel/travel-commands';

/** Real milliseconds. */
const RESTART_MESSAGE_MS = 5000;

export interface CommandTargets {
  readonly runs: RunController;
  /** Which run speaks of which file. */
  readonly spoken: SpokenLines;
  readonly runCommand: RunCommand;
  readonly timelines: TimelinePanels;
  readonly output: RunOutput;
  readonly exporter: Exporter;
  readonly demos: DemoFiles;
  /** What is remembered in all windows. */
  readonly memory: vscode.Memento;
  /** The folder of the templates of new scenarios. */
  readonly templates: vscode.Uri;
}

/** Binds every command of `contributions.ts` to what it does. */
export class Commands extends Disposable {
  constructor(private readonly targets: CommandTargets) {
    super();
    const { runCommand, output, exporter, demos, memory, templates } = targets;
    const handlers: Record<CommandId, (argument?: unknown, line?: unknown) => unknown> = {
      'loopscope.run': (uri) => runCommand.run(asUri(uri) ?? this.#scenarioInFront()),
      'loopscope.runAgain': () => runCommand.runAgain(),
      'loopscope.stop': (uri) => this.#stop(asUri(uri)),
      ...cellCommands(runCommand),
      'loopscope.restartCells': (uri) => this.#restartCells(asUri(uri)),
      'loopscope.openTimeline': (uri) => this.#openTimeline(asUri(uri)),
      'loopscope.openDemo': () => openDemo(demos, memory),
      'loopscope.newScenario': () => newScenario(templates),
      'loopscope.showOutput': () => output.show(false),
      'loopscope.export': () => pickExport(),
      'loopscope.saveTrace': () => exporter.save('trace'),
      'loopscope.exportSvg': () => exporter.save('svg'),
      'loopscope.exportPng': () => exporter.save('png'),
      'loopscope.copyImage': () => exporter.copyImage(),
      'loopscope.exportChromeTrace': () => exporter.save('chrome'),
      ...travelCommands(targets),
    };
    for (const [id, handler] of Object.entries(handlers)) {
      this._register(vscode.commands.registerCommand(id, handler));
    }
    this._register(
      vscode.commands.registerCommand(INTERNAL_COMMANDS.revealTask, (task: number) =>
        this.#revealTask(task),
      ),
    );
  }

  /** The file in the active editor, or the one whose timeline is in front. */
  #scenarioInFront(): vscode.Uri | undefined {
    const { active } = this.targets.timelines;
    return active ? vscode.Uri.file(active.file) : activeUri();
  }

  /** Stops the run of the given file, else of the file in front, else the one that the views show. */
  #stop(uri = this.#scenarioInFront()): void {
    const { runs } = this.targets;
    const { running } = runs;
    const shown = running.find((model) => model === runs.current) ?? running.at(-1);
    const model = running.find(({ file }) => file === uri?.fsPath) ?? shown;
    if (model) runs.stop(model);
  }

  /**
   * Ends the interpreter of the cells of the given file, else of the scenario in front, else the last that is kept.
   * Cells that run are stopped.
   */
  #restartCells(given: vscode.Uri | undefined): void {
    const { runs } = this.targets;
    const front = this.#scenarioInFront()?.fsPath;
    const isScenario = front !== undefined && scenarioLanguage(front) !== undefined;
    const file = given?.fsPath ?? (isScenario ? front : runs.kept.at(-1));
    if (file === undefined) return;
    const model = runs.modelOf(file);
    const lives = runs.isKept(file) || (model?.isOfCells && !model.outcome);
    const title = titleOf(vscode.Uri.file(file));
    const sentence = restartSentence(title, lives ? model : undefined, vscode.l10n);
    runs.restart(file);
    sayInStatusBar(sentence, RESTART_MESSAGE_MS);
  }

  /** Opens the timeline of the given file, else of the file in front if it has one, else the last. */
  #openTimeline(uri: vscode.Uri | undefined): unknown {
    const { runs, timelines } = this.targets;
    const front = this.#scenarioInFront()?.fsPath;
    const shown = front !== undefined && runs.modelOf(front) ? front : runs.current?.file;
    const runnable = front !== undefined && scenarioLanguage(front) !== undefined;
    const file = uri?.fsPath ?? shown ?? (runnable ? front : undefined);
    // Without a file *Run Scenario* says what to do.
    if (file === undefined) return this.targets.runCommand.run(undefined);
    return timelines.open(file, { preserveFocus: false });
  }

  async #revealTask(task: number): Promise<void> {
    const { current } = this.targets.runs;
    if (!current) return;
    current.selectedTask = task;
    this.targets.timelines.showing(current)?.revealTask(task);
    const position = new TaskForest(current).source(task);
    if (position) await revealSource(position);
  }
}

/** Menus pass the file as first argument, and more; the palette passes nothing. */
function asUri(argument: unknown): vscode.Uri | undefined {
  return argument instanceof vscode.Uri ? argument : undefined;
}
