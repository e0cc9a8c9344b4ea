import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  blockedSleepScenario,
  drawn,
  makeScenario,
  readText,
  run,
  type,
  until,
  workspaceFile,
} from '../../support/vscode/loopscope';
import { inTheme } from '../../support/vscode/themes';
import { useDriver } from '../../support/vscode/use-driver';
import { useExtension } from '../../support/vscode/use-extension';

describe('the surfaces', () => {
  const driver = useDriver();
  const api = useExtension();

  it('lead from the palette to the timeline, the output and the warning, with keys only', async () => {
    const uri = await blockedSleepScenario();
    await driver().openFile('async_sleep3.py');
    await driver().press('F1');
    await driver().waitFor('.quick-input-widget input[type="text"]');
    await driver().type('Loopscope: Run Scenario');
    await driver().waitFor('.quick-input-list .monaco-list-row.focused >> text=Run Scenario');
    await driver().press('Enter');
    await driver().waitFor('.statusbar-item:has-text("finished in 2.000 s, 1 warning")');
    await driver().waitFor(
      '.terminal-tab:has-text("Loopscope"), .single-terminal-tab:has-text("Loopscope")',
    );
    await driver().waitFor('.tab:has-text("Timeline: async_sleep3.py")');
    await driver().waitFor('.view-lines ~ .view-overlays .squiggly-warning, .squiggly-warning');
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
    await drawn(api(), uri, ({ lanes }) => lanes.length === 4);
  });

  it('draw the terminal in this VS Code', async () => {
    await run(api(), workspaceFile('overlap.py'));
    await until('the terminal', () => (api().terminal().isOpen ? true : undefined));
  });

  it('show the tasks in their own container, and lead from a task to its line', async () => {
    const uri = await blockedSleepScenario();
    await vscode.window.showTextDocument(uri);
    await run(api(), uri);
    await vscode.commands.executeCommand('loopscope.tasks.focus');
    const row = '.monaco-list-row[aria-label^="func1,"]';
    await driver().waitFor(`${row} >> text=done at 2.000 s`);
    await driver().click(row);
    const editor = await until('the editor', () => {
      const active = vscode.window.activeTextEditor;
      return active && active.selection.active.line > 0 ? active : undefined;
    });
    assert.equal(editor.document.uri.toString(), uri.toString());
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  it('offer to run above the line that starts the loop', async () => {
    const uri = workspaceFile('overlap.py');
    const lines = (await readText(uri)).split('\n');
    const lenses = await lensesOf(uri);
    assert.deepEqual(
      lenses.map(({ command, range }) => [command?.title, lines[range.start.line]]),
      [
        ['▶ Run in Loopscope', 'asyncio.run(main())'],
        ['Open timeline', 'asyncio.run(main())'],
      ],
    );
    assert.deepEqual(await lensesOf(workspaceFile('busy.py')), []);
  });

  it('offer to run TypeScript that imports asyncio, and no other', async () => {
    const text = ["import * as asyncio from 'loopscope/asyncio';", 'asyncio.run(main());', ''].join(
      '\n',
    );
    const lenses = await lensesOf(await makeScenario('lens.ts', text));
    assert.deepEqual(
      lenses.map(({ command, range }) => [command?.title, range.start.line]),
      [
        ['▶ Run in Loopscope', 1],
        ['Open timeline', 1],
      ],
    );
    assert.deepEqual(await lensesOf(await makeScenario('plain.ts', 'export const tea = 1;\n')), []);
  });

  it('offer nothing above a line if that is switched off', async () => {
    const configuration = vscode.workspace.getConfiguration('loopscope');
    const target = vscode.ConfigurationTarget.Workspace;
    await configuration.update('codeLens.enabled', false, target);
    try {
      assert.deepEqual(await lensesOf(workspaceFile('overlap.py')), []);
    } finally {
      await configuration.update('codeLens.enabled', undefined, target);
    }
  });

  it('have a run button above files that import asyncio', async () => {
    const button = '.editor-actions a[aria-label^="Run Scenario"]';
    await vscode.window.showTextDocument(workspaceFile('overlap.py'));
    await driver().waitFor(button);
    await vscode.window.showTextDocument(workspaceFile('busy.py'));
    await driver().waitFor(button, { state: 'hidden' });
    const text = "import 'loopscope/asyncio';\n";
    await vscode.window.showTextDocument(await makeScenario('button.ts', text));
    await driver().waitFor(button);
    await vscode.window.showTextDocument(await makeScenario('plain.ts', 'export const tea = 1;\n'));
    await driver().waitFor(button, { state: 'hidden' });
  });

  it('pass the arguments of the settings', async () => {
    const uri = await makeScenario('args.py', 'import sys\nprint(sys.argv[1:])\n');
    const configuration = vscode.workspace.getConfiguration('loopscope');
    const target = vscode.ConfigurationTarget.Workspace;
    await configuration.update('arguments', ['9', 'a b'], target);
    try {
      await run(api(), uri);
      assert.match(api().terminal().text, /\['9', 'a b'\]/);
    } finally {
      await configuration.update('arguments', undefined, target);
    }
  });

  it('open a demo as a copy that can be changed and run', async () => {
    const row = '.quick-input-list .monaco-list-row';
    const opened = vscode.commands.executeCommand<vscode.TextEditor>('loopscope.openDemo');
    await driver().waitFor(`${row} >> nth=2`);
    await driver().press('Enter');
    await driver().waitFor(`${row}.focused:has-text("Python")`);
    await driver().press('Enter');
    const { document } = await opened;
    assert.match(document.uri.fsPath, /globalStorage/);
    await type(document, new vscode.Range(0, 0, 0, 0), '# mine\n');
    await document.save();
    const { outcome } = await run(api(), document.uri);
    assert.equal(outcome?.end, 'finished');
    const again = vscode.commands.executeCommand<vscode.TextEditor>('loopscope.openDemo');
    await driver().waitFor(`${row}.focused:has-text("Tea and toast")`);
    await driver().press('Enter');
    await driver().hover(`${row}:has-text("tea_and_toast.py")`);
    await driver().click('.quick-input-list .codicon-discard');
    const restored = await again;
    await until('the original text', () =>
      restored.document.getText().startsWith('# mine') ? undefined : true,
    );
  });

  it('open a demo in the other language, and offer that language first the next time', async () => {
    const row = '.quick-input-list .monaco-list-row';
    const opened = vscode.commands.executeCommand<vscode.TextEditor>('loopscope.openDemo');
    await driver().waitFor(`${row}.focused:has-text("Tea and toast")`);
    await driver().press('Enter');
    await driver().click(`${row}:has-text("tea_and_toast.ts")`);
    const { document } = await opened;
    assert.match(document.uri.fsPath, /tea_and_toast\.ts$/);
    const { outcome } = await run(api(), document.uri);
    assert.equal(outcome?.end, 'finished');
    const again = vscode.commands.executeCommand<vscode.TextEditor | undefined>(
      'loopscope.openDemo',
    );
    await driver().waitFor(`${row}.focused:has-text("Tea and toast")`);
    await driver().press('Enter');
    await driver().waitFor(`${row}.focused:has-text("TypeScript")`);
    await driver().click('.quick-input-widget .codicon-quick-input-back');
    await driver().waitFor(`${row}.focused:has-text("Tea and toast")`);
    await driver().press('Escape');
    assert.equal(await again, undefined);
  });

  it('draw the timeline again in another theme, and after it was hidden', async () => {
    const uri = workspaceFile('overlap.py');
    await vscode.window.showTextDocument(uri);
    await run(api(), uri);
    const before = await drawn(api(), uri, ({ lanes }) => lanes.length === 4);
    await inTheme('hc-black', async () => {
      const after = await drawn(api(), uri, ({ lanes }) => lanes.length === 4);
      assert.deepEqual(after.lanes, before.lanes);
    });
    await vscode.commands.executeCommand('loopscope.openTimeline', uri);
    const column = vscode.window.tabGroups.activeTabGroup.viewColumn;
    await vscode.window.showTextDocument(workspaceFile('busy.py'), { viewColumn: column });
    await vscode.commands.executeCommand('loopscope.openTimeline', uri);
    const shown = await drawn(api(), uri, ({ lanes }) => lanes.length === 4);
    assert.deepEqual(shown.lanes, before.lanes);
  });

  it('stay readable with 300 tasks', async () => {
    const text = [
      'import asyncio',
      'async def main():',
      '    await asyncio.gather(*(asyncio.sleep(i / 100) for i in range(300)))',
      'asyncio.run(main())',
    ].join('\n');
    const uri = await makeScenario('many.py', text);
    const model = await run(api(), uri);
    assert.equal(model.timeline.tasks.length, 301);
    assert.equal(api().tasks().rows[0]?.children.length, 300);
    await drawn(api(), uri, ({ lanes }) => lanes.length > 1);
  });
});

/** Opens a file and gives its code lenses in their order. */
async function lensesOf(uri: vscode.Uri): Promise<vscode.CodeLens[]> {
  await vscode.workspace.openTextDocument(uri);
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
  );
  return lenses.filter(({ command }) => command?.command.startsWith('loopscope.'));
}
