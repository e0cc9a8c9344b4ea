import * as vscode from 'vscode';
import type { Fix, FixPlace } from '../../analysis/finding';
import { Disposable } from '../../base/disposable';
import { SCENARIO_LANGUAGE_IDS } from '../editor/languages';
import { rangeOf } from '../editor/reveal-source';
import type { RunDiagnostics } from './run-diagnostics';

/** Offers the fixes of findings as quick fixes of their lines. */
export class QuickFixes extends Disposable implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(private readonly diagnostics: RunDiagnostics) {
    super();
    const selector = SCENARIO_LANGUAGE_IDS.map((language) => ({ scheme: 'file', language }));
    const metadata = { providedCodeActionKinds: QuickFixes.kinds };
    this._register(vscode.languages.registerCodeActionsProvider(selector, this, metadata));
  }

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return this.diagnostics
      .marksIn(document.uri.fsPath)
      .filter(({ place }) => rangeOf(place).intersection(range) !== undefined)
      .flatMap(({ fix, otherFix, code }) => {
        const mended = diagnostics.filter((one) => one.source === 'Loopscope' && one.code === code);
        return [
          ...(fix ? [actionFor(document, fix, mended, true)] : []),
          ...(otherFix ? [actionFor(document, otherFix, mended, false)] : []),
        ];
      });
  }
}

function actionFor(
  document: vscode.TextDocument,
  fix: Fix,
  mended: vscode.Diagnostic[],
  isPreferred: boolean,
) {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  for (const { from, to, text } of fix.edits) {
    action.edit.replace(document.uri, new vscode.Range(placed(from), placed(to)), text);
  }
  action.diagnostics = mended;
  action.isPreferred = isPreferred;
  return action;
}

function placed([line, column]: FixPlace): vscode.Position {
  return new vscode.Position(line - 1, column - 1);
}
