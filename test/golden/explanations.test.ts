import { deepStrictEqual, ok } from 'node:assert/strict';
import { resolve } from 'node:path';
import { EngineUnderTest } from '../support/engine';
import { Explained } from '../support/explanations';
import { expectGolden } from '../support/golden';
import { goldenScenarios } from '../support/golden-scenarios';

/** Scenarios whose explanations are kept as files, to be read. */
const READ = new Set([
  'blocking-callback',
  'callbacks',
  'cancel-chain',
  'deadlock',
  'eager-nested',
  'event-and-condition',
  'gather-errors',
  'queue',
  'sleep-blocking',
  'task-group',
  'timeouts',
]);
/** Demos in TypeScript whose explanations are kept. */
const DEMOS = ['burnt_butter', 'helper_in_the_cellar', 'late_delivery'];

/** Words that stand where the trace does not tell enough, and what must never be read. */
const GAPS =
  /nothing about|does not tell|without a name|outside of the tasks|not in the trace|undefined|NaN|Infinity|\[object/;
/** A headline without a full stop, and full sentences. */
const SENTENCES = /^ {4}\S.*[^.]\. .*[^ ]\.$/;

/** Explanations in which something is missing, or that are not written as sentences. */
function poor(lines: readonly string[]): string[] {
  return lines.filter((line) => line.startsWith(' ') && (GAPS.test(line) || !SENTENCES.test(line)));
}

describe('explanations of scenarios', () => {
  let engine: EngineUnderTest;

  before(async () => {
    engine = new EngineUnderTest();
    await engine.engine.warmUp();
  });
  after(() => engine.dispose());

  for (const { name, file, source } of goldenScenarios()) {
    it(`say why everything in ${name} happened`, async () => {
      const { timeline } = await engine.run(source, {}, file);
      const lines = new Explained(timeline, file).all();
      const count = timeline.intervals.length + timeline.loop.length + timeline.outputs.length;
      ok(lines.length > count, `${lines.length} lines about ${count} things`);
      deepStrictEqual(poor(lines), []);
      if (READ.has(name)) {
        const text = `${lines.join('\n')}\n`.replaceAll(/0x[0-9a-f]+/g, '0x…');
        expectGolden(`explanations/${name}.txt`, text);
      }
    });
  }

  for (const name of DEMOS) {
    it(`say why everything in the demo ${name} happened, in TypeScript`, async () => {
      const { timeline } = await engine.runFile(resolve(`media/demos/${name}.ts`));
      const lines = new Explained(timeline, `${name}.ts`).all();
      deepStrictEqual(poor(lines), []);
      expectGolden(`explanations/${name}-ts.txt`, `${lines.join('\n')}\n`);
    });
  }
});
