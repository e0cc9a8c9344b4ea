import * as vscode from 'vscode';
import { formatSeconds } from '../../analysis/format-seconds';
import { TaskFamilies } from '../../analysis/task-families';
import { Disposable, DisposableStore, toDisposable } from '../../base/disposable';
import { VIEWS } from '../contributions';
import type { RunController } from '../run/run-controller';
import type { RunModel } from '../run/run-model';
import { TaskForest } from './task-forest';
import { TaskTree, taskNode } from './task-tree';

/** Real milliseconds between two looks at a trace that grows. */
const REFRESH_MS = 200;

/** The task view: the tasks of the current run at its cursor. */
export class TaskView extends Disposable {
  readonly tree = this._register(new TaskTree());
  readonly #view = this._register(
    vscode.window.createTreeView(VIEWS.tasks, { treeDataProvider: this.tree }),
  );
  readonly #following = this._register(new DisposableStore());
  #timer: NodeJS.Timeout | undefined;
  #model: RunModel | undefined;
  #families: TaskFamilies | undefined;
  #forest: TaskForest | undefined;

  constructor(runs: RunController) {
    super();
    this._register(runs.onDidChangeCurrent((model) => this.#follow(model)));
    this._register(this.#view.onDidChangeVisibility(() => this.#refresh()));
    this._register(toDisposable(() => clearTimeout(this.#timer)));
  }

  /** What stands above the rows. */
  get message(): string | undefined {
    return this.#view.message;
  }

  /** What stands beside the title. */
  get description(): string | undefined {
    return this.#view.description;
  }

  /** Selects a task that was chosen in another view, if the task view is open. */
  async select(model: RunModel, task: number): Promise<void> {
    if (!this.#view.visible || model !== this.#model || !this.#forest?.state(task)) return;
    await this.#view.reveal(taskNode(task), { select: true, focus: false });
  }

  #follow(model: RunModel | undefined): void {
    this.#model = model;
    this.#families = model && new TaskFamilies(model.timeline);
    this.#following.clear();
    if (model) {
      this.#following.add(model.onDidGrow(() => this.#refreshSoon()));
      this.#following.add(model.onDidEnd(() => this.#refresh()));
      this.#following.add(model.onDidAge(() => this.#refresh()));
      this.#following.add(model.onDidMoveCursor(() => this.#refresh()));
    }
    this.#refresh();
  }

  #refreshSoon(): void {
    this.#timer ??= setTimeout(() => this.#refresh(), REFRESH_MS);
  }

  #refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const model = this.#model;
    this.#forest = model && new TaskForest(model, this.#families);
    this.#view.message = model && emptyMessage(model, this.#forest!.isEmpty);
    this.#view.description = model && viewDescription(model);
    this.tree.show(this.#forest);
  }
}

function viewDescription({ header, cursor }: RunModel): string {
  return cursor === undefined
    ? header.title
    : vscode.l10n.t('{0} at {1}', header.title, formatSeconds(cursor.time));
}

/** Why there is no row; undefined lets VS Code show the rows, or the welcome text. */
function emptyMessage(model: RunModel, isEmpty: boolean): string | undefined {
  if (!isEmpty) return undefined;
  if (!model.outcome) return vscode.l10n.t('The program has not created a task yet.');
  if (model.timeline.tasks.length === 0 && model.outcome.end !== 'finished') {
    return vscode.l10n.t('The program ended before it created a task.');
  }
  return model.timeline.tasks.length === 0
    ? vscode.l10n.t('This program ran without an event loop, so there are no tasks.')
    : vscode.l10n.t('No task exists yet at {0}.', formatSeconds(model.moment.time));
}
