import { deepStrictEqual } from 'node:assert/strict';
import { LineHistories } from '../../src/analysis/line-histories';
import { EngineUnderTest, type FinishedRun } from '../support/engine';

const TYPESCRIPT = `import * as asyncio from 'loopscope/asyncio';

async function show(n: number) {
  console.log('a', n);
  await asyncio.sleep(1);
  console.error('é');
  process.stdout.write('half ');
  [0, 1].forEach((number) => console.log(number));
  await asyncio.toThread(() => console.log('in a thread'));
}

asyncio.run(show(1));
console.log('at the end');
`;

describe('the line of output', () => {
  const engine = new EngineUnderTest();
  after(() => engine.dispose());

  it('is that of the call that prints in TypeScript', async () => {
    deepStrictEqual(printed(await engine.run(TYPESCRIPT, {}, 'scenario.ts')), [
      ['a 1\n', 4, 'show'],
      ['é\n', 6, 'show'],
      ['half ', 7, 'show'],
      ['0\n', 8, '<anonymous>'],
      ['1\n', 8, '<anonymous>'],
      ['in a thread\n', 9, '<anonymous>'],
      ['at the end\n', 13, '<module>'],
    ]);
  });

  it('counts what each line has printed', async () => {
    const { timeline } = await engine.run(TYPESCRIPT, {}, 'scenario.ts');
    const histories = new LineHistories(timeline);
    histories.read();
    const lines = histories.linesOf(timeline.trace.positions.at(-1)!.file);
    deepStrictEqual(
      [4, 8, 13].map((line) => lines.get(line)?.printed),
      [1, 2, 1],
    );
  });
});

/** Text, line and function of each piece of output. */
function printed({ trace, timeline }: FinishedRun) {
  return timeline.outputs.map((event) => {
    const position = trace.positionOf(event);
    return [trace.text(trace.b(event)), position?.line, position?.name];
  });
}
