import * as vscode from 'vscode';
import { COMMANDS, type CommandId } from '../contributions';

/** What the button of the timeline offers, the most usual first. */
const CHOICES: readonly { readonly command: CommandId; readonly detail: string }[] = [
  {
    command: 'loopscope.saveTrace',
    detail: vscode.l10n.t('All of the run. Open it here again, or send it to somebody.'),
  },
  {
    command: 'loopscope.copyImage',
    detail: vscode.l10n.t('What is in view, with title and legend, for a chat or a slide.'),
  },
  {
    command: 'loopscope.exportSvg',
    detail: vscode.l10n.t('The same as a picture that stays sharp, and whose texts can be edited.'),
  },
  { command: 'loopscope.exportPng', detail: vscode.l10n.t('The same as a picture of pixels.') },
  {
    command: 'loopscope.exportChromeTrace',
    detail: vscode.l10n.t('All of the run as JSON, for ui.perfetto.dev and chrome://tracing.'),
  },
];

/** Asks in which form the run is to be kept or shared. */
export async function pickExport(): Promise<void> {
  const items = CHOICES.map(({ command, detail }) => ({
    label: COMMANDS[command].title,
    detail,
    command,
  }));
  const placeHolder = vscode.l10n.t('How do you want to keep or share this run?');
  const picked = await vscode.window.showQuickPick(items, { placeHolder });
  if (picked) await vscode.commands.executeCommand(picked.command);
}
