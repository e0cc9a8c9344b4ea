import type { TimelineDescription } from '../protocol/timeline';
import type { CommandTargets } from './commands';
import type { RunModel } from './run/run-model';
import type { RunStatusBar } from './run/status-bar';
import type { TaskNode } from './tasks/task-tree';
import type { TaskView } from './tasks/task-view';

/** A row of the task view with the rows below it. */
export interface TaskRow {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly children: readonly TaskRow[];
}

/** What tests can see that VS Code shows to people only. Not there outside of tests. */
export interface TestingApi {
  readonly runs: CommandTargets['runs'];
  /** Settles with the model when the file's newest run is over. */
  finished(file: string): Promise<RunModel>;
  statusBar(): string;
  terminal(): { readonly text: string; readonly isOpen: boolean };
  tasks(): { readonly rows: TaskRow[]; readonly message?: string; readonly description?: string };
  /** What the timeline of a file drew. Rejects if there is none or it does not answer. */
  describeTimeline(file: string): Promise<TimelineDescription>;
  /** The same of the timeline in front, of a file or of a saved trace. */
  describeActive(): Promise<TimelineDescription>;
}

export interface TestingParts extends CommandTargets {
  readonly statusBar: RunStatusBar;
  readonly taskView: TaskView;
}

export function testingApi(parts: TestingParts): TestingApi {
  const { runs, taskView, output, timelines } = parts;
  return {
    runs,
    finished: (file) => finished(parts, file),
    statusBar: () => parts.statusBar.text,
    terminal: () => ({ text: output.terminal.text, isOpen: output.terminal.isOpen }),
    tasks: () => ({
      rows: taskView.tree.getChildren().map((node) => rowOf(taskView, node)),
      message: taskView.message,
      description: taskView.description,
    }),
    describeTimeline: async (file) => {
      const timeline = timelines.of(file);
      if (!timeline) throw new Error(`There is no timeline of ${file}.`);
      return (await timeline.ask({ kind: 'describe' })) as TimelineDescription;
    },
    describeActive: async () => {
      const timeline = timelines.active;
      if (!timeline) throw new Error('There is no timeline in front.');
      return (await timeline.ask({ kind: 'describe' })) as TimelineDescription;
    },
  };
}

function finished({ runs }: TestingParts, file: string): Promise<RunModel> {
  const model = runs.modelOf(file);
  if (model?.outcome) return Promise.resolve(model);
  return new Promise((resolve) => {
    const listener = runs.onDidEnd((ended) => {
      if (ended.file !== file) return;
      listener.dispose();
      resolve(ended);
    });
  });
}

function rowOf(view: TaskView, node: TaskNode): TaskRow {
  const { label, description, iconPath } = view.tree.getTreeItem(node);
  const icon = typeof iconPath === 'object' && 'id' in iconPath ? iconPath.id : '';
  return {
    label: String(label),
    description: String(description ?? ''),
    icon,
    children: view.tree.getChildren(node).map((child) => rowOf(view, child)),
  };
}
