import * as assert from 'node:assert/strict';
import { basename } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import * as vscode from 'vscode';
import { until } from '../../support/vscode/loopscope';
import { useDriver } from '../../support/vscode/use-driver';
import { useExtension } from '../../support/vscode/use-extension';

const ROW = '.quick-input-list .monaco-list-row';

describe('a new scenario', () => {
  const driver = useDriver();
  const api = useExtension();

  async function choose(label: string): Promise<vscode.TextDocument> {
    const opened = vscode.commands.executeCommand<vscode.TextEditor>('loopscope.newScenario');
    await driver().click(`${ROW}:has-text("${label}")`);
    return (await opened).document;
  }

  it('is in Python or in TypeScript, not saved yet', async () => {
    for (const [label, language, imports] of [
      ['Python', 'python', 'import asyncio'],
      ['TypeScript', 'typescript', "import * as asyncio from 'loopscope/asyncio'"],
    ] as const) {
      const document = await choose(label);
      assert.deepEqual(
        [document.languageId, document.isUntitled, document.getText().includes(imports)],
        [language, true, true],
      );
      await driver().waitFor('.codelens-decoration:has-text("Run in Loopscope")');
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  it('is offered by File > New File…', async () => {
    const list = vscode.commands.executeCommand('welcome.showNewFileEntries');
    await driver().waitFor(`${ROW}:has-text("New Scenario…")`);
    await driver().press('Escape');
    await list;
  });

  for (const [label, ending] of [
    ['Python', '.py'],
    ['TypeScript', '.ts'],
  ] as const) {
    it(`is run as soon as it has a place, in ${label}`, async () => {
      const document = await choose(label);
      const run = vscode.commands.executeCommand('loopscope.run', document.uri);
      const file = await proposedPlace(ending);
      await driver().press('Enter');
      await run;
      const { outcome } = await api().finished(file);
      assert.equal(outcome?.end, 'finished');
      const lines = stripVTControlCharacters(api().terminal().text).trim().split('\r\n');
      assert.deepEqual(lines.slice(-7), [
        `▶ ${basename(file)}`,
        '   0.000 s │ soup: on the stove',
        '   0.000 s │ salad: on the stove',
        '   1.000 s │ salad: ready',
        '   2.000 s │ soup: ready',
        '   2.000 s │ Dinner is served: soup and salad',
        '── finished in 2.000 s, 3 tasks ──',
      ]);
      const { uri } = await until('the editor', () => vscode.window.activeTextEditor?.document);
      assert.equal(uri.fsPath, file);
      const errors = vscode.languages.getDiagnostics(uri);
      assert.deepEqual(errors, []);
    });
  }

  /** What the dialog proposes as soon as it has listed what is there: a file in the folder. */
  async function proposedPlace(ending: string): Promise<string> {
    // One of the first files: rows that are not in view do not exist.
    await driver().waitFor(`${ROW}:has-text("blocking.py")`);
    return until('the proposed place', async () => {
      const value = await driver().evaluate<string>(
        `document.querySelector('.quick-input-widget input[type="text"]').value`,
      );
      return value.endsWith(ending) ? value : undefined;
    });
  }
});
