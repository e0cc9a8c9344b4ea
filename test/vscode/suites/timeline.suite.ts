import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TimelineDescription } from '../../../src/protocol/timeline';
import {
  arrowTexts,
  inspectorRows,
  isNear,
  laneOf,
  middleOf,
  positionAt,
  spanOf,
  xAt,
} from '../../support/vscode/drawn';
import { run, type, until } from '../../support/vscode/loopscope';
import { TimelineHands } from '../../support/vscode/timeline-hands';
import { useDriver } from '../../support/vscode/use-driver';
import { useExtension } from '../../support/vscode/use-extension';

describe('the picture of a run', () => {
  const driver = useDriver();
  const api = useExtension();
  let hands: TimelineHands;

  beforeEach(async () => {
    hands = await TimelineHands.onBlockedSleep(api(), driver());
  });

  it('says that the file has changed until that is undone, or the program runs again', async () => {
    const uri = vscode.Uri.file(api().runs.current!.file);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    const words = 'The file has changed since this run.';
    const told = (isTold: boolean) =>
      hands.shown(({ summary }) => summary.includes(words) === isTold);
    await told(false);
    for (const end of ['undo', 'run'] as const) {
      await type(document, new vscode.Range(0, 0, 0, 0), '# a word\n');
      await told(true);
      if (end === 'undo') await vscode.commands.executeCommand('undo');
      else await run(api(), uri);
      await told(false);
    }
  });

  it('is zoomed by the wheel at the pointer, and goes back and forth by keys', async () => {
    const whole = await hands.shown();
    const x = xAt(whole, 1.5);
    await hands.wheel({ x, y: middleOf(laneOf(whole, 'func2').head).y }, -300);
    const closer = await hands.shown(({ from, to }) => to - from < 0.6 * (whole.to - whole.from));
    assert.ok(isNear(closer, positionAt(closer, x), positionAt(whole, x)), 'the pointer slipped');
    await hands.focus();
    await hands.press('Alt+ArrowLeft');
    await hands.shown(({ from, to }) => from === whole.from && to === whole.to);
    await hands.press('Control+y');
    await hands.shown(({ from, to }) => from === closer.from && to === closer.to);
    await hands.press('0');
    await hands.shown(({ from, to }) => from === whole.from && to === whole.to);
  });

  it('is moved by dragging, which is one step back and selects nothing', async () => {
    const whole = await hands.shown();
    const axisY = middleOf(whole.axis).y;
    await hands.drag({ x: xAt(whole, 0.75), y: axisY }, { x: xAt(whole, 1.25), y: axisY });
    await hands.press('z');
    const before = await hands.shown(({ from, to }) => to - from < 1);
    const { y } = middleOf(laneOf(before, 'func1').head);
    const x = before.axis.x + before.axis.width / 2;
    await hands.drag({ x, y }, { x: x - 100, y });
    const after = await hands.shown(({ from }) => from > before.from);
    assert.ok(isNear(after, after.from, positionAt(before, before.axis.x + 100)));
    assert.ok(isNear(after, after.to - after.from, before.to - before.from));
    assert.deepEqual(
      [after.cursor, after.lanes.some(({ isSelected }) => isSelected)],
      [undefined, false],
    );
    await hands.press('Alt+ArrowLeft');
    await hands.shown(({ from, to }) => from === before.from && to === before.to);
  });

  it('has a stretch marked by dragging on the axis, zooms to it, and forgets it on Escape', async () => {
    const whole = await hands.shown();
    const { y } = middleOf(whole.axis);
    await hands.drag({ x: xAt(whole, 0.5), y }, { x: xAt(whole, 1.5), y });
    const { marked } = await hands.shown(({ marked }) => marked !== undefined);
    assert.ok(isNear(whole, marked!.from, 0.5) && isNear(whole, marked!.to, 1.5));
    await hands.press('z');
    const closer = await hands.shown(({ from, to }) => from > 0 && to < 2);
    assert.ok(closer.from < 0.5 && closer.to > 1.5, `${closer.from} to ${closer.to}`);
    await hands.press('Escape');
    await hands.shown(({ marked }) => marked === undefined);
  });

  it('shows what is dragged in the minimap: a new window, its whole, its edge', async () => {
    const whole = await hands.shown();
    const y = middleOf(whole.minimap!).y;
    const drag = (from: number, to: number) =>
      hands.drag({ x: xAt(whole, from), y }, { x: xAt(whole, to), y });
    const isShown = (wantedFrom: number, wantedTo: number) =>
      hands.shown(({ from, to }) => isNear(whole, from, wantedFrom) && isNear(whole, to, wantedTo));
    await drag(0.5, 1.5);
    const { minimap } = await isShown(0.5, 1.5);
    assert.ok(Math.abs(minimap!.windowX - xAt(whole, 0.5)) <= 2);
    assert.ok(Math.abs(minimap!.windowX + minimap!.windowWidth - xAt(whole, 1.5)) <= 2);
    await drag(1, 1.25);
    await isShown(0.75, 1.75);
    await drag(1.75, 1.25);
    await isShown(0.75, 1.25);
    await hands.click({ x: xAt(whole, 1), y }, { count: 2 });
    await hands.shown(({ from, to }) => from === whole.from && to === whole.to);
  });

  it('spreads what happens at one moment on the scale of order, and stands again on that of time', async () => {
    await hands.focus();
    const before = await hands.shown();
    const early = (drawn: TimelineDescription) =>
      [
        laneOf(drawn, 'main').spans.find(({ state }) => state === 'running')!,
        laneOf(drawn, 'func1').spans.find(({ state }) => state === 'running')!,
        spanOf(drawn, 'func2', 'blocking'),
      ].map(({ from, x, width }) => ({ from, x: [x, x + width] as const, width }));
    assert.deepEqual(
      early(before).map(({ from }) => from),
      [0, 0, 0],
    );
    assert.ok(early(before).every(({ width }, index) => width < 10 === index < 2));
    await hands.press('o');
    const [main, func1, func2] = early(await hands.shown(({ scale }) => scale === 'order'));
    const places = JSON.stringify([main, func1, func2]);
    assert.ok(main!.x[1] <= func1!.x[0] && func1!.x[1] <= func2!.x[0], places);
    assert.ok(Math.min(main!.width, func1!.width, func2!.width) > 20, places);
    await hands.press('o');
    assert.deepEqual(await hands.shown(({ scale }) => scale === 'time'), before);
  });

  it('draws arrows of all tasks on demand; they tell what they are, and lead to their other end', async () => {
    await hands.focus();
    assert.deepEqual(arrowTexts(await hands.shown()), []);
    await hands.press('o', 'a');
    const drawn = await hands.shown(({ scale, arrows }) => scale === 'order' && arrows.length > 0);
    assert.deepEqual(arrowTexts(drawn), [
      'created: main → func1',
      'created: main → func2',
      'woke: func1 → main',
      'woke: loop → func1',
    ]);
    const { middle: at } = drawn.arrows.find(({ from }) => from === 'func1')!;
    await hands.hover(at);
    await driver().waitFor('.card:has-text("func1 → main")', { where: 'webview' });
    await hands.click(at);
    const after = await hands.shown(({ cursor }) => cursor !== undefined);
    const selected = after.lanes.filter(({ isSelected }) => isSelected).map(({ name }) => name);
    assert.ok(selected.length === 1 && ['main', 'func1'].includes(selected[0]!), `${selected}`);
    await hands.press('a', 'Escape');
    assert.deepEqual(arrowTexts(await hands.shown(({ arrows }) => arrows.length === 0)), []);
  });

  it('explains the interval that is clicked, draws its arrows, and shows its line in the editor', async () => {
    const before = await hands.shown();
    await hands.click(middleOf(spanOf(before, 'func1', 'ready')));
    const after = await hands.shown((drawn) => spanOf(drawn, 'func1', 'ready').isSelected);
    assert.match(
      inspectorRows(after, 'why').join(' '),
      /func1 was due at 1\.000 s.*busy with func2.*until 2\.000 s/,
    );
    assert.deepEqual(arrowTexts(after), ['woke: loop → func1']);
    await hands.lineShown(/await asyncio\.sleep\(1\)/);
    await hands.click(middleOf(spanOf(after, 'func2', 'blocking')));
    await hands.lineShown(/time\.sleep\(2\)/);
    // The keys are still those of the timeline.
    await hands.press('Escape');
    const none = await hands.shown(({ cursor }) => cursor === undefined);
    assert.deepEqual(
      none.lanes.map(({ isSelected }) => isSelected),
      [false, false, false, false],
    );
  });

  it('zooms to the interval that is clicked twice', async () => {
    const whole = await hands.shown();
    const { from, to } = spanOf(whole, 'func1', 'ready');
    await hands.click(middleOf(spanOf(whole, 'func1', 'ready')), { count: 2 });
    const closer = await hands.shown((drawn) => drawn.from > whole.from && drawn.to < whole.to);
    assert.ok(closer.from <= from && closer.to >= to, `${closer.from} to ${closer.to}`);
    const cursor = await until('the cursor', async () => (await hands.shown()).cursor);
    assert.ok(cursor.time > 1 && cursor.time < 2, `${cursor.time}`);
  });

  it('lets the time of the cursor be dragged along the axis', async () => {
    const whole = await hands.shown();
    const { y } = middleOf(whole.axis);
    await hands.click({ x: xAt(whole, 0.5), y });
    await hands.shown(({ cursor }) => isNear(whole, cursor?.time ?? -1, 0.5));
    await hands.drag({ x: xAt(whole, 0.5), y }, { x: xAt(whole, 1.25), y });
    const after = await hands.shown(({ cursor }) => isNear(whole, cursor?.time ?? -1, 1.25));
    assert.deepEqual([after.marked, after.from, after.to], [undefined, whole.from, whole.to]);
    assert.match(inspectorRows(after, 'due').join(), /^func1 since 1\.000 s, 0\.2\d\d s late$/);
  });
});
