import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { momentAtTime } from '../../../src/trace/cursor';
import { makeScenario, run, start, type, until } from '../../support/vscode/loopscope';
import { useDriver } from '../../support/vscode/use-driver';
import { useExtension } from '../../support/vscode/use-extension';

/** What is painted behind the text of each line in view, as `text of the line | mark`, from the top. */
const PAINTED = `[...document.querySelectorAll('.editor-instance .view-line')]
  .sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
  .flatMap((line) => [...line.querySelectorAll('[class*="ced-"]')]
    .map((mark) => getComputedStyle(mark, '::after').content)
    .filter((content) => content.startsWith('"') && content !== '""')
    .map((content) => line.textContent.replaceAll('\\u00a0', ' ').trim() + ' | ' + content.slice(1, -1)))`;

/** How many lines are highlighted as a whole, and how many have an icon in the margin. */
const HIGHLIGHTED = `[
  [...document.querySelectorAll('.editor-instance .view-overlays .cdr')]
    .filter((line) => getComputedStyle(line).backgroundColor !== 'rgba(0, 0, 0, 0)'
      && line.className.includes('ced-')).length,
  document.querySelectorAll('.editor-instance .glyph-margin-widgets [class*="ced-"]').length,
]`;

const PROGRAM = `import asyncio
import time

async def func1():
    await asyncio.sleep(1)

async def func2():
    time.sleep(2)

async def main():
    task1 = asyncio.create_task(func1())
    task2 = asyncio.create_task(func2())
    await task1
    await task2

asyncio.run(main())
`;

const SUMMARIES = [
  'await asyncio.sleep(1) | 1.00 s late · waited 1.00 s',
  'time.sleep(2) | held the loop 2.00 s',
  'task1 = asyncio.create_task(func1()) | started func1',
  'task2 = asyncio.create_task(func2()) | started func2',
  'await task1 | waited 2.00 s',
];

