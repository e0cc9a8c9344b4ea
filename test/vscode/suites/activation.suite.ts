import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { useDriver } from '../../support/vscode/use-driver';

describe('activation', () => {
  const driver = useDriver();

  it('activates the extension', async () => {
    const extension = vscode.extensions.getExtension('loopscope.loopscope');
    assert.ok(extension, 'VS Code does not know the extension.');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('offers its commands in the palette', async () => {
    await driver().openFile('overlap.py');
    await driver().press('F1');
    await driver().type('Loopscope: Run Scenario');
    await driver().waitFor('.quick-input-list .monaco-list-row >> text=Run Scenario');
    const rows = await driver().texts('.quick-input-list .monaco-list-row');
    await driver().press('Escape');
    assert.match(rows[0] ?? '', /^Loopscope: Run Scenario/);
  });
});
