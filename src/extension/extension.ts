import * as vscode from 'vscode';
import { RunCodeLens } from './codelens/run-code-lens';
import { Commands } from './commands';
import { DemoFiles } from './demos/demo-files';
import { QuickFixes } from './diagnostics/quick-fixes';
import { RunDiagnostics } from './diagnostics/run-diagnostics';
import { ContextKeys } from './editor/context-keys';
import { LineHover } from './editor/line-hover';
import { LineMarks } from './editor/line-marks';
import { revealSource } from './editor/reveal-source';
import { SpokenLines } from './editor/spoken-lines';
import { EngineHost } from './engine-host';
import { Exporter } from './export/exporter';
import { openSetting } from './open-setting';
import { RunOutput } from './output/run-output';
import { analyse, turn } from './run/analyse';
import { CellBoards } from './run/cell-boards';
import { CellEdits } from './run/cell-edits';
import { KeptCells } from './run/kept-cells';
import { OutdatedRuns } from './run/outdated-runs';
import { RunCommand } from './run/run-command';
import { RunController } from './run/run-controller';
import { RunStatusBar } from './run/status-bar';
import { WaitingCells } from './run/waiting-cells';
import { TaskView } from './tasks/task-view';
import { type TestingApi, testingApi } from './testing';
import { TimelineMemory } from './timeline/timeline-memory';
import { TimelinePanels } from './timeline/timeline-panels';
import { TraceArchive } from './timeline/trace-archive';
import { TraceEditors } from './timeline/trace-editor';

/** What `activate` gives to the tests, and to nobody else. */
export interface ExtensionApi {
  readonly testing?: TestingApi;
}

/** Builds the extension: every surface once, each knowing only the runs and what it shows. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const engine = own(new EngineHost(context));
  const runs: RunController = own(
    new RunController({
      engine: engine.get,
      analyse,
      onScreen: (file, trace) => edits.onScreen(file, trace),
      log: engine.log,
    }),
  );
  const edits = own(new CellEdits(runs));
  own(new KeptCells(runs));
  own(new OutdatedRuns(runs));
  own(new ContextKeys(runs, engine.warmUp));
  const boards = own(new CellBoards(runs));
  const waiting = own(new WaitingCells());
  own(new RunCodeLens(runs, boards, waiting));
  own(new QuickFixes(own(new RunDiagnostics(runs))));
  const spoken = own(new SpokenLines(runs, turn));
  own(new LineMarks(spoken, boards, context.extensionUri));
  own(new LineHover(runs, spoken, boards));
  const output = own(new RunOutput(runs));
  const statusBar = own(new RunStatusBar(runs));
  const taskView = own(new TaskView(runs));
  const version = String(context.extension.packageJSON.version);
  const archive = new TraceArchive(
    context.storageUri && vscode.Uri.joinPath(context.globalStorageUri, 'runs'),
    version,
    engine.log,
  );
  const timelines: TimelinePanels = own(
    new TimelinePanels(runs, new TimelineMemory(context.workspaceState), archive, {
      extensionUri: context.extensionUri,
      log: engine.log,
      revealSource: (position, preserveFocus) => void revealSource(position, { preserveFocus }),
      runCommand: (command, file) => void runCommandOf(command, file, runCommand),
      openSetting,
      taskSelected: (model, task) => void taskView.select(model, task),
    }),
  );
  const runCommand = new RunCommand(runs, waiting, {
    openTimeline: (file) => timelines.open(file, { preserveFocus: true }),
    showOutput: () => output.show(true),
  });
  own(new TraceEditors(runs, timelines, context.extensionUri));
  const exporter = new Exporter(runs, timelines, version);
  own(timelines.onDidActivate(({ model }) => model && runs.show(model)));
  const demos = new DemoFiles(
    vscode.Uri.joinPath(context.extensionUri, 'media/demos'),
    vscode.Uri.joinPath(context.globalStorageUri, 'demos'),
  );
  const templates = vscode.Uri.joinPath(context.extensionUri, 'media/templates');
  const memory = context.globalState;
  const targets = {
    runs,
    spoken,
    runCommand,
    timelines,
    output,
    exporter,
    demos,
    memory,
    templates,
  };
  own(new Commands(targets));
  const tested = context.extensionMode === vscode.ExtensionMode.Test;
  return tested ? { testing: testingApi({ ...targets, statusBar, taskView }) } : {};
}

/** A button of a timeline means the timeline's own file. A page can ask for nothing but its buttons. */
function runCommandOf(command: string, file: string, runCommand: RunCommand): unknown {
  if (command === 'loopscope.runAgain') return runCommand.runAgain(file);
  if (command === 'loopscope.export') return vscode.commands.executeCommand(command);
  if (command !== 'loopscope.stop' && command !== 'loopscope.openDemo') return undefined;
  return vscode.commands.executeCommand(command, vscode.Uri.file(file));
}
