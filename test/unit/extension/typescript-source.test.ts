import * as assert from 'node:assert/strict';
import {
  entryLine,
  importsAsyncio,
  maskStrings,
} from '../../../src/extension/editor/typescript-source';

describe('TypeScript source', () => {
  it('is masked without moving a character', () => {
    const text = `a = "x//y"; // z\nb = \`\n"asyncio"\n\` + 'it\\'s';\nc = /"/;\nd /* e\n*/ f`;
    const masked = maskStrings(text);
    assert.deepEqual(
      masked.split('\n').map((line) => line.trimEnd()),
      ['a =       ;', 'b =', '', '  +        ;', 'c = /', 'd', '   f'],
    );
    assert.equal(masked.length, text.length);
  });

  const imports: readonly [string, boolean][] = [
    [`import * as asyncio from 'loopscope/asyncio';`, true],
    [`import * as asyncio from "loopscope/asyncio"`, true],
    [`import { run, sleep } from 'loopscope/asyncio';`, true],
    [`import {\n  run,\n  sleep,\n} from 'loopscope/asyncio';`, true],
    [`import 'loopscope/asyncio';`, true],
    [`const asyncio = require('loopscope/asyncio');`, true],
    [`const asyncio = await import('loopscope/asyncio');`, true],
    [`export * from 'loopscope/asyncio';`, true],
    [`import * as asyncio from 'asyncio';`, false],
    [`import * as asyncio from 'loopscope/asyncio/more';`, false],
    [`// import * as asyncio from 'loopscope/asyncio';`, false],
    [`/*\nimport * as asyncio from 'loopscope/asyncio';\n*/`, false],
    [`const text = \`import * as asyncio from 'loopscope/asyncio'\`;`, false],
    [`console.log('loopscope/asyncio');`, false],
    [`@Component({ selector: 'tea' }) class Tea {}`, false],
    ['', false],
  ];
  for (const [text, expected] of imports) {
    it(`${JSON.stringify(text)} ${expected ? 'imports' : 'does not import'} asyncio`, () => {
      assert.equal(importsAsyncio(text), expected);
    });
  }

  const entries: readonly [string, string, number][] = [
    ['the call at the top level', 'async function main() {}\n\nasyncio.run(main());', 2],
    ['the call, not what a comment says', '// asyncio.run(main())\n\nasyncio.run(main());', 2],
    ['a call in a function', 'function go() {\n  asyncio.run(main());\n}', 1],
    ['the call at the top level first', 'if (x) {\n  asyncio.run(a());\n}\nasyncio.run(b());', 3],
    ['a runner', 'const x = 1;\nnew asyncio.Runner().with((runner) => {});', 1],
    ['a loop', 'const loop = asyncio.newEventLoop();\nloop.runUntilComplete(main());', 1],
    ['the first line if there is only top-level await', 'const x = 1;\nawait asyncio.sleep(1);', 0],
  ];
  for (const [name, text, line] of entries) {
    it(`starts at ${name}`, () => assert.equal(entryLine(text), line));
  }
});
