import * as assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import * as vscode from 'vscode';
import { asking, opened, runCell } from '../../support/vscode/cells';
import { diagnosticsOf, run, until } from '../../support/vscode/loopscope';
import { useDriver } from '../../support/vscode/use-driver';
import { useExtension } from '../../support/vscode/use-extension';

const VALUES = `# %%
import asyncio
[number * number for number in range(40)]

# %%
await asyncio.sleep(2, 'tea')

# %%
cold_tea
`;

/** Its first cell ends when somebody has answered it. */
const ASKING = `# %%
import asyncio
input("> ")
# %%
"two"
# %%
1 / 0
`;

/** What is painted behind the lines in view that have a value. */
const PAINTED = `[...document.querySelectorAll('.editor-instance .view-line [class*="ced-"]')]
  .map((mark) => getComputedStyle(mark, '::after').content)
  .filter((content) => content.startsWith('"Out'))
  .map((content) => content.slice(1, -1))`;

const HAS_BUTTONS = `document.querySelector('.codelens-decoration a') !== null`;

const SQUARES = 'Out[1]: [0, 1, 4, 9, 16, 25, 36, 49, 64,…';
const TEA = "Out[2]: 'tea' · waited 2.00 s";

describe('what became of cells', () => {
  const driver = useDriver();
  const api = useExtension();

  async function painted(expected: readonly string[]): Promise<void> {
    let seen: string[] = [];
    await until('the values', async () => {
      seen = (await driver().evaluate<string[]>(PAINTED)).sort();
      return JSON.stringify(seen) === JSON.stringify(expected) ? true : undefined;
    }).catch(() => assert.deepEqual(seen, expected));
  }

  it('stands behind them and above them, after a run of the file as of a cell', async () => {
    const uri = await opened('values.py', VALUES);
    await run(api(), uri);
    await painted([SQUARES, TEA]);
    assert.deepEqual(await statesOf(uri), [
      ['✓ Done', 0],
      ['✓ 2.000 s', 4],
      ['✗ NameError', 7],
    ]);
    await runCell(uri, 1);
    await api().finished(uri.fsPath);
    await painted([SQUARES]);
    assert.deepEqual(await statesOf(uri), [['✓ Done', 0]]);
  });

  it('goes with the code that it tells of, and with the setting', async () => {
    const uri = await opened('values.py', VALUES);
    await run(api(), uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(1, 0), '# A note\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    // The line summaries below an edit are gone.
    await painted(["Out[2]: 'tea'"]);
    const settings = vscode.workspace.getConfiguration('loopscope', uri);
    await settings.update('editor.lineSummaries', false, vscode.ConfigurationTarget.Workspace);
    await painted([]);
    await settings.update('editor.lineSummaries', undefined, vscode.ConfigurationTarget.Workspace);
    await painted(["Out[2]: 'tea'"]);
  });

  it('is nothing any more when they are restarted, and the terminal says so', async () => {
    const uri = await opened('values.py', VALUES);
    await runCell(uri, 8);
    await api().finished(uri.fsPath);
    await painted([SQUARES, TEA]);
    const titles = async () =>
      (await lensesOf(uri))
        .filter(({ range }) => range.start.line < 7)
        .map(({ command }) => command?.title);
    const before = [await titles(), diagnosticsOf(uri).length];
    await vscode.commands.executeCommand('loopscope.restartCells', uri);
    await painted([]);
    assert.deepEqual(
      [
        before,
        await titles(),
        diagnosticsOf(uri),
        stripVTControlCharacters(api().terminal().text).trimEnd().split(/\r?\n/).at(-1),
      ],
      [
        [
          [
            ...['✓ Done', '▶ Run Cell in Loopscope', 'Run All', 'Timeline', 'Restart'],
            ...['✓ 2.000 s', '▶ Run Cell in Loopscope', 'Run Cells Above'],
          ],
          1,
        ],
        [
          ...['▶ Run Cell in Loopscope', 'Run All', 'Timeline'],
          ...['▶ Run Cell in Loopscope', 'Run Cells Above'],
        ],
        [],
        'values.py: what cells 1–3 had made is gone. The next Run Cell begins anew.',
      ],
    );
  });

  it('is told in full when one points at the line', async () => {
    const uri = await opened('values.py', VALUES);
    await run(api(), uri);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      new vscode.Position(2, 0),
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((one) => (typeof one === 'string' ? one : one.value)),
    );
    const squares = Array.from({ length: 40 }, (_, number) => number * number);
    assert.ok(texts.some((text) => text.includes(`[${squares.join(', ')}]`)));
  });

  it('is seen while they run and wait, and those that wait run with what is on screen then', async () => {
    const uri = await opened('asking.py', ASKING);
    void runCell(uri, 1);
    const model = await asking(api(), uri);
    const last = [runCell(uri, 4), runCell(uri, 6)][1];
    await until('cells that wait', async () => {
      const titles = (await lensesOf(uri)).filter(({ command }) => command?.command === '');
      return titles.length === 2 || undefined;
    });
    assert.deepEqual(
      (await lensesOf(uri)).map(({ command, range }) => [command?.title, range.start.line]),
      [
        ['$(loading~spin) Running…', 0],
        ['Stop Cell', 0],
        ['Run All', 0],
        ['Timeline', 0],
        ['Waits for Its Turn', 3],
        ['Run Cells Above', 3],
        ['Waits for Its Turn', 5],
        ['Run Cells Above', 5],
      ],
    );
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(5, 0), '\n\n');
    edit.replace(uri, new vscode.Range(6, 0, 6, 1), 'number = 1\n1');
    assert.ok(await vscode.workspace.applyEdit(edit));
    api().runs.type(model, 'tea\n');
    await last;
    await api().finished(uri.fsPath);
    assert.deepEqual(
      [
        diagnosticsOf(uri)
          .filter(({ code }) => code === 'uncaught-exception')
          .map(({ range }) => range.start.line),
        (await statesOf(uri)).slice(1),
        api().runs.modelOf(uri.fsPath)?.plan?.starts,
      ],
      [
        [9],
        [
          ['✓ Done', 3],
          ['✗ ZeroDivisionError', 7],
        ],
        [1, 4, 8],
      ],
    );
  });

  it('is nothing of a cell that is deleted while it waits, and those behind it run', async () => {
    const uri = await opened('deleted.py', ASKING.replace('1 / 0', '"three"'));
    void runCell(uri, 1);
    const model = await asking(api(), uri);
    const last = [runCell(uri, 4), runCell(uri, 6)][1];
    const edit = new vscode.WorkspaceEdit();
    edit.delete(uri, new vscode.Range(2, 11, 4, 5));
    assert.ok(await vscode.workspace.applyEdit(edit));
    api().runs.type(model, 'tea\n');
    await last;
    await api().finished(uri.fsPath);
    const { timeline } = api().runs.modelOf(uri.fsPath) ?? {};
    assert.deepEqual(
      timeline?.cells.map(({ index }) => index),
      [1, 2],
    );
  });

  it('is asked for with Shift+Enter one after another, and a new one follows the last', async () => {
    const uri = await opened('next.py', ASKING.replace('input("> ")', '"one"'));
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    // Keys work when VS Code knows that there are cells.
    await until(
      'buttons',
      async () => (await driver().evaluate<boolean>(HAS_BUTTONS)) || undefined,
    );
    const shown: unknown[] = [];
    for (let number = 0; number < 3; number++) {
      const before = api().runs.modelOf(uri.fsPath);
      await driver().press('Shift+Enter');
      await until('the run', () => api().runs.modelOf(uri.fsPath) !== before || undefined);
      const { timeline } = await api().finished(uri.fsPath);
      shown.push([timeline.cells.at(-1)?.index, editor.selection.active.line]);
    }
    assert.deepEqual(
      [shown, editor.document.getText().endsWith('\n# %%\n1 / 0\n\n# %%\n')],
      [
        [
          [1, 4],
          [2, 6],
          [3, 9],
        ],
        true,
      ],
    );
  });

  it('is that of all cells below, and the first that fails ends them', async () => {
    const uri = await opened('below.py', `${ASKING.replace('input("> ")', '"one"')}# %%\n"four"\n`);
    await vscode.commands.executeCommand('loopscope.runCellAndBelow');
    const { timeline } = await api().finished(uri.fsPath);
    assert.deepEqual(
      timeline.cells.map(({ index }) => index),
      [1, 2, 3],
    );
  });
});

/** What stands above cells that have run, with their lines, from 0. */
async function statesOf(uri: vscode.Uri): Promise<unknown[]> {
  return (await lensesOf(uri))
    .filter(({ command }) => command?.command === 'loopscope.editor.showMoment')
    .map(({ command, range }) => [command?.title, range.start.line]);
}

function lensesOf(uri: vscode.Uri): Thenable<vscode.CodeLens[]> {
  return vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri);
}
