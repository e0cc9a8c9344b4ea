import { deepEqual } from 'node:assert/strict';
import { resolve } from 'node:path';
import { EngineUnderTest } from '../support/engine';

const FOLDER = 'test/support/typed-scenarios';

/** The samples that are checked against the declared types also run: declared is what is there. */
describe('samples of what TypeScript scenarios can use', () => {
  const engine = new EngineUnderTest();
  after(() => engine.dispose());

  const samples: readonly [file: string, output: readonly string[]][] = [
    [
      'tasks.ts',
      ["ready [ 'Task-8' ] Task-8", '[ 1, 1 ] 1 d', '1 0 true', '1 0 true', '0', '2', '0', '2 3'],
    ],
    ['primitives.ts', ['0 false', 'AdaAda', '12']],
    ['outside.ts', ['7 8 7 [ 1, 1 ] 3', 'tea', ' false nothing']],
  ];
  for (const [file, output] of samples) {
    it(`${file} runs to its end`, async () => {
      const { outcome, stdout, stderr } = await engine.runFile(resolve(FOLDER, file));
      const lines = stdout.trimEnd().split('\n').slice(0, output.length);
      deepEqual([outcome.end, stderr, lines], ['finished', '', output]);
    });
  }
});
