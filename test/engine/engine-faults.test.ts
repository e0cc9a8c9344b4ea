import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EngineUnderTest } from '../support/engine';

describe('the engine when something breaks', () => {
  it('stops runs that wait for their interpreter, and no others', async () => {
    const engine = new EngineUnderTest();
    try {
      const other = engine.start("print('other')\n", {}, 'other.py');
      const replaced = Array.from({ length: 5 }, () => engine.start('while True: pass\n'));
      const last = engine.start("print('last')\n");
      const ends = await Promise.all([...replaced, last, other].map((run) => run.finished()));
      deepStrictEqual(
        ends.map(({ outcome }) => outcome.end),
        [...replaced.map(() => 'stopped'), 'finished', 'finished'],
      );
    } finally {
      engine.dispose();
    }
  });

  it('ends the run if its process is killed, and starts a new one for the next', async () => {
    const engine = new EngineUnderTest();
    try {
      const pidFile = 'import os\nprint("begun")\nwhile True: pass\n';
      const run = engine.start(pidFile);
      await run.printed('begun');
      engine.engine.dispose();
      const { outcome, stdout } = await run.finished();
      strictEqual(outcome.end, 'crashed');
      match(outcome.message, /engine process ended unexpectedly.*Run the scenario again/);
      strictEqual(stdout, 'begun\n');
      strictEqual((await engine.run("print('again')\n")).stdout, 'again\n');
    } finally {
      engine.dispose();
    }
  });

  it('gives no run to a process that it ends because a stop had no effect', async function () {
    // Nothing there can make a process hang.
    if (process.platform === 'win32') return this.skip();
    const engine = new EngineUnderTest(undefined, { politeStopSeconds: 0 });
    try {
      const source = "console.log('process', process.pid); setInterval(() => {}, 1000);\n";
      const first = engine.start(source, {}, 'first.ts');
      const other = engine.start(
        "console.log('other'); setInterval(() => {}, 1000);\n",
        {},
        'other.ts',
      );
      await Promise.all([first.printed('process'), other.printed('other')]);
      process.kill(Number(first.stdout.split(' ')[1]), 'SIGSTOP');
      first.run.stop();
      const stopped = await first.finished();
      const next = await engine.run("print('next')\n");
      deepStrictEqual(
        [stopped, await other.finished(), next].map(({ outcome }) => [
          outcome.end,
          outcome.message,
        ]),
        [
          ['stopped', 'The run was stopped by force.'],
          [
            'crashed',
            'The run ended together with another one that would not stop. What was recorded until then is shown. Run the scenario again.',
          ],
          ['finished', ''],
        ],
      );
    } finally {
      engine.dispose();
    }
  });

  it('starts without a snapshot that is damaged, and makes a new one', async () => {
    const first = new EngineUnderTest(engineCache());
    const cache = engineCache();
    try {
      await first.engine.warmUp();
    } finally {
      first.dispose();
    }
    const [name] = readdirSync(cache).filter((file) => file.endsWith('.snapshot'));
    writeFileSync(join(cache, name!), 'not a snapshot');
    const second = new EngineUnderTest(cache);
    try {
      // A module that no snapshot holds must be found.
      const program = "import cProfile\nprint('all the same')\n";
      strictEqual((await second.run(program)).stdout, 'all the same\n');
      ok(second.log.some((line) => line.startsWith('The snapshot cannot be used')));
      await second.engine.warmUp();
      ok(readFileSync(join(cache, name!)).length > 1_000_000);
    } finally {
      second.dispose();
    }
  });

  it('runs programs without a snapshot where none can be kept', async () => {
    const engine = new EngineUnderTest(join(__filename, 'cache'));
    try {
      strictEqual((await engine.run("print('all the same')\n")).stdout, 'all the same\n');
      match(engine.log[0] ?? '', /^No snapshot: .*ENOTDIR/);
    } finally {
      engine.dispose();
    }
  });
});

function engineCache(): string {
  return join(process.cwd(), '.loopscope-cache', 'damaged');
}
