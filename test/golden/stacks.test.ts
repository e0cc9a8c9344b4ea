import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DEFAULT_LIMITS } from '../../src/protocol/run';
import { EngineUnderTest, type FinishedRun } from '../support/engine';
import { expectGolden } from '../support/golden';
import { stackTranscript } from '../support/stack-transcript';

/** Programs of this folder, and some whose transcripts are golden, too. */
const PROGRAMS = [
  'stacks/values',
  'stacks/side-effects',
  'scenarios/await-chain',
  'scenarios/async-generator',
  'scenarios/task-group',
];

const TYPESCRIPT = `
import * as asyncio from 'loopscope/asyncio';

async function pour(cups: number): Promise<number> {
  await asyncio.sleep(cups);
  await asyncio.sleep(cups);
  return cups;
}

async function serve(): Promise<number> {
  await asyncio.sleep(1);
  const first = await pour(1);
  const second = await pour(2);
  await asyncio.sleep(first + second);
  return 0;
}

async function main(): Promise<void> {
  const task = asyncio.createTask(serve(), { name: 'waiter' });
  await pour(3);
  await task;
}

asyncio.run(main());
`;

const COUNTER = `
import asyncio

async def main():
    for number in range(1000):
        await asyncio.sleep(0)

asyncio.run(main())
`;

describe('stacks and variables', () => {
  let engine: EngineUnderTest;

  before(() => {
    engine = new EngineUnderTest();
  });
  after(() => engine.dispose());

  function run(program: string, recordLocals: boolean): Promise<FinishedRun> {
    const source = readFileSync(resolve('test/golden', `${program}.py`), 'utf8');
    return engine.run(source.replaceAll('\r\n', '\n'), { recordLocals });
  }

  for (const program of PROGRAMS) {
    it(`of ${program} are those that were reviewed`, async () => {
      const { timeline } = await run(program, true);
      expectGolden(`stacks/${program.split('/')[1]}.txt`, stackTranscript(timeline));
    });
  }

  it('of a TypeScript program are those that were reviewed; it has no variables', async () => {
    const { timeline } = await engine.run(TYPESCRIPT, {}, 'tea.ts');
    expectGolden('stacks/typescript.txt', stackTranscript(timeline));
  });

  it('are read without running any code of the program, and without keeping its objects', async () => {
    const [seen, unseen] = [
      await run('stacks/side-effects', true),
      await run('stacks/side-effects', false),
    ];
    strictEqual(seen.stdout, unseen.stdout);
    deepStrictEqual(seen.stdout.split('\n'), [
      'nobody looked',
      'gone',
      'gone',
      'gone',
      'both are gone',
      '1 None',
      '',
    ]);
  });

  it('are not recorded if nobody wants them', async () => {
    const { trace } = await run('stacks/values', false);
    const kinds = Array.from({ length: trace.length }, (_, event) => trace.kind(event));
    deepStrictEqual(
      kinds.filter((kind) => kind === 'task.frame' || kind === 'task.local'),
      [],
    );
  });

  it('stop at their limit, and the run goes on', async () => {
    const { outcome, trace, timeline } = await engine.run(COUNTER, {
      limits: { ...DEFAULT_LIMITS, events: 1000 },
    });
    const kinds = Array.from({ length: trace.length }, (_, event) => trace.kind(event));
    const count = (kind: string) => kinds.filter((one) => one === kind).length;
    deepStrictEqual(
      [outcome.end, count('task.frame') + count('task.local'), count('locals.stopped')],
      ['finished', 250, 1],
    );
    strictEqual(timeline.dropped > 0, true);
  });
});
