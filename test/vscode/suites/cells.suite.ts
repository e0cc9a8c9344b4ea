import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestingApi } from '../../../src/extension/testing';
import {
  deterministic,
  diagnosticsOf,
  drawn,
  makeScenario,
  run,
  testing,
  tidyUp,
} from '../../support/vscode/loopscope';

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

const OUTSIDE = `import asyncio


async def main():
    print('hello')


await main()
`;

describe('files in cells', () => {
  let api: TestingApi;

  before(async () => {
    api = await testing();
    await deterministic();
  });

  afterEach(() => tidyUp(api));

  it('have buttons above each cell, which run the cells up to there', async () => {
    const uri = await makeScenario('cells.py', CELLS);
    const lenses = await lensesOf(uri);
    assert.deepEqual(
      lenses.map(({ command, range }) => [command?.title, range.start.line]),
      [
        ['▶ Run in Loopscope', 0],
        ['Open timeline', 0],
        ['▶ Run Cell in Loopscope', 0],
        ['▶ Run Cell in Loopscope', 3],
        ['Run Cells Above', 3],
        ['▶ Run Cell in Loopscope', 10],
        ['Run Cells Above', 10],
      ],
    );
    const seconds: (number | undefined)[] = [];
    const printed: string[] = [];
    for (const { command } of lenses.slice(3)) {
      await vscode.commands.executeCommand(command!.command, ...(command!.arguments ?? []));
      const { trace, timeline } = await api.finished(uri.fsPath);
      seconds.push(timeline.runEnd?.time);
      printed.push(timeline.outputs.map((event) => trace.text(trace.b(event))).join(''));
    }
    assert.deepEqual(
      [seconds, printed],
      [
        [3, 0, 3, 3],
        ["Out[2]: 'first'\n", '', "Out[2]: 'first'\nOut[3]: 'slept'\n", "Out[2]: 'first'\n"],
      ],
    );
  });

  it('show in the timeline where each cell begins', async () => {
    const uri = await makeScenario('cells.py', CELLS);
    const model = await run(api, uri);
    assert.deepEqual(
      model.timeline.cells.map(({ index, title, time }) => [index, title, time]),
      [
        [1, 'Set up', 0],
        [2, '', 0],
        [3, 'The end', 1],
      ],
    );
    const { cells } = await drawn(api, uri, (description) => description.cells.length === 3);
    assert.deepEqual(
      cells.map(({ text }) => text),
      ['', 'cell 2', 'cell 3: The end'],
    );
  });

  it('are what a file with an await outside of functions can become', async () => {
    const uri = await makeScenario('outside.py', OUTSIDE);
    await run(api, uri);
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
    const model = await run(api, uri);
    assert.equal(model.outcome?.end, 'finished');
    assert.equal(model.timeline.cells.length, 1);
  });
});

async function lensesOf(uri: vscode.Uri): Promise<vscode.CodeLens[]> {
  await vscode.workspace.openTextDocument(uri);
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
  );
  return lenses.filter(({ command }) => command?.command.startsWith('loopscope.'));
}
