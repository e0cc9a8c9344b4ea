import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import type { RunRequest } from '../../src/protocol/run';
import { DEFAULT_LIMITS, type RunLimits } from '../../src/protocol/run';
import { PATIENT } from '../support/engine';
import { ASYNCIO, TypeScriptEngine } from '../support/typescript-engine';

describe('whatever a TypeScript scenario does', () => {
  const engine = new TypeScriptEngine();
  const patient = new TypeScriptEngine(undefined, PATIENT);
  after(() => {
    engine.dispose();
    patient.dispose();
  });

  function runWith(source: string, limits: Partial<RunLimits>) {
    return engine.run(source, { limits: { ...DEFAULT_LIMITS, ...limits } }, 'scenario.ts');
  }

  /** Stops a program when it has printed "begun", and gives how it ended and what it printed. */
  async function stopped(
    by: TypeScriptEngine,
    source: string,
    options: Partial<RunRequest> = {},
  ): Promise<unknown[]> {
    const run = by.start(source, options, 'scenario.ts');
    await run.printed('begun');
    run.run.stop();
    const { outcome, stdout, trace } = await run.finished();
    strictEqual(trace.kind(trace.length - 1), 'run.ended');
    return [outcome.end, outcome.exitCode, stdout];
  }

  describe('stop ends it and keeps what was recorded', () => {
    const programs: readonly [title: string, source: string][] = [
      ['an endless loop', "console.log('begun'); for (;;) {}"],
      [
        'an endless loop that catches everything',
        "console.log('begun'); for (;;) try { for (let i = 0; i < 1e7; i++); } catch {}",
      ],
      [
        'a call of the engine that takes for ever',
        "console.log('begun'); /^(a+)+$/.test('a'.repeat(60) + 'b');",
      ],
      [
        'an endless loop in a listener of its end',
        "process.on('exit', () => { console.log('begun'); for (;;) {} });",
      ],
      [
        'a flood of promises',
        `${ASYNCIO}asyncio.run((async () => { console.log('begun'); for (;;) await Promise.resolve(); })());`,
      ],
      [
        'microtasks without an end',
        "console.log('begun'); const again = () => queueMicrotask(again); again();",
      ],
    ];
    for (const [title, source] of programs) {
      it(title, async () => {
        const limits = { ...DEFAULT_LIMITS, steps: 1e9 };
        deepStrictEqual(await stopped(engine, source, { limits }), ['stopped', 130, 'begun\n']);
      });
    }
  });

  describe('stop lets it clean up', () => {
    const guarded = (wait: string) => `${ASYNCIO}import * as time from 'loopscope/time';
async function main() { console.log('begun'); try { ${wait} } finally { console.log('cleaned up'); } }
asyncio.run(main());
`;
    const programs: readonly [title: string, source: string, clock: RunRequest['clock']][] = [
      ['that sleeps on the system clock', guarded('await asyncio.sleep(1000);'), 'system'],
      ['that blocks on the system clock', guarded('time.sleep(1000);'), 'system'],
      [
        'that awaits a promise which Node is busy with',
        guarded('await new Promise((resolve) => setTimeout(resolve, 1e6));'),
        'virtual',
      ],
      ['that yields for ever', guarded('for (;;) await asyncio.sleep(0);'), 'system'],
    ];
    for (const [title, source, clock] of programs) {
      it(title, async () => {
        const limits = { ...DEFAULT_LIMITS, steps: 1e9 };
        deepStrictEqual(await stopped(patient, source, { clock, limits }), [
          'stopped',
          130,
          'begun\ncleaned up\n',
        ]);
      });
    }

    it('that is over but for its timers', async () => {
      const source =
        "process.on('exit', () => console.log('end')); setInterval(() => {}, 5); console.log('begun');";
      deepStrictEqual(await stopped(patient, source), ['stopped', 130, 'begun\nend\n']);
    });
  });

  describe('limits end it', () => {
    const endless = (wait: string) =>
      `${ASYNCIO}asyncio.run((async () => { for (;;) { ${wait} } })());`;

    it('if it sleeps for ever', async () => {
      const { outcome, timeline } = await runWith(endless('await asyncio.sleep(1);'), {
        virtualSeconds: 60,
      });
      match(outcome.message, /60 s on the virtual clock.*loopscope\.limits\.virtualSeconds/);
      ok(timeline.end <= 61);
    });

    it('if it only yields', async () => {
      const { outcome } = await runWith(endless('await asyncio.sleep(0);'), { steps: 5000 });
      match(outcome.message, /5000 callbacks.*loopscope\.limits\.steps/);
    });

    it('if it makes tasks without an end', async () => {
      const source = `${ASYNCIO}async function f() { asyncio.createTask(f()); asyncio.createTask(f()); }\nasyncio.run((async () => { await f(); await asyncio.sleep(1); })());`;
      const { outcome } = await runWith(source, { steps: 5000, events: 1000 });
      match(outcome.message, /5000 callbacks/);
    });

    it('if it blocks for ever', async () => {
      const source = "import * as time from 'loopscope/time'; for (;;) time.sleep(60);";
      match((await runWith(source, { virtualSeconds: 3600 })).outcome.message, /virtualSeconds/);
    });

    it('if it floods its output, of which what was allowed is kept', async () => {
      const source = "for (;;) console.log('x'.repeat(99));";
      const { outcome, stdout } = await runWith(source, { outputCharacters: 10_000 });
      match(outcome.message, /10000 characters.*loopscope\.limits\.outputCharacters/);
      strictEqual(stdout.length, 10_000);
    });

    it('if it takes too long in real time', async () => {
      const { outcome } = await runWith('for (;;) {}', { realSeconds: 0.3 });
      match(outcome.message, /0\.3 s of real time.*loopscope\.limits\.realSeconds/);
    });
  });

  it('an endless recursion is an error like another', async () => {
    const source = `${ASYNCIO}
async function f(): Promise<number> { return 1 + (await f()); }
async function main() { try { await f(); } catch (error) { console.log(error.name); } }
asyncio.run(main());
`;
    const { outcome, stdout } = await engine.runTs(source);
    deepStrictEqual([outcome.end, stdout], ['finished', 'RangeError\n']);
  });

  it('a memory that is full ends the run, and the next one works', async () => {
    const source =
      "console.log('begun'); const all: number[][] = []; for (;;) all.push(new Array(1e6).fill(1.5));";
    const { outcome, stdout } = await engine.runTs(source);
    deepStrictEqual([outcome.end, stdout], ['crashed', 'begun\n']);
    match(outcome.message, /memory/);
    strictEqual((await engine.runTs("console.log('next');")).stdout, 'next\n');
  });
});
