import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EngineUnderTest } from '../support/engine';
import { expectGolden } from '../support/golden';
import { mend } from '../support/mend';

const FOLDER = join('test', 'golden', 'old-idioms');

describe('idioms of older Pythons', () => {
  const engine = new EngineUnderTest();

  after(() => engine.dispose());

  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.py'))) {
    it(`are told and replaced: ${basename(file, '.py')}`, async () => {
      const transcript = await mended(engine, readFileSync(join(FOLDER, file), 'utf8'), file);
      expectGolden(`old-idioms/${file.replace(/py$/, 'txt')}`, transcript);
    });
  }
});

async function mended(engine: EngineUnderTest, program: string, file: string): Promise<string> {
  const { run, steps, source } = await mend(engine, program, file);
  const { outcome, stdout, timeline } = run;
  const last = `${outcome.end} at ${timeline.end} s\n${outcome.problem?.message ?? ''}`;
  const text = [...steps, source, stdout, last].map((part) => `${part.trim()}\n`).join('\n---\n');
  return text.replaceAll(/0x[0-9a-f]+/g, '0x…');
}
