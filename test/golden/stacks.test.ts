import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { DEFAULT_LIMITS } from '../../src/protocol/run';
import { EngineUnderTest, type FinishedRun } from '../support/engine';
import { expectGolden } from '../support/golden';
import { stackTranscript, variablesByWait } from '../support/stack-transcript';

/** Programs of this folder, and some whose transcripts are golden, too. */
const PROGRAMS = [
  'stacks/values.py',
  'stacks/side-effects.py',
  'stacks/values.ts',
  'stacks/side-effects.ts',
  'stacks/frames.ts',
  'scenarios/await-chain.py',
  'scenarios/async-generator.py',
  'scenarios/task-group.py',
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

const COUNTERS = [
  [
    'counter.py',
    `
import asyncio

async def main():
    for number in range(1000):
        await asyncio.sleep(0)

asyncio.run(main())
`,
  ],
  [
    'counter.ts',
    `
import * as asyncio from 'loopscope/asyncio';

async function main() {
  for (let number = 0; number < 1000; number++) await asyncio.sleep(0);
}

asyncio.run(main());
`,
  ],
] as const;

describe('stacks and variables', () => {
  let engine: EngineUnderTest;

  before(() => {
    engine = new EngineUnderTest();
  });
  after(() => engine.dispose());

  function run(program: string, recordLocals: boolean): Promise<FinishedRun> {
    const source = readFileSync(resolve('test/golden', program), 'utf8');
    return engine.run(source.replaceAll('\r\n', '\n'), { recordLocals }, basename(program));
  }

  for (const program of PROGRAMS) {
    it(`of ${program} are those that were reviewed`, async () => {
      const { timeline } = await run(program, true);
      const name = basename(program, '.py');
      expectGolden(`stacks/${name}.txt`, stackTranscript(timeline));
    });
  }

  it('of a TypeScript program are those that were reviewed', async () => {
    const { timeline } = await engine.run(TYPESCRIPT, {}, 'tea.ts');
    expectGolden('stacks/typescript.txt', stackTranscript(timeline));
  });

  it('have the same names at the same moments in both languages', async () => {
    const [python, typescript] = [
      await run('stacks/twins.py', true),
      await run('stacks/twins.ts', true),
    ];
    const waits = variablesByWait(python.timeline);
    deepStrictEqual(variablesByWait(typescript.timeline), waits);
    expectGolden('stacks/twins.txt', `${waits.join('\n')}\n`);
  });

  it('are read without running any code of the program, and without keeping its objects', async () => {
    const [seen, unseen] = [
      await run('stacks/side-effects.py', true),
      await run('stacks/side-effects.py', false),
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

  it('of a TypeScript program are read without running any code of it', async () => {
    const { stdout, outcome } = await run('stacks/side-effects.ts', true);
    deepStrictEqual([stdout, outcome.end], ['nobody looked\n8\n', 'finished']);
  });

  for (const program of ['stacks/values.py', 'stacks/values.ts']) {
    it(`of ${program} are not recorded if nobody wants them`, async () => {
      const { trace } = await run(program, false);
      const kinds = Array.from({ length: trace.length }, (_, event) => trace.kind(event));
      deepStrictEqual(
        kinds.filter((kind) => kind === 'task.frame' || kind === 'task.local'),
        [],
      );
    });
  }

  for (const [name, source] of COUNTERS) {
    it(`stop at their limit in ${name}, and the run goes on`, () => expectToStop(name, source));
  }

  async function expectToStop(name: string, source: string): Promise<void> {
    const limits = { ...DEFAULT_LIMITS, events: 1000 };
    const { outcome, trace, timeline } = await engine.run(source, { limits }, name);
    const kinds = Array.from({ length: trace.length }, (_, event) => trace.kind(event));
    const count = (kind: string) => kinds.filter((one) => one === kind).length;
    deepStrictEqual(
      [outcome.end, count('task.frame') + count('task.local'), count('locals.stopped')],
      ['finished', 250, 1],
    );
    strictEqual(timeline.dropped > 0, true);
  }
});
