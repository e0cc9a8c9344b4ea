import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { showNotice, takeStep } from './notices';
import { outcomeNotice } from './outcome-messages';
import type { RunController } from './run-controller';

/** Shows a message with the next step when a run ended in a way that needs one. */
export class OutcomeReporter extends Disposable {
  constructor(runs: RunController) {
    super();
    this._register(
      runs.onDidEnd(({ outcome, header }) => {
        const notice = outcome && outcomeNotice(outcome, header.title, vscode.l10n);
        if (notice) void showNotice(notice).then(takeStep);
      }),
    );
  }
}
