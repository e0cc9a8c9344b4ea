import { deepStrictEqual } from 'node:assert';
import { EngineUnderTest, PATIENT } from '../support/engine';

describe('a fresh interpreter', () => {
  let engine: EngineUnderTest;

  before(() => {
    engine = new EngineUnderTest(undefined, PATIENT);
  });
  after(() => engine.dispose());

  it('has garbage collected only of what the program makes, and no trace of a program before', async () => {
    const source = [
      'import asyncio, gc, linecache, weakref',
      'class Cup: pass',
      'cup = Cup()',
      'cup.itself = cup',
      'gone = weakref.ref(cup)',
      'del cup',
      'gc.collect()',
      'collected = gc.get_objects()',
      'print(gone(), any(one is Cup for one in collected), any(one is asyncio for one in collected))',
      "print([file for file in linecache.cache if 'rehearsal' in file])",
      '',
    ].join('\n');
    const { stdout, stderr } = await engine.run(source);
    deepStrictEqual([stdout, stderr], ['None True False\n[]\n', '']);
  });
});
