import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import {
  makeScenario,
  readText,
  run,
  start,
  until,
  workspaceFile,
} from '../../support/vscode/loopscope';
import { useDriver } from '../../support/vscode/use-driver';
import { useExtension } from '../../support/vscode/use-extension';

const ASKING = `import asyncio


async def main():
    name = input('Name? ')
    age = await asyncio.to_thread(input, 'Age? ')
    print(f'{name} is {age}.')
    input('More? ')


asyncio.run(main())
`;

const WRITING = `with open('tea.txt', 'w') as file:
    file.write('oolong')
`;

describe('the world of a program', () => {
  const driver = useDriver();
  const api = useExtension();

  afterEach(() => vscode.workspace.getConfiguration('loopscope').update('files.write', undefined));

  /** Types into the terminal once the program has printed the question. */
  async function answer(question: string, keys: () => Promise<void>): Promise<void> {
    await until(question, () => api().terminal().text.includes(question) || undefined);
    await driver().waitFor('.terminal.xterm.focus');
    await keys();
  }

  it('has a keyboard: the terminal, where lines can be edited and Ctrl+D ends the input', async () => {
    const uri = await makeScenario('asking.py', ASKING);
    await start(uri);
    await driver().waitFor('.statusbar-item:has-text("asking.py waits for input")');
    await answer('Name? ', async () => {
      await driver().type('Adx');
      await driver().press('Backspace');
      await driver().type('a');
      await driver().press('Enter');
    });
    await answer('Age? ', async () => {
      await driver().type('36');
      await driver().press('Enter');
    });
    await answer('More? ', () => driver().press('Control+d'));
    const { outcome } = await api().finished(uri.fsPath);
    assert.equal(outcome?.message, 'EOFError: EOF when reading a line');
    const output = await until('the last line', () => {
      const { text } = api().terminal();
      return text.includes('Ada is 36.') ? text : undefined;
    });
    assert.ok(output.includes('Name? Adx\b \ba\r\n'), output);
  });

  it('has Ctrl+C while it waits for input', async () => {
    const uri = await makeScenario('asked.py', "input('Really? ')\n");
    await start(uri);
    await answer('Really? ', () => driver().press('Control+c'));
    assert.equal((await api().finished(uri.fsPath)).outcome?.end, 'stopped');
  });

  it('has files that are kept only if the setting says so, to which the timeline leads', async () => {
    const uri = await makeScenario('writing.py', WRITING);
    await run(api(), uri);
    const note = '.summary .loud:has-text("The program wrote tea.txt.")';
    await driver().click(`${note} button`, { where: 'webview' });
    await driver().waitFor('.settings-editor .setting-item-label:has-text("Write")');
    assert.equal(existsSync(workspaceFile('tea.txt').fsPath), false);
    await vscode.workspace.getConfiguration('loopscope').update('files.write', true);
    const { outcome } = await run(api(), uri);
    assert.deepEqual(outcome?.notes, []);
    assert.equal(await readText(workspaceFile('tea.txt')), 'oolong');
  });
});
