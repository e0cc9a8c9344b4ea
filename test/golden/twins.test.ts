import { deepStrictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseDemoIndex } from '../../src/extension/demos/demo-index';
import { EngineUnderTest } from '../support/engine';
import { behaviour } from '../support/twins';

const FOLDER = 'media/demos';

/** Demos in one language, with the reason. */
const WITHOUT_TWIN: Readonly<Record<string, string>> = {
  'three_habits.ts': 'It is about what JavaScript programmers expect.',
};

describe('twins: the same demo in Python and in TypeScript', () => {
  const demos = parseDemoIndex(readFileSync(`${FOLDER}/index.json`, 'utf8'));
  let engine: EngineUnderTest;

  before(async () => {
    engine = new EngineUnderTest();
    await engine.engine.warmUp();
  });
  after(() => engine.dispose());

  async function behaviourOf(file: string) {
    const path = resolve(FOLDER, file);
    return behaviour(await engine.runFile(path), path);
  }

  it('are all demos but those that have a reason', () => {
    const alone = demos.filter(({ files }) => files.length < 2).flatMap(({ files }) => files);
    deepStrictEqual(alone.sort(), Object.keys(WITHOUT_TWIN).sort());
  });

  for (const { files } of demos) {
    const [python, typescript] = files;
    if (python === undefined || typescript === undefined) continue;
    it(`${python} and ${typescript} do and show the same`, async () => {
      deepStrictEqual(await behaviourOf(typescript), await behaviourOf(python));
    });
  }
});
