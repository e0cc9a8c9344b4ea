import { deepStrictEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { EngineUnderTest } from '../support/engine';

interface Sample {
  /** Named in its first line if others import it. */
  readonly name: string;
  readonly code: string;
  /** What stands below it as its output. */
  readonly printed: string;
}

describe('the samples of docs/typescript-scenarios.md', () => {
  const text = readFileSync('docs/typescript-scenarios.md', 'utf8').replaceAll('\r\n', '\n');
  const samples = samplesOf(text);
  let engine: EngineUnderTest;

  before(() => {
    engine = new EngineUnderTest();
    for (const { name, code } of samples) engine.write(name, code);
  });
  after(() => engine.dispose());

  it('are found', () => {
    ok(samples.length > 5);
  });

  for (const { name, code, printed } of samples) {
    it(`${name} prints what the page says`, async () => {
      const { outcome, stdout, stderr } = await engine.run(code, {}, name);
      deepStrictEqual(
        { end: outcome.end, exitCode: outcome.exitCode, stdout, stderr },
        { end: 'finished', exitCode: 0, stdout: printed, stderr: '' },
      );
    });
  }
});

function samplesOf(text: string): Sample[] {
  const blocks = text.matchAll(/^```ts\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/gms);
  return [...blocks].map(([, code = '', printed = ''], index) => {
    const [, name] = /^\/\/ (\S+\.ts)\n/.exec(code) ?? [];
    return { name: name ?? `sample-${index + 1}.ts`, code, printed };
  });
}
