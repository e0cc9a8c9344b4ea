import { deepStrictEqual } from 'node:assert/strict';
import { applyFix } from '../../src/analysis/apply-fix';
import { findingsOf } from '../../src/analysis/findings';
import { EngineUnderTest } from '../support/engine';

const PYTHON = `
import asyncio as aio
import time
from time import sleep as nap
from socket import gethostbyname

def helper():
    time.sleep(0.5)

def outer(seconds, *, more):
    return inner(seconds, more)

def inner(seconds, more):
    time.sleep(seconds + more)
    return 'x'

def both():
    time.sleep(0.75)

async def main():
    time.sleep(1)
    if True: nap(2 + 0)
    pause = time.sleep(1)
    [time.sleep(n) for n in (1, 2)]
    helper()
    print(outer(1, more=2).upper())
    await aio.to_thread(both)
    both()
    (lambda: time.sleep(0.25))()
    any(time.sleep(3) for _ in 'a')
    print('ä', gethostbyname('localhost').upper())

aio.run(main())
`;

/** What becomes of lines of it. */
const FIXED: Readonly<Record<string, string>> = {
  '    time.sleep(1)': '    await aio.sleep(1)',
  '    if True: nap(2 + 0)': '    if True: await aio.sleep(2 + 0)',
  '    helper()': '    await aio.to_thread(helper)',
  '    print(outer(1, more=2).upper())':
    '    print((await aio.to_thread(outer, 1, more=2)).upper())',
  '    both()': '    await aio.to_thread(both)',
  "    print('ä', gethostbyname('localhost').upper())":
    "    print('ä', (await aio.to_thread(gethostbyname, 'localhost')).upper())",
};

const TYPESCRIPT = `
import * as asyncio from 'loopscope/asyncio';
import * as time from 'loopscope/time';

function helper() {
  time.sleep(0.5);
}

async function main() {
  time.sleep(1);
  helper();
  [1].forEach(() => time.sleep(0.25));
}

asyncio.run(main());
`;

describe('what could be awaited in place of a call that holds the loop', () => {
  let engine: EngineUnderTest;

  before(() => {
    engine = new EngineUnderTest();
  });
  after(() => engine.dispose());

  /** The program after all quick fixes, and what is said about each line that has none. */
  async function mended(source: string, name: string) {
    const run = await engine.run(source, {}, name);
    const findings = findingsOf(run.timeline, 0).filter(({ code }) => code === 'blocking-call');
    const fixes = findings.flatMap(({ fix }) => fix?.edits ?? []);
    const others = findings.filter(({ fix }) => !fix);
    return {
      text: applyFix(source, { title: '', edits: fixes }),
      others: others.map(({ position, advice }) => `${position?.line}: ${advice}`),
    };
  }

  it('is known in Python where a coroutine makes the call', async () => {
    deepStrictEqual(await mended(PYTHON, 'scenario.py'), {
      text: withLines(PYTHON, FIXED),
      others: [
        '23: Use `await asyncio.sleep(1)`.',
        '24: Use `await asyncio.sleep(n)`.',
        '29: A `lambda` cannot await: write an `async def` in its place that uses `await asyncio.sleep(0.25)`, and await its calls.',
        '30: Write a `for` loop in place of the generator expression, with `await asyncio.sleep(3)`.',
      ],
    });
  });

  it('is known in TypeScript where an async function makes the call', async () => {
    deepStrictEqual(await mended(TYPESCRIPT, 'scenario.ts'), {
      text: withLines(TYPESCRIPT, { '  time.sleep(1);': '  await asyncio.sleep(1);' }),
      others: [
        '6: Call `helper()` in a thread with `await asyncio.toThread(…)`, or make `helper()` an `async` function that uses `await asyncio.sleep(0.5)`, and await its calls.',
        '12: A function without a name cannot await: make it an `async` function that uses `await asyncio.sleep(0.25)`, and await its calls.',
      ],
    });
  });
});

/** A text with other lines in place of some. */
function withLines(text: string, others: Readonly<Record<string, string>>): string {
  const lines = text.split('\n').map((line) => others[line] ?? line);
  return lines.join('\n');
}
