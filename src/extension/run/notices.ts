import * as vscode from 'vscode';
import type { NextStep, Notice } from './problem-messages';

/** Shows a message and gives the step behind the button that the user presses, if any. */
export async function showNotice(notice: Notice): Promise<NextStep | undefined> {
  const titles = notice.buttons.map(({ title }) => title);
  const show = {
    information: vscode.window.showInformationMessage,
    warning: vscode.window.showWarningMessage,
    error: vscode.window.showErrorMessage,
  }[notice.severity];
  const pressed = await show<string>(notice.text, ...titles);
  return notice.buttons.find(({ title }) => title === pressed)?.step;
}

/** Takes a step that needs no document; the others are left to the caller. */
export async function takeStep(step: NextStep | undefined): Promise<void> {
  if (step?.kind !== 'command') return;
  const rest = step.argument === undefined ? [] : [step.argument];
  await vscode.commands.executeCommand(step.command, ...rest);
}
