import * as assert from 'node:assert/strict';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { asking, opened, runCell } from '../../support/vscode/cells';
import { diagnosticsOf, makeScenario, until } from '../../support/vscode/loopscope';
import { useDriver } from '../../support/vscode/use-driver';
import { useExtension } from '../../support/vscode/use-extension';

const CELLS = `# %%
import asyncio
print("one")
# %%
print("two")
# %%
print("three")
`;

/** Its first cell ends when somebody has answered it. */
const ASKING = `# %%
import asyncio
print("got", input("> "))
`;

/** Its second cell fails in a function of the first, the third in a line of its own. */
const FAILING = `# %%
import asyncio
def boil(): 1 / 0

# %%
boil()

# %%
cold_tea
`;

const LEAVING = `# %%
import asyncio, os
# %%
os._exit(3)
`;

describe('sessions of cells', () => {
  const driver = useDriver();
  const api = useExtension();

  it('end when their file is closed', async () => {
    const uri = await opened('closed.py', CELLS);
    await runCell(uri, 1);
    await api().finished(uri.fsPath);
    assert.equal(api().runs.isKept(uri.fsPath), true);
    await close(uri);
    await until('the end of the session', () => !api().runs.isKept(uri.fsPath) || undefined);
  });

  it('end with the cell that runs when their file is closed', async () => {
    const uri = await opened('running.py', ASKING);
    await runCell(uri, 1);
    const model = await asking(api(), uri);
    await close(uri);
    api().runs.type(model, 'tea\n');
    const { outcome } = await api().finished(uri.fsPath);
    assert.equal(outcome?.end, 'finished');
    await until('the end of the session', () => !api().runs.isKept(uri.fsPath) || undefined);
  });

  it('stay when their file gets another language', async () => {
    const uri = await opened('language.py', CELLS);
    await runCell(uri, 1);
    await api().finished(uri.fsPath);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await vscode.languages.setTextDocumentLanguage(document, 'python');
    assert.equal(api().runs.isKept(uri.fsPath), true);
  });

  it('run the cells that are asked for one after another, in one interpreter', async () => {
    const uri = await opened('queue.py', CELLS);
    const models = await Promise.all([1, 4, 6, 4].map((line) => runCell(uri, line)));
    const { timeline, trace } = await api().finished(uri.fsPath);
    assert.deepEqual(
      [
        new Set(models).size,
        timeline.cells.map(({ index }) => index),
        timeline.outputs.map((event) => trace.text(trace.b(event))).join(''),
      ],
      [4, [1, 2, 3, 2], 'one\ntwo\nthree\ntwo\n'],
    );
  });

  it('run the cell at the cursor, or those above it, without being told which', async () => {
    const uri = await opened('cursor.py', CELLS);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const cellsAfter = async (line: number, ask: () => Thenable<unknown>) => {
      await vscode.window.showTextDocument(editor.document, {
        viewColumn: vscode.ViewColumn.One,
        selection: new vscode.Selection(line - 1, 0, line - 1, 0),
      });
      const before = api().runs.modelOf(uri.fsPath);
      await ask();
      await until('the run', () => api().runs.modelOf(uri.fsPath) !== before || undefined);
      const { timeline } = await api().finished(uri.fsPath);
      return timeline.cells.map(({ index }) => index);
    };
    assert.deepEqual(
      [
        await cellsAfter(5, () => vscode.commands.executeCommand('loopscope.runCell')),
        await cellsAfter(2, () => driver().press('Control+Enter')),
        await cellsAfter(5, () => vscode.commands.executeCommand('loopscope.runCells')),
      ],
      [[1, 2], [1, 2, 1], [1]],
    );
    assert.equal(editor.document.isDirty, false);
  });

  it('keep the error of a cell until it runs again or the session ends', async () => {
    const uri = await opened('failing.py', FAILING);
    const errors = () => diagnosticsOf(uri).map(({ range }) => range.start.line + 1);
    const errorsAfter = async (line: number) => {
      await runCell(uri, line);
      await api().finished(uri.fsPath);
      return errors();
    };
    const seen = [await errorsAfter(1), await errorsAfter(5), await errorsAfter(8)];
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(6, 0), '\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    seen.push(errors(), await errorsAfter(9), await errorsAfter(5));
    await vscode.commands.executeCommand('loopscope.restartCells', uri);
    await until('the end of the session', () => errors().length === 0 || undefined);
    assert.deepEqual(seen, [[], [3], [3, 9], [3, 10], [3, 10], [10, 3]]);
  });

  it('say that their interpreter is gone', async () => {
    const uri = await opened('leaving.py', LEAVING);
    await runCell(uri, 1);
    await api().finished(uri.fsPath);
    await runCell(uri, 3);
    const { outcome } = await api().finished(uri.fsPath);
    const [told] = api().terminal().text.trimEnd().split(/\r?\n/).slice(-2);
    assert.equal(outcome?.exitCode, 3);
    assert.match(told ?? '', /The interpreter is gone, so the next Run Cell begins anew\./);
  });

  it('are restarted for the file in front, not for another one', async () => {
    const other = await opened('other.py', CELLS);
    await runCell(other, 1);
    await api().finished(other.fsPath);
    const uri = await opened('front.py', ASKING);
    await runCell(uri, 1);
    await asking(api(), uri);
    await vscode.commands.executeCommand('loopscope.restartCells', uri);
    const { outcome } = await api().finished(uri.fsPath);
    assert.deepEqual(
      [outcome?.end, api().runs.isKept(uri.fsPath), api().runs.isKept(other.fsPath)],
      ['stopped', false, true],
    );
    await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand('loopscope.restartCells');
    assert.equal(api().runs.isKept(other.fsPath), true);
    await vscode.commands.executeCommand('loopscope.restartCells', other);
    assert.equal(api().runs.isKept(other.fsPath), false);
  });
});

/** VS Code holds this many documents for extensions that have opened them, each for three minutes. */
const HELD_DOCUMENTS = 60;

/** Closes the editors of a file, and lets VS Code forget its document. */
async function close(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  for (let number = 0; number <= HELD_DOCUMENTS; number++) {
    const other = await makeScenario(`${basename(uri.path)}-${number}.txt`, '');
    await vscode.workspace.openTextDocument(other);
  }
  await until('the end of the document', () => !isOpen(uri) || undefined);
}

function isOpen(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((one) => one.uri.toString() === uri.toString());
}
