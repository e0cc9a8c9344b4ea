import * as vscode from 'vscode';
import { SETTINGS } from './contributions';

const PREFIX = 'loopscope.';

/** Shows one of our settings in the settings editor; anything else is ignored. */
export function openSetting(setting: string): void {
  if (!setting.startsWith(PREFIX) || !Object.hasOwn(SETTINGS, setting.slice(PREFIX.length))) return;
  void vscode.commands.executeCommand('workbench.action.openSettings', `@id:${setting}`);
}
