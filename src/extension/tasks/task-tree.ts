import * as vscode from 'vscode';
import type { TaskState } from '../../analysis/task-states';
import { Disposable } from '../../base/disposable';
import { INTERNAL_COMMANDS } from '../contributions';
import type { TaskForest } from './task-forest';
import { rowDescription, rowTooltip, stateIcon } from './task-row';

/** A row of the tree: a task, or how many tasks are not listed under a creator. */
export type TaskNode =
  | { readonly kind: 'task'; readonly task: number }
  | { readonly kind: 'more'; readonly creator: number };

/** Gives the rows of the task view to VS Code; what they say comes from a `TaskForest`. */
export class TaskTree extends Disposable implements vscode.TreeDataProvider<TaskNode> {
  readonly #changed = this._register(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.#changed.event;
  #forest: TaskForest | undefined;

  show(forest: TaskForest | undefined): void {
    this.#forest = forest;
    this.#changed.fire();
  }

  getChildren(parent?: TaskNode): TaskNode[] {
    if (!this.#forest || parent?.kind === 'more') return [];
    const creator = parent?.task ?? 0;
    const tasks = this.#forest.children(creator).map(({ task }) => taskNode(task));
    return this.#forest.hidden(creator) > 0 ? [...tasks, { kind: 'more', creator }] : tasks;
  }

  getParent(node: TaskNode): TaskNode | undefined {
    const creator =
      node.kind === 'more' ? node.creator : (this.#forest?.state(node.task)?.creator ?? 0);
    return creator === 0 ? undefined : taskNode(creator);
  }

  getTreeItem(node: TaskNode): vscode.TreeItem {
    if (node.kind === 'more') {
      const hidden = this.#forest?.hidden(node.creator) ?? 0;
      return new vscode.TreeItem(vscode.l10n.t('… and {0} more tasks', hidden));
    }
    const state = this.#forest?.state(node.task);
    return state ? this.#taskItem(state) : new vscode.TreeItem('');
  }

  #taskItem(state: TaskState): vscode.TreeItem {
    const { model } = this.#forest!;
    const item = new vscode.TreeItem(state.name, this.#collapsible(state.task));
    const atEnd = this.#forest!.atEnd(state);
    const { icon, color } = stateIcon(state, atEnd);
    // The run is part of the id, so that a new run starts with all rows open.
    item.id = `${model.header.runId} ${state.task}`;
    item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
    item.description = rowDescription(state, vscode.l10n, atEnd);
    const coroutine = model.timeline.task(state.task)?.coroutine ?? '';
    item.tooltip = new vscode.MarkdownString(rowTooltip(state, coroutine, vscode.l10n));
    item.accessibilityInformation = { label: `${state.name}, ${item.description}` };
    item.contextValue = state.state;
    item.command = {
      command: INTERNAL_COMMANDS.revealTask,
      title: vscode.l10n.t('Show in the Editor'),
      arguments: [state.task],
    };
    return item;
  }

  #collapsible(task: number): vscode.TreeItemCollapsibleState {
    const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    if (!this.#forest!.hasChildren(task)) return None;
    return this.#forest!.isOpen ? Expanded : Collapsed;
  }
}

export function taskNode(task: number): TaskNode {
  return { kind: 'task', task };
}
