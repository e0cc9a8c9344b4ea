import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  diagnosticsOf,
  makeScenario,
  notified,
  run,
  start,
  until,
  workspaceFile,
} from '../../support/vscode/loopscope';
import { useDriver } from '../../support/vscode/use-driver';
import { useExtension } from '../../support/vscode/use-extension';

describe('bad input', () => {
  const driver = useDriver();
  const api = useExtension();

  /** Runs a file that cannot be run, and looks for the message and its buttons on screen. */
  async function refused(uri: vscode.Uri, message: string, buttons: readonly string[]) {
    const before = api().runs.current;
    await start(uri);
    const toast = await notified(driver(), message);
    assert.deepEqual(await driver().texts(`${toast} >> .monaco-text-button`), buttons);
    assert.equal(api().runs.current, before);
  }

  it('is a file in another language', async () => {
    const message = 'notes.txt is not a Python, TypeScript or JavaScript file.';
    await refused(workspaceFile('notes.txt'), message, ['Open File…', 'Open Demo…']);
  });

  it('is an empty file', async () => {
    await refused(workspaceFile('empty.py'), 'empty.py is empty.', ['Open Demo…']);
  });

  it('is a file that is not there', async () => {
    await refused(workspaceFile('gone.py'), 'gone.py could not be read.', ['Open File…']);
  });

  it('is an earlier version of a file', async () => {
    const uri = workspaceFile('overlap.py').with({ scheme: 'git' });
    await refused(uri, 'This is an earlier version of overlap.py.', ['Run the File on Disk']);
    const message = await notified(driver(), 'earlier version');
    await driver().click(`${message} >> .monaco-text-button`);
    const file = workspaceFile('overlap.py').fsPath;
    await until('its run', () => (api().runs.current?.file === file ? true : undefined));
    await driver().waitFor('.statusbar-item:has-text("finished in 2.000 s")');
  });

  it('is a file that is not on disk', async () => {
    const uri = vscode.Uri.parse('vscode-vfs://github/tea/tea.py');
    await refused(uri, 'tea.py is not on disk (vscode-vfs).', ['Save As…']);
  });

  it('is a syntax error: the line is marked', async () => {
    const uri = workspaceFile('syntax_error.py');
    const { outcome } = await run(api(), uri);
    assert.equal(outcome?.end, 'failed');
    const [error, ...more] = diagnosticsOf(uri);
    assert.deepEqual(more, []);
    assert.equal(error?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(error?.code, 'syntax-error');
    assert.equal(error?.range.start.line, 3);
    assert.match(error?.message ?? '', /^SyntaxError: expected ':'/);
  });

  it('is a missing import: the line is marked, and the output says so', async () => {
    const uri = workspaceFile('missing_import.py');
    const { outcome } = await run(api(), uri);
    assert.equal(outcome?.exitCode, 1);
    const [error, ...more] = diagnosticsOf(uri);
    assert.deepEqual(more, []);
    assert.equal(error?.code, 'uncaught-exception');
    assert.equal(error?.range.start.line, 2);
    assert.match(api().terminal().text, /ModuleNotFoundError: No module named/);
    assert.match(api().terminal().text, /File ".*missing_import\.py", line 3/);
  });

  it('is a program without an event loop: it runs, and the task view says so', async () => {
    const uri = await makeScenario('no_loop.py', 'print("tea")\n');
    await run(api(), uri);
    assert.deepEqual(api().tasks().rows, []);
    assert.match(api().tasks().message ?? '', /without an event loop/);
  });
});
