import { match, strictEqual } from 'node:assert/strict';
import { EngineUnderTest, type FinishedRun } from '../support/engine';
import { goldenScenarios } from '../support/golden-scenarios';
import { PlainPython } from '../support/plain-python';

/** What a run wrote to stdout and stderr, in the order in which it did. */
function outputOf({ timeline, trace }: FinishedRun, folder: string): string {
  const texts = timeline.outputs.map((event) => trace.text(trace.b(event)));
  return texts.join('').replaceAll(`${folder}/`, '/scenarios/');
}

describe('the same output as a loop in pure Python on the same interpreter', () => {
  const plain = new PlainPython();
  let engine: EngineUnderTest;

  before(async () => {
    engine = new EngineUnderTest();
    await engine.engine.warmUp();
  });
  after(() => engine.dispose());

  const scenarios = goldenScenarios().filter(({ language }) => language === 'python');
  for (const { name, source } of scenarios) {
    it(name, async () => {
      const expected = await plain.run(source, `${name}.py`);
      const run = await engine.run(source, {}, `${name}.py`);
      const output = outputOf(run, engine.folder);
      // What the interpreter prints about an uncaught exception comes last, and only in a run.
      strictEqual(output.slice(0, expected.output.length), expected.output);
      const rest = output.slice(expected.output.length);
      if (expected.exception === 'Stalled') strictEqual(run.outcome.end, 'stalled');
      else if (expected.exception !== '') match(rest, new RegExp(`^${expected.exception}: `, 'm'));
      else strictEqual(rest, '');
    });
  }
});
