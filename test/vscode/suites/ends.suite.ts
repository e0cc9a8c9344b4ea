import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { makeScenario, run, start, until, workspaceFile } from '../../support/vscode/loopscope';
import { useDriver } from '../../support/vscode/use-driver';
import { useExtension } from '../../support/vscode/use-extension';

describe('the end of a run', () => {
  const driver = useDriver();
  const api = useExtension();

  it('comes with Stop, even for a program that never hands over control', async () => {
    const uri = workspaceFile('busy.py');
    await start(uri);
    await driver().waitFor(RUNNING);
    await vscode.commands.executeCommand('loopscope.stop');
    const { outcome } = await api().finished(uri.fsPath);
    assert.equal(outcome?.end, 'stopped');
    assert.match(api().statusBar(), /Loopscope: stopped after/);
  });

  it('comes with the link in the tooltip of the status bar, and no message covers the window', async () => {
    const uri = await makeScenario('spin.py', 'while True:\n    pass\n');
    await start(uri);
    await driver().hover(RUNNING);
    await driver().click('.monaco-hover a:has-text("Stop")');
    assert.equal((await api().finished(uri.fsPath)).outcome?.end, 'stopped');
    assert.deepEqual(await driver().texts('.notification-toast >> visible=true'), []);
  });

  it('comes at a limit, which the timeline names and whose setting a button opens', async () => {
    const uri = workspaceFile('endless.py');
    const model = await run(api(), uri);
    assert.equal(model.outcome?.end, 'limit');
    assert.equal(model.timeline.end, 3600);
    const button = '.summary .loud:has-text("loopscope.limits.virtualSeconds") button';
    await driver().click(button, { where: 'webview' });
    await driver().waitFor('.settings-editor .setting-item-label:has-text("Virtual Seconds")');
  });

  it('comes at a limit that a setting has changed, without a reload', async () => {
    const configuration = vscode.workspace.getConfiguration('loopscope');
    const target = vscode.ConfigurationTarget.Workspace;
    await configuration.update('limits.virtualSeconds', 5, target);
    try {
      const model = await run(api(), workspaceFile('endless.py'));
      assert.equal(model.outcome?.end, 'limit');
      assert.equal(model.timeline.end, 5);
    } finally {
      await configuration.update('limits.virtualSeconds', undefined, target);
    }
  });

  it('comes when a new run of the same file takes its place', async () => {
    const uri = workspaceFile('busy.py');
    await start(uri);
    const first = api().runs.modelOf(uri.fsPath)!;
    await start(uri);
    const second = api().runs.modelOf(uri.fsPath)!;
    assert.notEqual(first, second);
    await until('the end of the first run', () => first.outcome);
    assert.equal(first.outcome?.end, 'stopped');
    assert.deepEqual(api().runs.running, [second]);
    await vscode.commands.executeCommand('loopscope.stop', uri);
    await api().finished(uri.fsPath);
  });

  it('comes when the engine is killed; the next run is as good as any', async function () {
    if (process.platform === 'win32') this.skip();
    const uri = workspaceFile('busy.py');
    await start(uri);
    await driver().waitFor(RUNNING);
    for (const id of engineProcesses()) process.kill(id, 'SIGKILL');
    const { outcome } = await api().finished(uri.fsPath);
    assert.equal(outcome?.end, 'crashed');
    const reason = '.summary .loud:has-text("Run the scenario again")';
    await driver().waitFor(reason, { where: 'webview' });
    const next = await run(api(), workspaceFile('overlap.py'));
    assert.equal(next.outcome?.end, 'finished');
  });

  it('comes when everything waits for ever, and the timeline says so', async () => {
    const uri = await makeScenario(
      'stalled.py',
      'import asyncio\n\nasync def main():\n    await asyncio.Event().wait()\n\nasyncio.run(main())\n',
    );
    const { outcome } = await run(api(), uri);
    assert.equal(outcome?.end, 'stalled');
    await driver().waitFor('.summary .loud:has-text("stalled at")', { where: 'webview' });
  });
});

/** The item of the status bar while a file spins. */
const RUNNING = '.statusbar-item:has-text("Loopscope: running")';

/** The children of this extension host that run the engine's supervisor. */
function engineProcesses(): number[] {
  const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return list
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent]) => Number(parent) === process.pid)
    .filter((words) => words.some((word) => word.endsWith('supervisor.js')))
    .map(([id]) => Number(id));
}
