import * as assert from 'node:assert/strict';
import { LineEditor } from '../../../src/extension/output/line-editor';
import { TerminalKeyboard } from '../../../src/extension/output/terminal-keyboard';
import { RunController } from '../../../src/extension/run/run-controller';
import { runRequest } from '../../../src/protocol/run';
import { ScriptedEngine, settled } from '../../support/scripted-engine';

describe('line editor', () => {
  const CASES: readonly [
    what: string,
    keys: string,
    echo: string,
    lines: (string | undefined)[],
  ][] = [
    ['makes a line when Enter is pressed', 'Ada\r', 'Ada\r\n', ['Ada\n']],
    ['takes characters back', 'Adb\u007f\u007fa\r', 'Adb\b \b\b \ba\r\n', ['Aa\n']],
    ['takes wide characters back', '茶😀\u007f\u007f\r', '茶😀\b \b\b \b\b \b\b \b\r\n', ['\n']],
    ['takes nothing back from an empty line', '\u007f\r', '\r\n', ['\n']],
    ['takes a line back', 'abc\u0015d\r', 'abc\b \b\b \b\b \bd\r\n', ['d\n']],
    ['splits what is pasted', 'a\r\nb\nc', 'a\r\nb\r\nc', ['a\n', 'b\n']],
    [
      'ends the input at the beginning of a line only',
      'a\u0004\r\u0004',
      'a\r\n',
      ['a\n', undefined],
    ],
    ['does not hear arrows and function keys', '\u001b[A\u001bOP\u001b[15~x\r', 'x\r\n', ['x\n']],
  ];
  for (const [what, keys, echo, lines] of CASES) {
    it(what, () => {
      assert.deepEqual(new LineEditor().type(keys), { echo, lines, isInterrupted: false });
    });
  }

  it('forgets the line when it is interrupted', () => {
    const editor = new LineEditor();
    assert.deepEqual(editor.type('abc\u0003'), { echo: 'abc^C', lines: [], isInterrupted: true });
    assert.deepEqual(editor.type('d\r').lines, ['d\n']);
  });
});

describe('keyboard of the terminal', () => {
  function setUp() {
    const engine = new ScriptedEngine();
    const runs = new RunController({
      engine: () => engine,
      analyse: async () => [],
      log: () => {},
    });
    const echoed: string[] = [];
    const user = {
      echo: (model: { file: string }, text: string) => echoed.push(`${model.file} ${text}`),
      interrupt: () => echoed.push('interrupted'),
    };
    const keyboard = new TerminalKeyboard(runs, user);
    const start = (file: string) => {
      runs.start(runRequest(file, '/'), file);
      return engine.runs.at(-1)!;
    };
    return { keyboard, echoed, start };
  }

  it('gives lines to those that ask, one each time, in their order', () => {
    const { keyboard, echoed, start } = setUp();
    const [one, two] = [start('/one.py'), start('/two.py')];
    keyboard.type('too early\r');
    two.ask();
    one.ask();
    keyboard.type('a\rb\rc\r');
    keyboard.type('too late\r');
    assert.deepEqual([one.typed, two.typed], [['b\n'], ['a\n']]);
    one.ask();
    assert.deepEqual(one.typed, ['b\n', 'c\n']);
    assert.deepEqual(echoed, ['/two.py a\r\nb\r\nc\r\n']);
  });

  it('forgets who is over', async () => {
    const { keyboard, start } = setUp();
    const [one, two] = [start('/one.py'), start('/two.py')];
    one.ask();
    two.ask();
    one.end();
    await settled();
    keyboard.type('a\r');
    assert.deepEqual([one.typed, two.typed], [[], ['a\n']]);
  });

  it('interrupts, whoever asks', () => {
    const { keyboard, echoed, start } = setUp();
    keyboard.type('\u0003');
    start('/one.py').ask();
    keyboard.type('ab\u0003');
    assert.deepEqual(echoed, ['interrupted', '/one.py ab^C', 'interrupted']);
  });
});
