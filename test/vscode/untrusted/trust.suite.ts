import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { notified, start, testing, workspaceFile } from '../../support/vscode/loopscope';
import { useDriver } from '../../support/vscode/use-driver';

describe('an untrusted workspace', () => {
  const driver = useDriver();

  it('is what this suite runs in', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('runs nothing, and says what to do', async () => {
    const api = await testing();
    await start(workspaceFile('overlap.py'));
    const toast = await notified(driver(), 'Loopscope runs nothing in Restricted Mode.');
    assert.deepEqual(await driver().texts(`${toast} >> .monaco-text-button`), [
      'Manage Workspace Trust',
    ]);
    assert.equal(api.runs.current, undefined);
    assert.equal(api.terminal().text, '');
  });

  it('leads from the message to the trust editor', async () => {
    const toast = await notified(driver(), 'Restricted Mode');
    await driver().click(`${toast} >> .monaco-text-button`);
    await driver().waitFor('.workspace-trust-editor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('says so in the task view', async () => {
    await vscode.commands.executeCommand('loopscope.tasks.focus');
    await driver().waitFor('.welcome-view >> text=Loopscope runs nothing in Restricted Mode.');
  });
});
