import * as vscode from 'vscode';
import { formatSeconds } from '../../analysis/format-seconds';
import { Disposable, toDisposable } from '../../base/disposable';
import type { RunController } from './run-controller';
import type { RunModel } from './run-model';

/** Real milliseconds: most runs are over before, and a notification that flashes is noise. */
const DELAY_MS = 1000;
const UPDATE_MS = 500;

/** Shows a notification with a cancel button for runs that take long. */
export class RunProgress extends Disposable {
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(private readonly runs: RunController) {
    super();
    this._register(toDisposable(() => this.#timers.forEach(clearTimeout)));
    this._register(runs.onDidStart((model) => this.#watch(model)));
  }

  #watch(model: RunModel): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#show(model);
    }, DELAY_MS);
    this.#timers.add(timer);
  }

  async #show(model: RunModel): Promise<void> {
    if (model.outcome) return;
    const title = vscode.l10n.t('Loopscope is running {0}', model.header.title);
    const location = vscode.ProgressLocation.Notification;
    await vscode.window.withProgress(
      { location, title, cancellable: true },
      (progress, cancelled) => {
        cancelled.onCancellationRequested(() => this.runs.stop(model));
        return over(model, () => progress.report({ message: progressText(model) }));
      },
    );
  }
}

/** Settles when the run is over; calls `tick` now and then until it is. */
function over(model: RunModel, tick: () => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(tick, UPDATE_MS);
    const end = model.onDidEnd(() => {
      clearInterval(timer);
      end.dispose();
      resolve();
    });
  });
}

function progressText(model: RunModel): string {
  if (model.isAsking) {
    return vscode.l10n.t('it waits for input in the terminal, which Ctrl+D ends');
  }
  const time = formatSeconds(model.timeline.end);
  const tasks = model.timeline.tasks.length;
  return tasks === 1
    ? vscode.l10n.t('{0} on its clock, 1 task', time)
    : vscode.l10n.t('{0} on its clock, {1} tasks', time, tasks);
}
