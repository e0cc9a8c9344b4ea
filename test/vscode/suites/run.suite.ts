import * as assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import * as vscode from 'vscode';
import type { TestingApi } from '../../../src/extension/testing';
import { momentAtTime } from '../../../src/trace/cursor';
import {
  blockedSleepScenario,
  deterministic,
  diagnosticsOf,
  drawn,
  run,
  testing,
  type,
} from '../../support/vscode/loopscope';

describe('a run', () => {
  let api: TestingApi;
  let uri: vscode.Uri;

  before(async () => {
    api = await testing();
    await deterministic();
    uri = await blockedSleepScenario();
    await vscode.window.showTextDocument(uri);
    await run(api, uri);
  });

  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('prints the output with the time of each line', () => {
    const text = stripVTControlCharacters(api.terminal().text);
    assert.deepEqual(text.trim().split('\r\n').slice(-6), [
      '▶ async_sleep3.py',
      '   0.000 s │ func1() started',
      '   0.000 s │ func2() started',
      '   2.000 s │ func2() finished',
      '   2.000 s │ func1() finished',
      '── finished in 2.000 s, 3 tasks, 1 warning ──',
    ]);
  });

  it('warns on the line that blocked, and names who was delayed', () => {
    const [warning, ...more] = diagnosticsOf(uri);
    assert.deepEqual(more, []);
    assert.ok(warning);
    assert.equal(warning.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(warning.code, 'blocking-call');
    // `    time.sleep(2)` is line 11, which counts as 10 here.
    assert.deepEqual(warning.range, new vscode.Range(10, 4, 10, 17));
    assert.match(warning.message, /^`time\.sleep\(2\)` held the loop for 2\.000 s\./);
    const related = warning.relatedInformation?.map(({ location, message }) => ({
      line: location.range.start.line,
      message,
    }));
    assert.deepEqual(related, [
      { line: 5, message: 'func1 was due at 1.000 s and ran 1.000 s late.' },
    ]);
  });

  it('shows all tasks done in the task view', () => {
    const row = (label: string, at: string, children: object[] = []) => ({
      label,
      description: `done at ${at}`,
      icon: 'pass',
      children,
    });
    assert.deepEqual(api.tasks(), {
      rows: [row('main', '2.000 s', [row('func1', '2.000 s'), row('func2', '2.000 s')])],
      message: undefined,
      description: 'async_sleep3.py',
    });
  });

  it('tells in the status bar how it went', () => {
    assert.equal(api.statusBar(), '$(warning) Loopscope: finished in 2.000 s, 1 warning');
  });

  it('draws waiting, ready and blocking in the timeline', async () => {
    const { lanes, outputs } = await drawn(api, uri, (seen) => seen.lanes.length === 4);
    const spans = (name: string) =>
      lanes
        .find((lane) => lane.name === name)!
        .spans.filter(({ from, to }) => to > from)
        .map(({ state, from, to }) => ({ state, from, to }));
    assert.deepEqual(spans('func1'), [
      { state: 'waiting', from: 0, to: 1 },
      { state: 'ready', from: 1, to: 2 },
    ]);
    assert.deepEqual(spans('func2'), [{ state: 'blocking', from: 0, to: 2 }]);
    assert.deepEqual(spans('main'), [{ state: 'waiting', from: 0, to: 2 }]);
    assert.equal(outputs.length, 4);
  });

  it('follows the cursor of the timeline in the task view', () => {
    const model = api.runs.current!;
    model.setCursor(momentAtTime(model.trace, 1.5), 'timeline');
    const [main] = api.tasks().rows;
    assert.deepEqual(
      [main, ...main!.children].map((row) => `${row!.label}: ${row!.description}`),
      [
        'main: waiting: task func1 · line 17',
        'func1: ready since 1.000 s · line 6',
        'func2: running · line 11',
      ],
    );
    assert.equal(api.tasks().description, 'async_sleep3.py at 1.500 s');
    model.setCursor(undefined, 'timeline');
  });

  it('keeps the warning on edits below its line and drops it on an edit of the line', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    await type(document, new vscode.Range(11, 0, 11, 0), '\n');
    assert.equal(diagnosticsOf(uri).length, 1);
    await type(document, new vscode.Range(10, 15, 10, 16), '3');
    assert.equal(diagnosticsOf(uri).length, 0);
  });

  it('runs what is on screen, not what is on disk', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.isDirty, true);
    const model = await run(api, uri);
    assert.equal(model.timeline.runEnd?.time, 3);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
