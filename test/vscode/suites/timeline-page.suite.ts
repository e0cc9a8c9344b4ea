import * as assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { TimelineDescription } from '../../../src/protocol/timeline';
import { inspectorRows, laneOf, middleOf, xAt } from '../../support/vscode/drawn';
import { makeScenario, until } from '../../support/vscode/loopscope';
import { TimelineHands } from '../../support/vscode/timeline-hands';
import { useDriver } from '../../support/vscode/use-driver';
import { useExtension } from '../../support/vscode/use-extension';

const WEBVIEW = { where: 'webview' } as const;
const FOCUSED = `document.activeElement?.className ?? ''`;

describe('the page of a timeline', () => {
  const driver = useDriver();
  const api = useExtension();
  let hands: TimelineHands;

  beforeEach(async () => {
    hands = await TimelineHands.onBlockedSleep(api(), driver());
  });

  /** Waits until these lanes are drawn, and no others. */
  function withLanes(...names: readonly string[]): Promise<TimelineDescription> {
    return hands.shown(({ lanes }) => lanes.map(({ name }) => name).join() === names.join());
  }

  it('leads from the names and lines of the inspector to lanes and to the editor, by the mouse', async () => {
    const whole = await hands.shown();
    await hands.click({ x: xAt(whole, 1.5), y: middleOf(whole.axis).y });
    await hands.shown((drawn) => inspectorRows(drawn, 'due').length === 1);
    await driver().click('[data-section="due"] .link-task', WEBVIEW);
    const chosen = await hands.shown((drawn) => laneOf(drawn, 'func1').isSelected);
    assert.match(inspectorRows(chosen, 'task').join('\n'), /created at 0\.000 s by main/);
    await driver().click('[data-section="running"] .link-position', WEBVIEW);
    await hands.lineShown(/time\.sleep\(2\)/);
    await driver().click('[data-section="waiting"] .link-task', WEBVIEW);
    await hands.shown((drawn) => laneOf(drawn, 'main').isSelected);
  });

  it('shows only the lanes that are looked for, and all of them again on Escape', async () => {
    await hands.focus();
    await hands.press('/');
    await driver().waitFor('.filter-text', WEBVIEW);
    await driver().type('func2');
    await withLanes('loop', 'func2');
    await driver().waitFor('.filter-count:has-text("1 of 3 lanes")', WEBVIEW);
    await hands.press('Escape');
    await withLanes('loop', 'main', 'func1', 'func2');
    await driver().waitFor('.filter', { ...WEBVIEW, state: 'hidden' });
    assert.equal(await driver().evaluate(FOCUSED, 'webview'), 'canvas');
  });

  it('collapses and expands a lane by a click beside its name, and by keys', async () => {
    const whole = await hands.shown();
    await hands.click(laneOf(whole, 'main').twisty!);
    const folded = await withLanes('loop', 'main');
    assert.equal(laneOf(folded, 'main').twisty!.isOpen, false);
    await hands.press('Shift+E');
    await withLanes('loop', 'main', 'func1', 'func2');
    await hands.press('ArrowDown', 'ArrowDown', 'c');
    await withLanes('loop', 'main');
    await hands.press('ArrowRight');
    await withLanes('loop', 'main', 'func1', 'func2');
  });

  it('has a sheet of keys that Escape closes, and gives the keys back to the lanes', async () => {
    await hands.focus();
    await hands.press('?');
    await driver().waitFor('dialog.help', WEBVIEW);
    const [sheet] = await driver().texts('dialog.help', 'webview');
    assert.match(sheet!, /Show the order of events instead of time/);
    await hands.press('Escape');
    await driver().waitFor('dialog.help', { ...WEBVIEW, state: 'hidden' });
    await hands.press('ArrowDown');
    await hands.shown((drawn) => laneOf(drawn, 'loop').isSelected);
  });

  it('hides and shows the inspector and the table by keys', async () => {
    await hands.focus();
    const before = await hands.shown();
    await hands.press('i');
    await hands.shown(({ inspector }) => inspector === undefined);
    await hands.press('i', 't');
    await hands.shown(({ inspector, isTable }) => inspector !== undefined && isTable);
    await driver().click('.table-view .link-task', WEBVIEW);
    await hands.press('t');
    const after = await hands.shown(({ isTable }) => !isTable);
    assert.deepEqual([after.from, after.to], [before.from, before.to]);
    assert.ok(laneOf(after, 'main').isSelected, 'the table selected nothing');
  });

  it('shows everything in a page 300 px wide', async () => {
    const width = await narrowTo(300);
    const drawn = await hands.shown(
      ({ lanes, axis }) => lanes.length === 4 && axis.x + axis.width <= width,
    );
    assert.deepEqual(
      drawn.lanes.map(({ name, spans }) => [name, spans.length > 0]),
      ['loop', 'main', 'func1', 'func2'].map((name) => [name, true]),
    );
    assert.ok(drawn.axis.width > 100, `The axis is ${drawn.axis.width} px wide.`);
    assert.ok(drawn.minimap && drawn.inspector, 'the minimap or the inspector is missing');
    assert.deepEqual(await driver().evaluate(OUTSIDE, 'webview'), []);
    assert.deepEqual(await driver().evaluate(OVERLAPS, 'webview'), []);
  });

  it('is as it was after another tab was in front of it', async () => {
    await hands.focus();
    await hands.press('o', 'a', '+', '.', '.', '.', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'c');
    let before = await hands.shown(
      (drawn) =>
        drawn.scale === 'order' &&
        drawn.cursor !== undefined &&
        drawn.lanes.some(({ name, isSelected }) => name === 'func1' && isSelected),
    );
    // What was selected may still be moving into view.
    await until('a page that stands still', async () => {
      const last = before;
      before = await hands.shown(() => true);
      return isDeepStrictEqual(before, last) ? true : undefined;
    });
    const other = await makeScenario('other.py', 'print(1)\n');
    await vscode.window.showTextDocument(other, { viewColumn: vscode.ViewColumn.Two });
    await until('the other file', () => {
      const { activeTab } = vscode.window.tabGroups.activeTabGroup;
      return activeTab?.label === 'other.py' ? true : undefined;
    });
    await driver().click('.tab:has-text("Timeline: async_sleep3.py")');
    await driver().waitFor('canvas.canvas', WEBVIEW);
    const after = await hands.shown(({ lanes }) => lanes.length === before.lanes.length);
    assert.deepEqual(after, before);
  });

  /** Makes the page about as wide as that, in CSS pixels; returns its width. */
  async function narrowTo(wanted: number): Promise<number> {
    const innerWidth = () => driver().evaluate<number>('innerWidth', 'webview');
    const before = await innerWidth();
    // Both groups of editors are as wide as each other at first.
    const share = wanted / (2 * before);
    const groups = [{ size: 1 - share }, { size: share }];
    await vscode.commands.executeCommand('vscode.setEditorLayout', { orientation: 0, groups });
    return until('a narrow page', async () => {
      const now = await innerWidth();
      return Math.abs(now - wanted) <= 6 ? now : undefined;
    });
  }
});

/** What can be seen or used and is not wholly inside the page from left to right. */
const OUTSIDE = `[...document.querySelectorAll('button, select, input, canvas, h2, h3, li, p, .legend span')]
  .filter((element) => element.checkVisibility() && !element.closest('.sr-only, dialog'))
  .filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return left < 0 || right > innerWidth + 0.5;
  })
  .map((element) => element.outerHTML.slice(0, 120))`;

/** Parts of the page, from top to bottom, that reach into the next one or have no height. */
const OVERLAPS = `[...document.querySelectorAll('#app > *')]
  .filter((element) => element.checkVisibility())
  .map((element) => ({ name: element.className, ...element.getBoundingClientRect().toJSON() }))
  .filter(({ height, bottom }, index, parts) =>
    height < 1 || bottom > (parts[index + 1]?.top ?? innerHeight) + 0.5)
  .map(({ name, top, bottom }) => name + ' from ' + top + ' to ' + bottom)`;