describe('the marks of the editor', () => {
  const driver = useDriver();
  const api = useExtension();

  /** Waits until the marks are those; shows the difference if they never are. */
  async function painted(expected: readonly string[]): Promise<void> {
    let seen: string[] = [];
    await until('the marks', async () => {
      seen = await driver().evaluate<string[]>(PAINTED);
      return JSON.stringify(seen) === JSON.stringify(expected) ? true : undefined;
    }).catch(() => assert.deepEqual(seen, expected));
  }

  /** Waits until so many lines and margins are highlighted: VS Code draws them apart from the marks. */
  async function highlighted(expected: readonly [number, number]): Promise<void> {
    let seen: number[] = [];
    await until('the highlights', async () => {
      seen = await driver().evaluate<number[]>(HIGHLIGHTED);
      return JSON.stringify(seen) === JSON.stringify(expected) ? true : undefined;
    }).catch(() => assert.deepEqual(seen, expected));
  }

  async function ran(uri: vscode.Uri) {
    await vscode.window.showTextDocument(uri);
    return run(api(), uri);
  }

  it('say after a run what happened at each line, and go from the edited line on', async () => {
    const uri = await makeScenario('marked.py', PROGRAM);
    const { document } = await vscode.window.showTextDocument(uri);
    await driver().waitFor(FIRST_LETTERS);
    const before = await driver().evaluate<number>(LEFT_OF_TEXT);
    await run(api(), uri);
    await painted(SUMMARIES);
    assert.equal(await driver().evaluate<number>(LEFT_OF_TEXT), before);
    const line = document.getText().split('\n').indexOf('async def main():');
    await type(document, new vscode.Range(line, 0, line, 0), '\n');
    await painted(SUMMARIES.slice(0, 2));
    await type(document, new vscode.Range(0, 0, 0, 0), '# a word\n');
    await painted([]);
  });

  it('are gone as soon as the next run begins', async () => {
    const text = [
      'import asyncio, sys, time',
      'async def main():',
      '    await asyncio.sleep(1)',
      '    if len(sys.argv) > 1: time.sleep(10_000_000)',
      '    while len(sys.argv) > 2: pass',
      'asyncio.run(main())',
      '',
    ].join('\n');
    const uri = await makeScenario('twice.py', text);
    await ran(uri);
    await painted(['await asyncio.sleep(1) | waited 1.00 s']);
    const configuration = vscode.workspace.getConfiguration('loopscope');
    const target = vscode.ConfigurationTarget.Workspace;
    await configuration.update('clock', 'system', target);
    await configuration.update('arguments', ['go on'], target);
    try {
      await start(uri);
      await painted([]);
    } finally {
      await configuration.update('clock', undefined, target);
      await configuration.update('arguments', undefined, target);
    }
  });

  it('show who stands where at the cursor, until the cursor is taken away', async () => {
    const model = await ran(await makeScenario('marked.py', PROGRAM));
    await painted(SUMMARIES);
    model.setCursor(momentAtTime(model.trace, 1.5), 'command');
    const standing = [
      'await asyncio.sleep(1) | ▹ func1 is ready',
      'time.sleep(2) | ▶ func2 runs',
      ...SUMMARIES.slice(2, 4),
      'await task1 | ◂ main waits',
    ];
    await painted(standing);
    await highlighted([1, 1]);
    model.setCursor(undefined, 'command');
    await painted(SUMMARIES);
    await highlighted([0, 0]);
  });

  it('tell the history of a line to the pointer, and lead to its moments', async () => {
    const model = await ran(await makeScenario('marked.py', PROGRAM));
    await painted(SUMMARIES);
    await driver().hover('.view-line:has-text("asyncio.sleep(1)") >> text=sleep');
    const hover = '.monaco-hover:has-text("in the last run")';
    await driver().waitFor(
      `${hover} >> text=func1 waited 1.00 s for sleep 1.0 s, then ran 1.00 s late`,
    );
    await driver().click(`${hover} >> a:has-text("0.000 s")`);
    await until('the cursor', () => (model.cursor ? true : undefined));
    await driver().press('Escape');
    await painted([
      'await asyncio.sleep(1) | ◂ func1 waits',
      ...SUMMARIES.slice(1, 3),
      // It has not begun yet.
      'task2 = asyncio.create_task(func2()) | ▹ func2 is ready',
      'await task1 | ◂ main waits',
    ]);
  });

  it('can be switched off, and come back at once when they are switched on', async () => {
    const configuration = vscode.workspace.getConfiguration('loopscope');
    const target = vscode.ConfigurationTarget.Workspace;
    await configuration.update('editor.lineSummaries', false, target);
    try {
      const uri = await makeScenario('marked.py', PROGRAM);
      await ran(uri);
      await painted([]);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        ...[uri, new vscode.Position(4, 12)],
      );
      assert.deepEqual(hovers.filter(isOurs), []);
    } finally {
      await configuration.update('editor.lineSummaries', undefined, target);
    }
    await painted(SUMMARIES);
  });

  it('are in the modules of the program, too', async () => {
    await makeScenario(
      'kitchen.py',
      'import asyncio\nasync def cook():\n    await asyncio.sleep(2)\n',
    );
    const uri = await makeScenario(
      'dinner.py',
      'import asyncio\nfrom kitchen import cook\nasync def main():\n    await cook()\nasyncio.run(main())\n',
    );
    await ran(uri);
    await painted(['await cook() | waited inside 2.00 s']);
    await driver().openFile('kitchen.py');
    await painted(['await asyncio.sleep(2) | waited 2.00 s']);
  });
});

const FIRST_LETTERS = '.editor-instance .view-line span span';

/** Where the first letter of the first line stands, in CSS pixels. */
const LEFT_OF_TEXT = `document.querySelector('${FIRST_LETTERS}').getBoundingClientRect().left`;

function isOurs({ contents }: vscode.Hover): boolean {
  return contents.some(
    (content) => content instanceof vscode.MarkdownString && content.value.includes('last run'),
  );
}
