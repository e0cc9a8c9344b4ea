import { strictEqual } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { applyFix } from '../../src/analysis/apply-fix';
import { findingsOf } from '../../src/analysis/findings';
import { EngineUnderTest, type FinishedRun } from '../support/engine';
import { expectGolden } from '../support/golden';

const FOLDER = join('test', 'golden', 'old-idioms');
/** Programs as tutorials print them. */
const SEEDS = join(
  resolve(process.env['LOOPSCOPE_SEED_PROGRAMS'] ?? '../shared/seed-programs'),
  'recipes',
);
/** A program has at most so many kinds of old idioms. */
const MAX_FIXES = 8;

describe('idioms of older Pythons', () => {
  const engine = new EngineUnderTest();

  after(() => engine.dispose());

  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.py'))) {
    it(`are told and replaced: ${basename(file, '.py')}`, async () => {
      const transcript = await mended(engine, readFileSync(join(FOLDER, file), 'utf8'), file);
      expectGolden(`old-idioms/${file.replace(/py$/, 'txt')}`, transcript);
    });
  }

  describe('in recipes', () => {
    before(function () {
      if (!existsSync(SEEDS)) this.skip();
    });

    /** What they print when nothing old is left in them, and how they end. */
    const PRINTED: Readonly<Record<string, [output: string, end: string]>> = {
      basic: ['first is finished.\nsecond is finished.\nthird is finished.\n', 'finished'],
      future_callback: [
        'future callback: second\nfuture callback: third\nfuture callback: first\n',
        'finished',
      ],
      gather: [
        [
          ...['second', 'third', 'first'].map((name) => `${name} has just finished.\n`),
          ...['first', 'second', 'third'].map((name) => `asyncio.gather result: ${name}\n`),
        ].join(''),
        'finished',
      ],
      run_forever: [
        ['first', 'second', 'third']
          .map((name) => `1's ${name} is finished.\n2's ${name} is finished.\n`)
          .join(''),
        'stalled',
      ],
    };

    for (const [name, [output, end]] of Object.entries(PRINTED)) {
      it(`are replaced until ${name} runs`, async () => {
        const source = readFileSync(join(SEEDS, `${name}.py`), 'utf8');
        const { run } = await mend(engine, source, `${name}.py`);
        strictEqual(`${run.stdout} ${run.outcome.end}`, `${output} ${end}`);
      });
    }

    it('are replaced until wait runs, whose results have no order', async () => {
      const source = readFileSync(join(SEEDS, 'wait.py'), 'utf8');
      const { run } = await mend(engine, source, 'wait.py');
      const lines = run.stdout.trim().split('\n');
      strictEqual(
        lines.slice(0, 3).join(),
        'second has just finished.,third has just finished.,first has just finished.',
      );
      strictEqual(
        lines.slice(3).sort().join(),
        ['first', 'second', 'third'].map((one) => `asyncio.wait result: ${one}`).join(),
      );
    });

    it('are replaced until semaphore runs, which draws lots', async () => {
      const source = readFileSync(join(SEEDS, 'semaphore.py'), 'utf8');
      const { run } = await mend(engine, source, 'semaphore.py');
      strictEqual(run.outcome.end, 'finished');
      strictEqual(run.stdout.match(/^limited parallel: \d$/gm)?.length, 9);
    });
  });
});

interface Mended {
  readonly run: FinishedRun;
  /** Of each run that failed: its error and what was said about it. */
  readonly steps: readonly string[];
  readonly source: string;
}

/** Runs a program and applies the fix of its finding, until there is none. */
async function mend(engine: EngineUnderTest, program: string, file: string): Promise<Mended> {
  const steps: string[] = [];
  let source = program;
  for (;;) {
    const run = await engine.run(source, {}, file);
    const old = findingsOf(run.timeline, 0.1).find(({ code }) => code === 'old-idiom');
    if (!old) return { run, steps, source };
    const { message, advice, position, fix } = old;
    const error = run.outcome.problem?.message;
    const place = position && `${position.line}:${position.column}-${position.endColumn}`;
    steps.push([error, place, message, advice, fix?.title ?? '(no fix)'].join('\n'));
    if (!fix || steps.length > MAX_FIXES) return { run, steps, source };
    source = applyFix(source, fix);
  }
}

async function mended(engine: EngineUnderTest, program: string, file: string): Promise<string> {
  const { run, steps, source } = await mend(engine, program, file);
  const { outcome, stdout, timeline } = run;
  const last = `${outcome.end} at ${timeline.end} s\n${outcome.problem?.message ?? ''}`;
  const text = [...steps, source, stdout, last].map((part) => `${part.trim()}\n`).join('\n---\n');
  return text.replaceAll(/0x[0-9a-f]+/g, '0x…');
}
