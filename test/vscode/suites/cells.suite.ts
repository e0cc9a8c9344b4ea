import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunModel } from '../../../src/extension/run/run-model';
import type { TestingApi } from '../../../src/extension/testing';
import { diagnosticsOf, drawn, makeScenario, run } from '../../support/vscode/loopscope';
import { useExtension } from '../../support/vscode/use-extension';

const CELLS = `# %% Set up
import asyncio

# %%
task = asyncio.create_task(asyncio.sleep(3, 'slept'))
await asyncio.sleep(1, 'first')

# %% [markdown]
# That is all.

# %% The end
await task
`;

const EDITED = `# %%
import asyncio, time
seconds = 2

time.sleep(seconds)
# %%
seconds
`;

const OUTSIDE = `import asyncio


async def main():
    print('hello')


await main()
`;

describe('files in cells', () => {
  const api = useExtension();

  it('have buttons above each cell, which run it on the state of the cells before', async () => {
    const uri = await makeScenario('cells.py', CELLS);
    const plain = [
      ['▶ Run Cell in Loopscope', 0],
      ['Run All', 0],
      ['Timeline', 0],
      ['▶ Run Cell in Loopscope', 3],
      ['Run Cells Above', 3],
      ['▶ Run Cell in Loopscope', 10],
      ['Run Cells Above', 10],
    ];
    assert.deepEqual(await titlesOf(uri), plain);
    const seconds: (number | undefined)[] = [];
    const printed: string[] = [];
    for (const line of [3, 10, 10]) {
      const { trace, timeline } = await press(api(), uri, '▶ Run Cell in Loopscope', line);
      seconds.push(timeline.runEnd?.time);
      printed.push(timeline.outputs.map((event) => trace.text(trace.b(event))).join(''));
    }
    const first = "Out[2]: 'first'\n";
    const slept = "Out[3]: 'slept'\n";
    assert.deepEqual(
      [seconds, printed],
      [
        [1, 3, 3],
        [first, first + slept, first + slept + slept],
      ],
    );
    assert.match(
      api().terminal().text,
      /Ran cell 3 after cells 1 and 2, in the same interpreter\./,
    );
    await drawn(api(), uri, (description) => description.cells.length === 4);
    const above = (await lensesOf(uri)).filter(({ range }) => range.start.line === 0);
    assert.deepEqual(
      [above.map(({ command }) => command?.title), above.at(-1)?.command?.tooltip],
      [
        ['▶ Run Cell in Loopscope', 'Run All', 'Timeline', 'Restart'],
        'An interpreter keeps what cells 1–3 have made: names, the loop, and tasks. End it, so that the next Run Cell begins anew.',
      ],
    );
    await vscode.commands.executeCommand('loopscope.restartCells', uri);
    assert.deepEqual(await titlesOf(uri), plain);
    const anew = await press(api(), uri, 'Run Cells Above', 10);
    assert.deepEqual(
      [anew.takenOver, anew.timeline.cells.length, api().runs.isKept(uri.fsPath)],
      [0, 2, true],
    );
  });

  it('run as they are on screen, and what is said of the others moves with them', async () => {
    const uri = await makeScenario('edited.py', EDITED);
    await press(api(), uri, '▶ Run Cell in Loopscope', 0);
    const warned = () => diagnosticsOf(uri).map(({ code, range }) => [code, range.start.line]);
    assert.deepEqual(warned(), [['blocking-call', 4]]);
    const document = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, document.lineAt(6).range, 'seconds + 40');
    edit.insert(uri, new vscode.Position(2, 0), '\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    const model = await press(api(), uri, '▶ Run Cell in Loopscope', 6);
    const { trace, timeline } = model;
    assert.deepEqual(
      [timeline.outputs.map((event) => trace.text(trace.b(event))).join(''), warned()],
      ['Out[2]: 42\n', [['blocking-call', 5]]],
    );
  });

  it('lose their state when the file is run as a whole', async () => {
    const uri = await makeScenario('cells.py', CELLS);
    await press(api(), uri, '▶ Run Cell in Loopscope', 0);
    assert.equal(api().runs.isKept(uri.fsPath), true);
    await run(api(), uri);
    assert.equal(api().runs.isKept(uri.fsPath), false);
  });

  it('show in the timeline where each cell begins', async () => {
    const uri = await makeScenario('cells.py', CELLS);
    const model = await run(api(), uri);
    assert.deepEqual(
      model.timeline.cells.map(({ index, title, time }) => [index, title, time]),
      [
        [1, 'Set up', 0],
        [2, '', 0],
        [3, 'The end', 1],
      ],
    );
    const { cells } = await drawn(api(), uri, (description) => description.cells.length === 3);
    assert.deepEqual(
      cells.map(({ text }) => text),
      ['', 'cell 2', 'cell 3: The end'],
    );
  });

  it('are what a file with an await outside of functions can become', async () => {
    const uri = await makeScenario('outside.py', OUTSIDE);
    await run(api(), uri);
    const old = diagnosticsOf(uri).find(({ code }) => code === 'old-idiom');
    assert.ok(old);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      old.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const cells = actions.find(({ title }) => title === 'Make the file a notebook with # %%');
    assert.ok(cells?.edit);
    assert.ok(await vscode.workspace.applyEdit(cells.edit));
    const model = await run(api(), uri);
    assert.equal(model.outcome?.end, 'finished');
    assert.equal(model.timeline.cells.length, 1);
  });
});

/** Presses a button above a line, from 0, and gives the run. */
async function press(
  api: TestingApi,
  uri: vscode.Uri,
  title: string,
  line: number,
): Promise<RunModel> {
  const lens = (await lensesOf(uri)).find(
    ({ command, range }) => command?.title === title && range.start.line === line,
  );
  assert.ok(lens?.command, title);
  await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
  return api.finished(uri.fsPath);
}

/** What the buttons are called that run something or show a timeline. */
async function titlesOf(uri: vscode.Uri): Promise<unknown[]> {
  return (await lensesOf(uri)).map(({ command, range }) => [command?.title, range.start.line]);
}

async function lensesOf(uri: vscode.Uri): Promise<vscode.CodeLens[]> {
  await vscode.workspace.openTextDocument(uri);
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
  );
  return lenses.filter(({ command }) => /^loopscope\.\w+$/.test(command?.command ?? ''));
}
