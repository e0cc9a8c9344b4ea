import { deepStrictEqual } from 'node:assert/strict';
import ts from 'typescript';
import { sleepingCall } from '../../../../src/scenarios/typescript/awaitable-sleep';

const IMPORT = "import * as asyncio from 'loopscope/asyncio';\n";

/** What is said about the first `sleep` behind the imports. */
function told(text: string, imports = IMPORT) {
  const source = ts.createSourceFile('a.ts', imports + text, ts.ScriptTarget.ESNext, true);
  const call = sleepingCall(source, source.text.search(/(?:time\.)?sleep\(/));
  return call && (call.isInFunction ? 'in a function' : call.instead);
}

describe('a call of time.sleep in TypeScript', () => {
  it('has a counterpart that an async function can await', () => {
    const sleeper = 'const main = async () => { time.sleep(2 * n); };';
    deepStrictEqual(
      [
        told('async function main() { time.sleep(1); }'),
        told('class A { async run() { if (n) time.sleep(1); } }'),
        told(sleeper, "import aio from 'loopscope/asyncio';\n"),
        told(sleeper, "import { run, sleep as nap } from 'loopscope/asyncio';\n"),
      ],
      [
        'await asyncio.sleep(1)',
        'await asyncio.sleep(1)',
        'await aio.sleep(2 * n)',
        'await nap(2 * n)',
      ],
    );
  });

  it('has none where its value is used, or asyncio has no name', () => {
    deepStrictEqual(
      [
        told('async function main() { const x = time.sleep(1); }'),
        told('async function main() { time.sleep(...one); }'),
        told(
          'async function main() { time.sleep(1); }',
          "import { run } from 'loopscope/asyncio';\n",
        ),
        told('async function main() { time.sleep(1); }', "import * as asyncio from 'other';\n"),
      ],
      ['', '', '', ''],
    );
  });

  it('may stand in a function that cannot await, or in none', () => {
    deepStrictEqual(
      [
        told('async function main() { items.map(() => time.sleep(1)); }'),
        told('function helper() { time.sleep(1); }'),
        told('time.sleep(1);'),
      ],
      ['in a function', 'in a function', undefined],
    );
  });
});
