import * as assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { decodeTrace, encodeTrace } from '../../../src/trace/file';
import { blockedSleepTrace } from '../../support/trace-builder';
import {
  blockedSleepScenario,
  diagnosticsOf,
  drawn,
  makeScenario,
  run,
  tidyUp,
  until,
  workspaceFile,
} from '../../support/vscode/loopscope';
import { clickTool } from '../../support/vscode/toolbar';
import { useDriver } from '../../support/vscode/use-driver';
import { useExtension } from '../../support/vscode/use-extension';

const PNG = [0x89, 0x50, 0x4e, 0x47];
/** Of the simple dialog that VS Code shows where the system has none. */
const DIALOG = '.quick-input-widget:visible input[type="text"]';

describe('saving and sharing', () => {
  const driver = useDriver();
  const api = useExtension();

  /** Runs a command that saves, answers its dialog with the proposed name, and gives the file. */
  async function saved(command: string, name: string): Promise<Buffer> {
    const uri = workspaceFile(name);
    await rm(uri.fsPath, { force: true });
    const done = vscode.commands.executeCommand(command);
    const proposed = await until('the dialog', async () => {
      const value = await driver().evaluate<string>(
        `document.querySelector('.quick-input-widget input[type="text"]')?.value ?? ''`,
      );
      return value.endsWith(name) ? value : undefined;
    });
    assert.equal(proposed, uri.fsPath);
    await driver().waitFor(DIALOG);
    await driver().press('Enter');
    await done;
    return readFile(uri.fsPath);
  }

  async function runBlockedSleep(): Promise<vscode.Uri> {
    const uri = await blockedSleepScenario();
    await vscode.window.showTextDocument(uri);
    await run(api(), uri);
    await drawn(api(), uri, ({ lanes }) => lanes.length === 4);
    return uri;
  }

  /** Writes a trace as if it had been saved elsewhere, of a scenario of this workspace. */
  async function traceFile(name: string, scenario: vscode.Uri): Promise<vscode.Uri> {
    const uri = workspaceFile(name);
    const bytes = encodeTrace(blockedSleepTrace(scenario.fsPath), {
      title: 'tea.py',
      file: scenario.fsPath,
      clock: 'virtual',
      slowCallbackDuration: 0.1,
      recorded: '2026-01-02T03:04:05.000Z',
      version: '0.1.0',
      notes: [],
    });
    await writeFile(uri.fsPath, bytes);
    return uri;
  }

  it('keeps a run as a file that opens as the same timeline', async () => {
    const uri = await runBlockedSleep();
    const before = await drawn(api(), uri, ({ lanes }) => lanes.length === 4);
    const bytes = await saved('loopscope.saveTrace', 'async_sleep3.loopscope');
    const model = api().runs.modelOf(uri.fsPath)!;
    assert.deepEqual(decodeTrace(bytes).trace.toChunk(), model.trace.toChunk());
    await vscode.commands.executeCommand('vscode.open', workspaceFile('async_sleep3.loopscope'));
    const after = await until('the timeline of the trace', async () => {
      const active = api().describeActive();
      const description = await active.catch(() => undefined);
      return description?.lanes.length === 4 && api().runs.current !== model
        ? description
        : undefined;
    });
    assert.equal(after.summary, before.summary);
    assert.deepEqual(after.outputs.length, before.outputs.length);
    assert.deepEqual(
      after.lanes.map(({ name, end, depth }) => ({ name, end, depth })),
      before.lanes.map(({ name, end, depth }) => ({ name, end, depth })),
    );
  });

  it('shows the tasks and the warnings of a trace as long as it is open', async () => {
    const scenario = await makeScenario('tea.py', '# a scenario\n'.repeat(30));
    const trace = await traceFile('tea.loopscope', scenario);
    await vscode.commands.executeCommand('vscode.open', trace);
    const warnings = await until('the warning', () => {
      const found = diagnosticsOf(scenario);
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(
      warnings.map(({ range, code }) => [range.start.line + 1, code]),
      [[12, 'blocking-call']],
    );
    const { rows } = api().tasks();
    assert.deepEqual(
      rows.map(({ label, children }) => [label, children.map((row) => row.label)]),
      [['main', ['func1', 'func2']]],
    );
    assert.match(api().statusBar(), /tea\.py|2\.000 s/);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('the end of the warning', () =>
      diagnosticsOf(scenario).length === 0 ? true : undefined,
    );
    assert.notEqual(api().runs.current?.file, scenario.fsPath);
  });

  it('says why a file cannot be shown', async () => {
    const scenario = await makeScenario('tea.py', '# a scenario\n');
    const trace = await traceFile('damaged.loopscope', scenario);
    const bytes = await readFile(trace.fsPath);
    await writeFile(trace.fsPath, bytes.subarray(0, -7));
    await vscode.commands.executeCommand('vscode.open', trace);
    await driver().waitFor('text=The trace file is damaged.', { where: 'webview' });
    await tidyUp(api());
    bytes[8] = 200;
    const newer = workspaceFile('newer.loopscope');
    await writeFile(newer.fsPath, bytes);
    await vscode.commands.executeCommand('vscode.open', newer);
    await driver().waitFor('text=Update Loopscope to open it.', { where: 'webview' });
  });

  it('saves pictures of what is in view', async () => {
    await runBlockedSleep();
    const svg = (await saved('loopscope.exportSvg', 'async_sleep3.svg')).toString();
    const texts = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    for (const text of ['async_sleep3.py', 'func1', 'sleep 1.0 s', 'blocking the loop']) {
      assert.ok(texts.includes(text), `${text} is not in ${texts.join(', ')}`);
    }
    const png = await saved('loopscope.exportPng', 'async_sleep3.png');
    assert.deepEqual([...png.subarray(0, 4)], PNG);
    const size = /width="(\d+)" height="(\d+)"/.exec(svg)!.slice(1).map(Number);
    const pixels = [png.readUInt32BE(16), png.readUInt32BE(20)];
    assert.equal(pixels[0], 2 * size[0]!);
    assert.ok(pixels[1]! > size[1]!);
  });

  it('saves a trace for Chrome and Perfetto', async () => {
    await runBlockedSleep();
    const json = await saved('loopscope.exportChromeTrace', 'async_sleep3.trace.json');
    const { traceEvents } = JSON.parse(json.toString());
    const slices = traceEvents.filter(({ cat }: { cat?: string }) => cat === 'blocking');
    assert.deepEqual(
      slices.map(({ ph, dur }: { ph: string; dur: number }) => [ph, dur]),
      [['X', 2_000_000]],
    );
  });

  it('copies the picture', async () => {
    await runBlockedSleep();
    await vscode.commands.executeCommand('loopscope.copyImage');
    await driver().waitFor('.statusbar-item:has-text("The picture is on the clipboard.")');
    const types = await driver().evaluate<string[]>(
      'navigator.clipboard.read().then((items) => items.flatMap(({ types }) => [...types]))',
    );
    assert.deepEqual(types, ['image/png']);
  });

  it('offers all forms behind the button of the timeline', async () => {
    await runBlockedSleep();
    await clickTool(driver(), 'Save or export the timeline');
    await driver().waitFor('.quick-input-list .monaco-list-row >> nth=4');
    const texts = await driver().texts('.quick-input-list .monaco-list-row .label-name');
    // Each form has a line that explains it.
    const names = texts.filter((_, index) => index % 2 === 0);
    assert.deepEqual(names, [
      'Save Trace…',
      'Copy Timeline as Image',
      'Export Timeline as SVG…',
      'Export Timeline as PNG…',
      'Export Chrome Trace…',
    ]);
    await driver().press('Escape');
  });
});
