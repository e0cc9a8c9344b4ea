import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { violations } from '../../support/vscode/axe';
import {
  blockedSleepScenario,
  drawn,
  makeScenario,
  runWithoutPanel,
  until,
} from '../../support/vscode/loopscope';
import { inTheme } from '../../support/vscode/themes';
import { useDriver } from '../../support/vscode/use-driver';
import { useExtension } from '../../support/vscode/use-extension';

const WEBVIEW = { where: 'webview' } as const;

describe('the timeline, for everybody', () => {
  const driver = useDriver();
  const api = useExtension();

  /** Runs the blocked sleep, and moves the cursor into the time in which the loop is held. */
  async function showBlocked(): Promise<vscode.Uri> {
    const uri = await blockedSleepScenario();
    await vscode.window.showTextDocument(uri);
    await runWithoutPanel(api(), driver(), uri);
    await vscode.commands.executeCommand('loopscope.openTimeline', uri);
    await driver().waitFor('.inspector-body', WEBVIEW);
    await drawn(api(), uri, ({ lanes }) => lanes.length === 4);
    const { width } = (await driver().box('canvas.canvas', 'webview'))!;
    await driver().click('canvas.canvas', { ...WEBVIEW, at: { x: width * 0.8, y: 12 } });
    await drawn(api(), uri, ({ cursor }) => cursor !== undefined);
    return uri;
  }

  const rows = (section: string) =>
    driver().texts(`.inspector-section[data-section="${section}"] :is(li, p)`, 'webview');

  async function seen(section: string, text: RegExp): Promise<string[]> {
    return until(`'${text.source}' in the inspector`, async () => {
      const found = await rows(section);
      return found.some((row) => text.test(row)) ? found : undefined;
    });
  }

  for (const theme of ['vs-dark', 'hc-black', 'vs'] as const) {
    it(`breaks no rule of axe in a theme of the kind ${theme}`, async () => {
      await inTheme(theme, async () => {
        await showBlocked();
        assert.deepEqual(await violations(driver()), []);
        await driver().press('ArrowDown');
        await driver().press('ArrowDown');
        await driver().press('/');
        await driver().type('func');
        await driver().waitFor('.filter-count:has-text("2 of 3 lanes")', WEBVIEW);
        assert.deepEqual(await violations(driver()), []);
        await driver().press('Enter');
        await driver().click('.toolbar button[aria-label="More"]', WEBVIEW);
        await driver().waitFor('.menu-item', WEBVIEW);
        assert.deepEqual(await violations(driver()), []);
        await driver().press('Escape');
        await driver().press('?');
        await driver().waitFor('dialog.help', WEBVIEW);
        assert.deepEqual(await violations(driver()), []);
        await driver().press('Escape');
        await driver().press('t');
        await driver().waitFor('.table-view tbody tr', WEBVIEW);
        assert.deepEqual(await violations(driver()), []);
        await driver().press('t');
      });
    });
  }

  it('breaks no rule of axe where nothing has run yet', async () => {
    const uri = await makeScenario('not_run.py', 'import asyncio\n');
    await vscode.commands.executeCommand('loopscope.openTimeline', uri);
    await driver().waitFor('.notice-page', WEBVIEW);
    assert.deepEqual(await violations(driver()), []);
  });

  it('tells in the inspector what holds the loop, who is late and why', async () => {
    await showBlocked();
    const running = await seen('running', /func2/);
    assert.match(running.join('\n'), /time\.sleep\(2\) holds the loop, 1\.\d{3} s so far/);
    assert.match((await rows('due')).join('\n'), /^func1 since 1\.000 s, 0\.\d{3} s late$/);
    assert.match(
      (await rows('waiting')).join('\n'),
      /^main for task func1 line \d+ since 0\.000 s$/,
    );
    assert.deepEqual(await rows('output'), ['func1() started', 'func2() started']);
    assert.match((await rows('why')).join('\n'), /The loop was busy with func2 .* until 2\.000 s/);
  });

  it('leads from the inspector to a task and to its line, with keys only', async () => {
    const uri = await showBlocked();
    await seen('due', /func1/);
    await driver().evaluate(
      `document.querySelector('[data-section="due"] .link-task').focus()`,
      'webview',
    );
    await driver().press('Enter');
    assert.match((await seen('task', /ready/)).join('\n'), /created at 0\.000 s by main/);
    await driver().evaluate(
      `document.querySelector('[data-section="task"] .link-position').focus()`,
      'webview',
    );
    await driver().press('Enter');
    const line = await until('the line', () => {
      const editor = vscode.window.visibleTextEditors.find(
        ({ document }) => document.uri.toString() === uri.toString(),
      );
      return editor && editor.selection.active.line > 0 ? editor.selection.active.line : undefined;
    });
    const document = await vscode.workspace.openTextDocument(uri);
    assert.match(document.lineAt(line).text, /await asyncio\.sleep\(1\)/);
  });

  it('explains the mark at the end of a task that is clicked', async () => {
    const uri = await showBlocked();
    const { lanes } = await drawn(api(), uri, ({ lanes }) => lanes.length === 4);
    const lane = lanes.find(({ name }) => name === 'func1')!;
    const last = lane.spans.at(-1)!;
    const canvas = (await driver().evaluate<{ x: number; y: number }>(
      `(({ left, top }) => ({ x: left, y: top }))(document.querySelector('canvas.canvas').getBoundingClientRect())`,
      'webview',
    ))!;
    const at = { x: last.x + last.width + 10 - canvas.x, y: last.y + last.height / 2 - canvas.y };
    await driver().click('canvas.canvas', { ...WEBVIEW, at });
    await seen('why', /^func1 was done at 2\.000 s\.$/);
  });

  it('lets the height of the inspector be dragged, and hides it with a key', async () => {
    await showBlocked();
    const height = async () => (await driver().box('.inspector', 'webview'))!.height;
    const before = await height();
    await driver().drag('.splitter', { x: 60, y: 3 }, { x: 60, y: -57 }, WEBVIEW);
    await until('a higher inspector', async () =>
      (await height()) > before + 40 ? true : undefined,
    );
    const [stage, inspector] = [
      (await driver().box('.stage', 'webview'))!,
      (await driver().box('.inspector', 'webview'))!,
    ];
    assert.ok(stage.y + stage.height <= inspector.y + 1, 'the inspector overlaps the lanes');
    await driver().click('canvas.canvas', { ...WEBVIEW, at: { x: 300, y: 12 } });
    await driver().press('i');
    await driver().waitFor('.inspector-body', { ...WEBVIEW, state: 'hidden' });
    await driver().press('i');
    await driver().waitFor('.inspector-body', WEBVIEW);
  });

  it('has a table that says what the lanes show, seen or not', async () => {
    await showBlocked();
    const table = () => driver().evaluate<string[]>(TABLE, 'webview');
    const hidden = await until('the table', async () => {
      const lines = await table();
      return lines.some((line) => line.startsWith('func1|ready')) ? lines : undefined;
    });
    await driver().press('t');
    await driver().waitFor('.table-view tbody tr', WEBVIEW);
    assert.deepEqual(await table(), hidden);
    assert.deepEqual(
      hidden.map((line) =>
        line.replaceAll(/\d\.\d{3} s late/g, 'late').replace(/line \d+/, 'line'),
      ),
      [
        'main|waiting|task func1|line|0.000 s',
        'func1|ready, late||line|1.000 s',
        'func2|blocking||line|0.000 s',
      ],
    );
    await driver().press('t');
    await driver().waitFor('canvas.canvas', WEBVIEW);
  });

  it('writes larger where the editor does', async () => {
    await showBlocked();
    const size = () =>
      driver().evaluate<number>(
        'Number.parseFloat(getComputedStyle(document.body).fontSize)',
        'webview',
      );
    const before = await size();
    const editor = vscode.workspace.getConfiguration('editor');
    const target = vscode.ConfigurationTarget.Global;
    await editor.update('fontSize', 22, target);
    try {
      await until('larger letters', async () => ((await size()) === 21 ? true : undefined));
    } finally {
      await editor.update('fontSize', undefined, target);
    }
    await until('letters as before', async () => ((await size()) === before ? true : undefined));
  });
});

/** The rows of the table, whatever hides it. */
const TABLE = `[...document.querySelectorAll('.task-table tbody tr')].map((row) =>
  [...row.children].map((cell) => cell.textContent).join('|'),
)`;
