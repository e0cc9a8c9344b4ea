import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, makeScenario, run } from '../../support/vscode/loopscope';
import { useExtension } from '../../support/vscode/use-extension';

const OLD = `import asyncio

async def job(number):
    await asyncio.sleep(number)
    print(number)

async def main():
    jobs = [job(1), job(2)]
    await asyncio.wait(jobs)

loop = asyncio.get_event_loop()
loop.run_until_complete(main())
`;

const NEW = `import asyncio

async def job(number):
    await asyncio.sleep(number)
    print(number)

async def main():
    jobs = [job(1), job(2)]
    await asyncio.wait([asyncio.create_task(each) for each in jobs])

asyncio.run(main())
`;

describe('quick fixes', () => {
  const api = useExtension();

  async function offered(uri: vscode.Uri): Promise<vscode.CodeAction[]> {
    const old = diagnosticsOf(uri).find(({ code }) => code === 'old-idiom');
    assert.ok(old, 'nothing is marked');
    const kind = vscode.CodeActionKind.QuickFix.value;
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      old.range,
      kind,
    );
    // Other extensions offer commands only.
    return actions.filter(({ edit }) => edit !== undefined);
  }

  it('rewrite old idioms until the program runs', async () => {
    const uri = await makeScenario('old_idioms.py', OLD);
    const document = await vscode.workspace.openTextDocument(uri);
    const titles: string[] = [];
    for (let runs = 0; runs < 2; runs++) {
      await run(api(), uri);
      const [action] = await offered(uri);
      assert.ok(action?.edit);
      titles.push(action.title);
      assert.ok(await vscode.workspace.applyEdit(action.edit));
    }
    assert.deepEqual(titles, [
      'Start the program with asyncio.run',
      'Make a task of each coroutine',
    ]);
    assert.equal(document.getText(), NEW);
    const model = await run(api(), uri);
    assert.equal(model.outcome?.end, 'finished');
  });

  it('are not offered for a text that was edited since', async () => {
    const uri = await makeScenario('old_idioms.py', OLD);
    await run(api(), uri);
    assert.equal((await offered(uri)).length, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(12, 0), '# The end\n');
    await vscode.workspace.applyEdit(edit);
    assert.equal((await offered(uri)).length, 0);
  });
});
