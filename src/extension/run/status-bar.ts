import * as vscode from 'vscode';
import { Disposable, DisposableStore, toDisposable } from '../../base/disposable';
import { escapeMarkdown } from '../markdown';
import type { RunController } from './run-controller';
import type { RunModel } from './run-model';
import { LINKED_COMMANDS, statusLinks } from './status-links';
import { statusSentences, statusText } from './status-text';

/** Real milliseconds between looks at a run that goes on. */
const UPDATE_MS = 500;

/**
 * Tells in the status bar how the current run goes, in a few words; the tooltip has the whole and the next steps.
 * A click opens the timeline, or the terminal if the program waits for what is typed there.
 */
export class RunStatusBar extends Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #watching = this._register(new DisposableStore());

  constructor(runs: RunController) {
    super();
    this.#item = this._register(
      vscode.window.createStatusBarItem('loopscope.run', vscode.StatusBarAlignment.Left),
    );
    this.#item.name = vscode.l10n.t('Loopscope Run');
    this._register(runs.onDidChangeCurrent((model) => this.#watch(model)));
    this._register(runs.onDidAsk((model) => model === runs.current && this.#show(model)));
    this._register(runs.onDidEnd((model) => model === runs.current && this.#watch(model)));
  }

  get text(): string {
    return this.#item.text;
  }

  #watch(model: RunModel | undefined): void {
    this.#watching.clear();
    if (!model) {
      this.#item.hide();
      return;
    }
    this.#show(model);
    this.#item.show();
    if (model.outcome) return;
    const timer = setInterval(() => this.#show(model), UPDATE_MS);
    this.#watching.add(toDisposable(() => clearInterval(timer)));
  }

  #show(model: RunModel): void {
    this.#item.text = statusText(model, vscode.l10n);
    this.#item.tooltip = tooltipOf(model);
    this.#item.accessibilityInformation = {
      label: `Loopscope: ${statusSentences(model, vscode.l10n).join(' ')}`,
    };
    this.#item.command = commandOf(model);
  }
}

function tooltipOf(model: RunModel): vscode.MarkdownString {
  const links = statusLinks(model, vscode.l10n).map(({ title, command, argument }) => {
    const query =
      argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`;
    return `[${escapeMarkdown(title)}](command:${command}${query})`;
  });
  const sentences = statusSentences(model, vscode.l10n).map(escapeMarkdown);
  const tooltip = new vscode.MarkdownString([...sentences, links.join(' · ')].join('\n\n'));
  tooltip.isTrusted = { enabledCommands: LINKED_COMMANDS };
  return tooltip;
}

function commandOf(model: RunModel): vscode.Command {
  const { traceFile } = model;
  if (model.isAsking && !model.outcome) {
    return { command: 'loopscope.showOutput', title: vscode.l10n.t('Show Output') };
  }
  return {
    command: traceFile === undefined ? 'loopscope.openTimeline' : 'vscode.open',
    title: vscode.l10n.t('Open Timeline'),
    arguments: [
      traceFile === undefined ? vscode.Uri.file(model.file) : vscode.Uri.parse(traceFile),
    ],
  };
}
