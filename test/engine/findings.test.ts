import { deepStrictEqual } from 'node:assert/strict';
import { findingsOf } from '../../src/analysis/findings';
import { EngineUnderTest } from '../support/engine';

const PYTHON = `import asyncio
async def work(n): await asyncio.sleep(n)
async def boom(): raise ValueError('lost')
async def main():
    work(1)
    for n in (1, 2): work(n)
    later = work(1)
    await asyncio.sleep(1)
    await later
    await asyncio.gather(work(1), work(2))
    asyncio.create_task(boom())
    asyncio.create_task(work(9))
    await asyncio.sleep(1)
asyncio.run(main())
work(0)
`;

/** Line for line the same program. */
const TYPESCRIPT = `import * as asyncio from 'loopscope/asyncio';
async function work(n: number) { await asyncio.sleep(n); }
async function boom() { throw new asyncio.ValueError('lost'); }
async function main() {
  work(1);
  for (const n of [1, 2]) work(n);
  const later = work(1);
  await asyncio.sleep(1);
  await later;
  await asyncio.gather(work(1), work(2));
  asyncio.createTask(boom());
  asyncio.createTask(work(9));
  await asyncio.sleep(1);
}
asyncio.run(main());
work(0);
`;

describe('findings of real programs', () => {
  let engine: EngineUnderTest;

  before(() => {
    engine = new EngineUnderTest();
  });
  after(() => engine.dispose());

  async function found(source: string, name: string) {
    const { timeline } = await engine.run(source, {}, name);
    return findingsOf(timeline, 0.1).map(({ code, position, message, delayed }) => [
      code,
      position?.line,
      message,
      ...delayed.map((one) => `${one.message} Line ${one.position?.line}.`),
    ]);
  }

  const inFunction = [
    ['never-awaited', 5, '`work()` was called but never awaited, so nothing of it ran.'],
    [
      'never-awaited',
      6,
      '`work()` was called 2 times without being awaited, so nothing of these calls ran.',
    ],
  ];
  const ofTasks = [
    [
      'never-retrieved',
      11,
      'boom failed at 4.000 s with `ValueError: lost`, and nobody asked for its result.',
      'boom raised `ValueError: lost` at 4.000 s. Line 3.',
    ],
    [
      'cut-off',
      12,
      'work #3 was cut off at 5.000 s, because main had ended.',
      'work #3 was waiting for sleep 9.0 s. Line 2.',
    ],
  ];
  const atTop = '`work()` was called but never awaited, so nothing of it ran.';

  it('in Python', async () => {
    deepStrictEqual(await found(PYTHON, 'scenario.py'), [
      ...inFunction,
      ['never-awaited', 15, atTop],
      ...ofTasks,
    ]);
  });

  it('in TypeScript, where a coroutine that begins late is worth a word', async () => {
    deepStrictEqual(await found(TYPESCRIPT, 'scenario.ts'), [
      ...inFunction,
      ['never-awaited', 16, atTop],
      [
        'late-start',
        7,
        '`work()` was called at 0.000 s but began only at 1.000 s, when line 9 awaited it.',
      ],
      ...ofTasks,
    ]);
  });

  it('in Python, where a task that nobody keeps may be thrown away', async () => {
    const source = `import asyncio, gc

async def wait_for_ever():
    await asyncio.get_running_loop().create_future()

async def main():
    asyncio.create_task(wait_for_ever())
    await asyncio.sleep(1)
    gc.collect()
    await asyncio.sleep(1)

asyncio.run(main())
`;
    deepStrictEqual(await found(source, 'scenario.py'), [
      [
        'thrown-away',
        7,
        'wait_for_ever was thrown away at 1.000 s, before it was done, because nothing kept it.',
        'wait_for_ever was waiting for future. Line 4.',
      ],
    ]);
  });

  it('in a TypeScript program that hangs because of a call that was never awaited', async () => {
    const source = `import * as asyncio from 'loopscope/asyncio';
const queue = new asyncio.Queue<number>();
async function main() {
  queue.put(1);
  await queue.get();
}
asyncio.run(main());
`;
    deepStrictEqual(await found(source, 'hangs.ts'), [
      ['never-awaited', 4, '`Queue.put()` was called but never awaited, so nothing of it ran.'],
      [
        'stalled',
        5,
        'Nothing is left that could wake the program: 1 task waits for ever.',
        'main has waited for queue.get since 0.000 s. Line 5.',
      ],
    ]);
  });

  it('in a TypeScript program whose async functions are called by others', async () => {
    const source = `import * as asyncio from 'loopscope/asyncio';
async function main() {
  [1, 2].forEach(async (n) => { console.log(n); });
  asyncio.getRunningLoop().callLater(0.5, async () => { console.log('later'); });
  await asyncio.sleep(1);
}
asyncio.run(main());
`;
    const nameless = 'A function without a name was called';
    deepStrictEqual(await found(source, 'callbacks.ts'), [
      [
        'never-awaited',
        3,
        `${nameless} 2 times without being awaited, so nothing of these calls ran.`,
      ],
      ['never-awaited', 4, `${nameless} but never awaited, so nothing of it ran.`],
    ]);
  });

  it('in Python, where debug mode shows no frame of Loopscope itself', async () => {
    const { stderr } = await engine.run(`
import asyncio

async def fail():
    raise ValueError(1)

async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: 1 / 0)
    loop.call_later(1, lambda: 1 / 0)
    loop.create_future().set_exception(KeyError(2))
    asyncio.create_task(fail())
    await asyncio.sleep(2)

asyncio.run(main(), debug=True)
`);
    const frames = [...stderr.matchAll(/File "([^"]*)"/g)].map(([, file = '']) => file);
    deepStrictEqual(
      [
        stderr.match(/source_traceback/g)?.length,
        frames.filter((file) => /_loopscope\//.test(file)),
      ],
      [4, []],
    );
  });

  it('in Python, where debug mode still tells how the coroutine came about', async () => {
    const source = `import asyncio
async def work(): pass
async def main():
    work()
asyncio.run(main(), debug=True)
`;
    const { stderr } = await engine.run(source);
    const [first = '', second = '', ...others] = stderr
      .replaceAll(`${engine.folder}/`, '')
      .split('\n');
    deepStrictEqual(
      [first, second, others.filter((line) => line.includes('scenario.py'))],
      [
        "scenario.py:4: RuntimeWarning: coroutine 'work' was never awaited",
        'Coroutine created at (most recent call last)',
        ['  File "scenario.py", line 5, in <module>', '  File "scenario.py", line 4, in main'],
      ],
    );
  });

  it('in Python, with the words of CPython and no others', async () => {
    const { stderr } = await engine.run(PYTHON);
    const warnings = stderr.split('\n').filter((line) => line.includes('never awaited'));
    const cut = warnings.map((line) => line.replace(`${engine.folder}/`, ''));
    deepStrictEqual(cut, [
      "scenario.py:5: RuntimeWarning: coroutine 'work' was never awaited",
      "scenario.py:6: RuntimeWarning: coroutine 'work' was never awaited",
      "scenario.py:15: RuntimeWarning: coroutine 'work' was never awaited",
    ]);
  });
});
