import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunModel } from '../../../src/extension/run/run-model';
import type { TimelineDescription } from '../../../src/protocol/timeline';
import {
  blockedSleepScenario,
  drawn,
  makeScenario,
  notified,
  runWithoutPanel,
  until,
} from '../../support/vscode/loopscope';
import { clickTool } from '../../support/vscode/toolbar';
import { useDriver } from '../../support/vscode/use-driver';
import { useExtension } from '../../support/vscode/use-extension';

/** In the scenario of a blocking sleep, the line that func1 prints last. */
const FINISHED_LINE = 7;
const CANVAS = 'canvas.canvas';

describe('travelling in time', () => {
  const driver = useDriver();
  const api = useExtension();
  let uri: vscode.Uri;
  let model: RunModel;

  beforeEach(async () => {
    uri = await blockedSleepScenario();
    await vscode.window.showTextDocument(uri);
    model = await runWithoutPanel(api(), driver(), uri);
    await drawn(api(), uri, ({ lanes }) => lanes.length === 4);
  });

  /** The page, once its cursor is the one of the extension. */
  function together(): Promise<TimelineDescription> {
    return drawn(api(), uri, ({ cursor }) => {
      const { event, time } = model.cursor ?? {};
      return cursor?.event === event && cursor?.time === time;
    });
  }

  async function heads(): Promise<string[]> {
    return (await together()).lanes.map(({ name, note }) => `${name}: ${note}`);
  }

  function rows(): string[] {
    const [main] = api().tasks().rows;
    return main ? [main, ...main.children].map((row) => `${row.label}: ${row.description}`) : [];
  }

  /** Waits until the cursor has moved, and gives the kind of its event. */
  async function moved(act: () => Promise<unknown>): Promise<string> {
    const before = model.cursor;
    await act();
    await until('the cursor', () => (model.cursor === before ? undefined : true));
    return model.cursor ? `${model.trace.kind(model.cursor.event)}` : 'none';
  }

  async function focusPage(): Promise<void> {
    await driver().click(CANVAS, { where: 'webview', at: { x: 30, y: 8 } });
  }

  it('moves the heads and the task view with each event of one moment, by keys', async () => {
    await focusPage();
    const seen: string[][] = [];
    for (;;) {
      await moved(() => driver().press('.'));
      if (model.cursor!.time > 0) break;
      const [loop, ...tasks] = await heads();
      if (seen.at(-1)?.[0] !== loop) seen.push([loop!, ...rows()]);
      assert.equal(tasks.length, 3);
    }
    // All of these stand at 0.000 s.
    assert.deepEqual(
      seen.map(([loop]) => loop),
      [
        'loop: idle',
        'loop: runs main',
        'loop: between two steps',
        'loop: runs func1',
        'loop: between two steps',
        'loop: held by func2',
      ],
    );
    assert.deepEqual(seen[3]!.slice(1), [
      'main: waiting: task func1 · line 17',
      'func1: running · line 4',
      'func2: ready since 0.000 s · line 16',
    ]);
    await moved(() => driver().press(','));
    assert.equal(model.cursor!.time, 0);
  });

  it('goes to the event of a short interval, and to the time of free space, where the mouse clicks', async () => {
    const { lanes } = await together();
    const [axis, , func1] = lanes;
    const step = func1!.spans.find(({ state }) => state === 'running')!;
    const click = (x: number, y: number) =>
      driver().click('body', { where: 'webview', at: { x, y } });
    const kind = await moved(() => click(step.x + step.width / 2, step.y + step.height / 2));
    const { event } = model.cursor!;
    assert.deepEqual([kind, model.names.of(model.trace.task(event))], ['task.step', 'func1']);
    const held = axis!.spans.find(({ state }) => state === 'blocking')!;
    await moved(() => click(held.x + held.width / 2, held.y - 30));
    const { time, event: last } = model.cursor!;
    assert.ok(time > 0.5 && time < 1.5, String(time));
    assert.equal(model.trace.kind(last + 1), 'block');
    await together();
  });

  it('steps, plays, pauses and ends by the buttons of the page', async () => {
    const button = (label: string) => `.travel [aria-label^="${label}"]:visible`;
    const click = (label: string) => clickTool(driver(), label);
    assert.equal(await moved(() => click('First event')), model.trace.kind(0));
    await moved(() => click('Step to the next event'));
    assert.equal(model.cursor!.event, 1);
    await driver().evaluate(
      `(() => { const speed = document.querySelector('.speed'); speed.value = '0.2';
        speed.dispatchEvent(new Event('change')); })()`,
      'webview',
    );
    await click('Play the run');
    await until('time to pass', () => ((model.cursor?.time ?? 0) > 0.1 ? true : undefined));
    await click('Pause');
    await driver().waitFor(button('Play the run'), { where: 'webview' });
    const { cursor } = await together();
    assert.ok(cursor!.time > 0.1 && cursor!.time < 2, String(cursor!.time));
    assert.equal(await moved(() => click('Last event')), 'run.ended');
    await driver().waitFor('.inspector-place:has-text("the run is over")', { where: 'webview' });
  });

  it('obeys the palette and the keys of VS Code, with the editor in front', async () => {
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
    assert.equal(
      await moved(() => driver().runCommand('Loopscope: Go to the Beginning of the Run')),
      model.trace.kind(0),
    );
    const first = model.cursor!.event;
    await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
    await moved(() => driver().press('Alt+.'));
    assert.equal(model.cursor!.event, first + 1);
    await moved(() => driver().press('Alt+,'));
    assert.equal(model.cursor!.event, first);
    assert.equal(await moved(() => driver().press('Alt+j')), 'task.step');
    const steps = model.cursor!.event;
    await moved(() => driver().runCommand('Loopscope: Next Iteration of the Loop'));
    assert.ok(model.cursor!.event > steps);
    await together();
    await driver().runCommand('Loopscope: Play or Pause');
    await until('the end', () =>
      model.cursor?.event === model.trace.length - 1 ? true : undefined,
    );
  });

  it('goes to the finding and shows its line, and the page keeps the keys', async () => {
    const busy = model.findings[0]!.position!.line;
    await focusPage();
    await moved(() => driver().press('f'));
    const editor = await until('the line', () =>
      vscode.window.visibleTextEditors.find(({ selection }) => selection.start.line === busy - 1),
    );
    assert.equal(editor.document.uri.toString(), uri.toString());
    await together();
    await moved(() => driver().press('.'));
  });

  it('runs to the line of the editor, and offers the beginning when it does not come again', async () => {
    const told = model.trace.positions.find(({ name }) => name === 'func1')!.line;
    const editor = await vscode.window.showTextDocument(uri, {
      viewColumn: vscode.ViewColumn.One,
    });
    const at = new vscode.Position(told - 1, 0);
    editor.selection = new vscode.Selection(at, at);
    const lines: number[] = [];
    const again = () => vscode.commands.executeCommand('loopscope.runToHere');
    await moved(async () => again());
    const first = model.cursor;
    lines.push(model.trace.positionOf(first!.event)!.line);
    assert.deepEqual(lines, [told]);
    await vscode.commands.executeCommand('loopscope.goToEnd');
    const asked = again();
    const message = await notified(driver(), `Line ${told} does not run again after 2.000 s.`);
    await driver().click(`${message} >> text=Start from the Beginning`);
    await asked;
    assert.deepEqual(model.cursor, first);
    await together();
  });

  it('runs to no line that was changed after the run, and says so', async () => {
    const editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n'));
    await vscode.commands.executeCommand('loopscope.runToHere');
    await notified(driver(), 'The file was changed after the run. Run it again.');
    assert.equal(model.cursor, undefined);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('runs to a line of output where its own function prints it', async () => {
    const editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
    const { text } = editor.document.lineAt(FINISHED_LINE - 1);
    assert.equal(text.trim(), "print('func1() finished')");
    editor.selection = new vscode.Selection(FINISHED_LINE - 1, 0, FINISHED_LINE - 1, 0);
    await moved(async () => vscode.commands.executeCommand('loopscope.runToHere'));
    const { event, time } = model.cursor!;
    assert.deepEqual([model.names.of(model.trace.task(event)), time], ['func1', 2]);
  });

  it('asks for a line where no editor is in front', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('loopscope.runToHere');
    await notified(driver(), 'Put the text cursor into a line of the program first.');
  });

  it('says that a file has not been run', async () => {
    const other = await makeScenario('not_run.py', 'import asyncio\nprint(1)\n');
    await vscode.window.showTextDocument(other, { viewColumn: vscode.ViewColumn.One });
    await vscode.commands.executeCommand('loopscope.runToHere');
    await notified(driver(), 'not_run.py took no part in a run yet.');
  });
});
