import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { makeScenario, until } from '../../support/vscode/loopscope';

/** Its last line is wrong on purpose: once that is marked, the whole file has been checked. */
const TEA = [
  "import * as asyncio from 'loopscope/asyncio';",
  "import * as time from 'loopscope/time';",
  'time.sleep(asyncio.run(asyncio.sleep(1, 2)));',
  'asyncio.run(7);',
  '',
].join('\n');

describe('IntelliSense', () => {
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('knows asyncio in a TypeScript file without a project', async () => {
    const uri = await makeScenario('tea.ts', TEA);
    await vscode.window.showTextDocument(uri);
    const errors = await until('the check of the file', () => {
      const found = vscode.languages.getDiagnostics(uri);
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(
      errors.map(({ range, message }) => [range.start.line, message.split('\n')[0]]),
      [[3, "Argument of type 'number' is not assignable to parameter of type 'Promise<unknown>'."]],
    );
    assert.match(await hover(uri, 'sleep(1'), /Suspends the task for `delay` seconds/);
    assert.match(await hover(uri, 'sleep(asyncio'), /Blocks the whole event loop/);
  });

  it('completes the names of asyncio, with what they do', async () => {
    const uri = await makeScenario('complete.ts', TEA.replace('asyncio.run(7)', 'asyncio.'));
    const document = await vscode.workspace.openTextDocument(uri);
    const labels = await until('the names of asyncio', async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri,
        document.positionAt(document.getText().lastIndexOf('.') + 1),
      );
      const names = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return names.includes('gather') ? names : undefined;
    });
    for (const name of ['createTask', 'run', 'Queue', 'TaskGroup', 'timeout']) {
      assert.ok(labels.includes(name), name);
    }
  });

  it('knows asyncio in JavaScript', async () => {
    const uri = await makeScenario('tea.js', TEA);
    await vscode.workspace.openTextDocument(uri);
    assert.match(await hover(uri, 'sleep(1'), /Suspends the task/);
  });

  it('knows asyncio in a file of a project', async () => {
    await makeScenario('tsconfig.json', '{ "compilerOptions": { "module": "nodenext" } }');
    const uri = await makeScenario('tea-of-project.mts', TEA);
    await vscode.workspace.openTextDocument(uri);
    assert.match(await hover(uri, 'sleep(1'), /Suspends the task/);
  });

  it('knows asyncio in a file that was never saved', async () => {
    const { uri } = await vscode.workspace.openTextDocument({
      language: 'typescript',
      content: TEA,
    });
    assert.match(await hover(uri, 'sleep(1'), /Suspends the task/);
  });
});

/** What hovering over the first `code` of a document says, as soon as there is more than its name. */
async function hover(uri: vscode.Uri, code: string): Promise<string> {
  const document = await vscode.workspace.openTextDocument(uri);
  const position = document.positionAt(document.getText().indexOf(code) + 1);
  return until(`the description of ${code}`, async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      position,
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n');
    return text.includes('function') ? text : undefined;
  });
}
