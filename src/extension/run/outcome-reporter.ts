import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import type { RunOutcome } from '../../protocol/run';
import { showNotice, takeStep } from './notices';
import { noteNotices, outcomeNotice } from './outcome-messages';
import type { RunController } from './run-controller';

/** Shows a message with the next step when a run ended in a way that needs one. */
export class OutcomeReporter extends Disposable {
  /** What has been told once is not told again in this window; the terminal has it each time. */
  readonly #told = new Set<string>();

  constructor(runs: RunController) {
    super();
    this._register(
      runs.onDidEnd(({ outcome, header }) => {
        const notice = outcome && outcomeNotice(outcome, header.title, vscode.l10n);
        if (notice) void showNotice(notice).then(takeStep);
        if (outcome) this.#tellNotes(outcome, header.title);
      }),
    );
  }

  #tellNotes(outcome: RunOutcome, title: string): void {
    for (const notice of noteNotices(outcome, title, vscode.l10n)) {
      if (this.#told.has(notice.text)) continue;
      this.#told.add(notice.text);
      void showNotice(notice).then(takeStep);
    }
  }
}
