import { basename } from 'node:path';
import * as vscode from 'vscode';
import { formatSeconds } from '../../analysis/format-seconds';
import { nextRunOfLine } from '../../analysis/steps-to-line';
import { momentOfEvent } from '../../trace/cursor';
import type { RunController } from '../run/run-controller';
import type { RunModel } from '../run/run-model';

/** Moves the cursor to the next time at which the line of the editor runs. */
export async function runToHere(runs: RunController): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const file = editor.document.uri.fsPath;
  const line = editor.selection.active.line + 1;
  const model = modelWith(runs, file);
  if (!model) {
    const message = vscode.l10n.t('{0} took no part in a run yet. Run it first.', basename(file));
    void vscode.window.showInformationMessage(message);
    return;
  }
  runs.show(model);
  const from = model.cursor?.event ?? -1;
  const event = nextRunOfLine(model.timeline, file, line, from);
  if (event !== undefined) model.setCursor(momentOfEvent(model.trace, event), 'command');
  else await offerBeginning(model, file, line);
}

/** The run in front if the file took part in it, else the file's own. */
function modelWith(runs: RunController, file: string): RunModel | undefined {
  const { current } = runs;
  const takesPart = current?.trace.positions.some((position) => position.file === file);
  return takesPart ? current : runs.modelOf(file);
}

/** Says that the line does not run any more; from the beginning it may. */
async function offerBeginning(model: RunModel, file: string, line: number): Promise<void> {
  const first = nextRunOfLine(model.timeline, file, line, -1);
  if (first === undefined) {
    const message = vscode.l10n.t('Line {0} did not run, nor any below it that is known.', line);
    void vscode.window.showInformationMessage(message);
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
