import { basename } from 'node:path';
import * as vscode from 'vscode';
import { formatSeconds } from '../../analysis/format-seconds';
import { type LineOfSource, nextRunOfLine } from '../../analysis/steps-to-line';
import { momentOfEvent } from '../../trace/cursor';
import type { SpokenLines } from '../editor/spoken-lines';
import type { RunController } from '../run/run-controller';
import type { RunModel } from '../run/run-model';

/** Moves the cursor to the next time at which the line of the editor runs, or says why it does not. */
export async function runToHere(runs: RunController, spoken: SpokenLines): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    say(vscode.l10n.t('Put the text cursor into a line of the program first.'));
    return;
  }
  const place = lineOf(editor);
  const lines = spoken.of(place.file);
  if (!lines) {
    const name = basename(place.file);
    say(vscode.l10n.t('{0} took no part in a run yet. Run it first.', name));
    return;
  }
  if (!lines.holds(place.file, place.line)) {
    say(vscode.l10n.t('The file was changed after the run. Run it again.'));
    return;
  }
  const { model } = lines;
  runs.show(model);
  const event = nextRunOfLine(model.timeline, place, model.cursor?.event ?? -1);
  if (event !== undefined) model.setCursor(momentOfEvent(model.trace, event), 'command');
  else await offerBeginning(model, place);
}

function lineOf({ document, selection }: vscode.TextEditor): LineOfSource {
  return {
    file: document.uri.fsPath,
    line: selection.active.line + 1,
    source: document.getText().split(/\r?\n/),
  };
}

/** Says that the line does not run any more; from the beginning it may. */
async function offerBeginning(model: RunModel, place: LineOfSource): Promise<void> {
  const { line } = place;
  const first = nextRunOfLine(model.timeline, place, -1);
  if (first === undefined) {
    say(vscode.l10n.t('The run does not tell whether line {0} ran.', line));
    return;
  }
  const start = vscode.l10n.t('Start from the Beginning');
  const message = vscode.l10n.t(
    'Line {0} does not run again after {1}.',
    line,
    formatSeconds(model.moment.time),
  );
  const answer = await vscode.window.showInformationMessage(message, start);
  if (answer === start) model.setCursor(momentOfEvent(model.trace, first), 'command');
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
