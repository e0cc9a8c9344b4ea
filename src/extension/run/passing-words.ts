import * as vscode from 'vscode';
import { DisposableStore, toDisposable } from '../../base/disposable';
import { shortened } from './shortened';

/** What is said at the moment. */
const said = new DisposableStore();

/**
 * Says a sentence in the status bar for a while, in place of the one before; if it is long, its beginning, and
 * all of it in the tooltip and to screen readers.
 *
 * @param milliseconds real ones
 */
export function sayInStatusBar(sentence: string, milliseconds: number): void {
  said.clear();
  // Behind the run's own item.
  const item = said.add(
    vscode.window.createStatusBarItem('loopscope.message', vscode.StatusBarAlignment.Left, -1),
  );
  item.name = vscode.l10n.t('Loopscope Message');
  item.text = shortened(sentence);
  item.tooltip = sentence;
  item.accessibilityInformation = { label: sentence };
  item.show();
  const timer = setTimeout(() => said.clear(), milliseconds);
  said.add(toDisposable(() => clearTimeout(timer)));
}
