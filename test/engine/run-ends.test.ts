import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { join } from 'node:path';
import { DEFAULT_LIMITS, type RunLimits } from '../../src/protocol/run';
import { isInterrupt } from '../../src/trace/is-interrupt';
import { EngineUnderTest, PATIENT } from '../support/engine';

function limits(some: Partial<RunLimits>): { limits: RunLimits } {
  return { limits: { ...DEFAULT_LIMITS, ...some } };
}

describe('the end of a run', () => {
  let engine: EngineUnderTest;

  before(async () => {
    engine = new EngineUnderTest();
    await engine.engine.warmUp();
  });
  after(() => engine.dispose());

  describe('how a program ends', () => {
    it('passes on the exit code of SystemExit', async () => {
      const { outcome, stdout } = await engine.run("print('bye')\nraise SystemExit(3)\n");
      deepStrictEqual([outcome.end, outcome.exitCode, stdout], ['failed', 3, 'bye\n']);
    });

    it('prints the text of SystemExit and fails, as the interpreter does', async () => {
      const { outcome, stderr } = await engine.run("import sys\nsys.exit('no fuel')\n");
      deepStrictEqual([outcome.exitCode, stderr], [1, 'no fuel\n']);
    });

    it('passes on the exit code of os._exit and what was printed before', async () => {
      const { outcome, stdout } = await engine.run("import os\nprint('out')\nos._exit(7)\n");
      deepStrictEqual([outcome.end, outcome.exitCode, stdout], ['failed', 7, 'out\n']);
    });

    it('passes on the exit code of os._exit inside a loop', async () => {
      const source = [
        'import asyncio, os',
        'async def main():',
        "    print('out')",
        '    os._exit(5)',
        'asyncio.run(main())',
        '',
      ].join('\n');
      const { outcome, stdout } = await engine.run(source);
      deepStrictEqual([outcome.end, outcome.exitCode, stdout], ['failed', 5, 'out\n']);
    });

    it('says where the syntax is wrong', async () => {
      const { outcome, stderr } = await engine.run("print('one')\nprint('two'\n");
      const { file, message, ...place } = outcome.problem!;
      strictEqual(file, join(engine.folder, 'scenario.py'));
      deepStrictEqual(place, { line: 2, column: 6, endLine: 2, endColumn: 7 });
      strictEqual(message, "SyntaxError: '(' was never closed");
      match(stderr, /^ {2}File ".*scenario\.py", line 2\n/);
    });

    it('shows the frames of the user, and only these', async () => {
      const source = [
        'import asyncio',
        'async def main():',
        '    await asyncio.sleep(1)',
        '    raise ValueError("empty cup")',
        'asyncio.run(main())',
        '',
      ].join('\n');
      const { outcome, stderr } = await engine.run(source);
      const file = join(engine.folder, 'scenario.py');
      const expected = [
        'Traceback (most recent call last):',
        `  File "${file}", line 5, in <module>`,
        '    asyncio.run(main())',
        '    ~~~~~~~~~~~^^^^^^^^',
        `  File "${file}", line 4, in main`,
        '    raise ValueError("empty cup")',
        'ValueError: empty cup',
        '',
      ];
      strictEqual(stderr, expected.join('\n'));
      deepStrictEqual([outcome.exitCode, outcome.problem?.line], [1, 4]);
    });

    it('names a module that is missing', async () => {
      const { outcome } = await engine.run('import no_such_module_anywhere\n');
      match(outcome.message, /^ModuleNotFoundError: No module named 'no_such_module_anywhere'/);
      strictEqual(outcome.problem?.line, 1);
    });

    it('warns of a coroutine that was never awaited', async () => {
      const { stderr } = await engine.run('async def main(): pass\ncoroutine = main()\n');
      match(stderr, /RuntimeWarning: coroutine 'main' was never awaited/);
    });

    it('says that a program hangs if nothing can wake it', async () => {
      const { outcome, timeline } = await engine.run(
        'import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n',
      );
      strictEqual(outcome.end, 'stalled');
      match(outcome.message, /^The program hangs/);
      strictEqual(timeline.runEnd?.end, 'stalled');
    });
  });

  describe('limits', () => {
    const ENDLESS = [
      'import asyncio',
      'async def main():',
      '    while True:',
      '        await asyncio.sleep(DELAY)',
      'asyncio.run(main())',
      '',
    ].join('\n');

    it('ends a program that sleeps for ever, and names the setting', async () => {
      const source = ENDLESS.replace('DELAY', '1');
      const { outcome, timeline } = await engine.run(source, limits({ virtualSeconds: 60 }));
      strictEqual(outcome.end, 'limit');
      match(outcome.message, /60 s on the virtual clock.*loopscope\.limits\.virtualSeconds/);
      ok(timeline.end <= 61);
    });

    it('ends a program that only yields', async () => {
      const source = ENDLESS.replace('DELAY', '0');
      const { outcome } = await engine.run(source, limits({ steps: 5000 }));
      match(outcome.message, /5000 callbacks.*loopscope\.limits\.steps/);
    });

    it('ends a program that calls time.sleep for ever', async () => {
      const source = 'import time\nwhile True:\n    time.sleep(60)\n';
      const { outcome } = await engine.run(source, limits({ virtualSeconds: 3600 }));
      match(outcome.message, /loopscope\.limits\.virtualSeconds/);
    });

    it('ends a flood of output and keeps what was allowed', async () => {
      const source = "while True:\n    print('x' * 99)\n";
      const { outcome, stdout } = await engine.run(source, limits({ outputCharacters: 10_000 }));
      match(outcome.message, /10000 characters.*loopscope\.limits\.outputCharacters/);
      strictEqual(stdout.length, 10_000);
    });

    it('ends an endless loop after the real seconds that it may take', async () => {
      const { outcome } = await engine.run('while True: pass\n', limits({ realSeconds: 0.3 }));
      strictEqual(outcome.end, 'limit');
      match(outcome.message, /0\.3 s of real time.*loopscope\.limits\.realSeconds/);
    });

    it('ends a program that has not begun when its real time is over', async () => {
      const ends: string[] = [];
      for (const realSeconds of [0.001, 0.01, 0.02, 0.03]) {
        const { outcome, trace } = await engine.run('while True: pass\n', limits({ realSeconds }));
        ends.push(`${outcome.end} ${trace.kind(trace.length - 1)}`);
      }
      deepStrictEqual(ends, Array(4).fill('limit run.ended'));
    });

    it('counts the events that it leaves out', async () => {
      const source = ENDLESS.replace('while True', 'for _ in range(100)').replace('DELAY', '1');
      const { outcome, timeline, trace } = await engine.run(source, limits({ events: 50 }));
      strictEqual(outcome.end, 'finished');
      ok(timeline.dropped > 300, `${timeline.dropped} events were left out`);
      ok(trace.length <= 53);
    });

    it('keeps all output, whatever the limit of events', async () => {
      const source = ENDLESS.replace('while True', 'for _ in range(100)').replace('DELAY', '1');
      const { stdout } = await engine.run(`${source}print('the end')\n`, limits({ events: 10 }));
      strictEqual(stdout, 'the end\n');
    });
  });

  describe('stop', () => {
    const STUBBORN = [
      'import asyncio',
      "print('begun')",
      'while True:',
      '    try:',
      '        for _ in range(10**7): pass',
      '    except BaseException as error: print(type(error).__name__)',
      '',
    ].join('\n');

    it('ends an endless loop and keeps what was recorded', async () => {
      const run = engine.start("print('begun')\nwhile True: pass\n");
      await run.printed('begun');
      run.run.stop();
      const { outcome, stdout } = await run.finished();
      deepStrictEqual([outcome.end, stdout], ['stopped', 'begun\n']);
    });

    it('asks the main task to cancel, and what that awaits, in the name of the user', async () => {
      const source = [
        'import asyncio',
        'async def work():',
        "    print('begun')",
        '    while True: await asyncio.sleep(0)',
        'async def main():',
        '    await asyncio.create_task(work())',
        'asyncio.run(main())',
        '',
      ].join('\n');
      const run = engine.start(source);
      await run.printed('begun');
      run.run.stop();
      const { trace, timeline } = await run.finished();
      deepStrictEqual(
        timeline.tasks.map(({ cancelRequests, outcome }) => [
          outcome,
          cancelRequests.map((request) => [trace.a(request), isInterrupt(trace, request)]),
        ]),
        [
          ['cancelled', [[0, true]]],
          ['cancelled', [[0, true]]],
        ],
      );
    });

    it('ends a program that will not be interrupted', async () => {
      const run = engine.start(STUBBORN);
      await run.printed('begun');
      run.run.stop();
      const { outcome, trace } = await run.finished();
      strictEqual(outcome.end, 'stopped');
      strictEqual(trace.kind(trace.length - 1), 'run.ended');
    });

    it('ends a loop inside the interpreter itself', async () => {
      const run = engine.start("print('begun')\nsum(iter(int, 1))\n");
      await run.printed('begun');
      run.run.stop();
      strictEqual((await run.finished()).outcome.end, 'stopped');
    });

    it('wakes a program that waits on the system clock, and lets it clean up', async () => {
      const source = [
        'import asyncio',
        'async def main():',
        "    print('begun')",
        '    try:',
        '        await asyncio.sleep(1000)',
        '    finally:',
        "        print('cleaned up')",
        'asyncio.run(main())',
        '',
      ].join('\n');
      const patient = new EngineUnderTest(undefined, PATIENT);
      try {
        const run = patient.start(source, { clock: 'system' });
        await run.printed('begun');
        run.run.stop();
        const { outcome, stdout } = await run.finished();
        deepStrictEqual([outcome.end, stdout], ['stopped', 'begun\ncleaned up\n']);
      } finally {
        patient.dispose();
      }
    });

    it('interrupts time.sleep on the system clock', async () => {
      const run = engine.start("import time\nprint('begun')\ntime.sleep(1000)\n", {
        clock: 'system',
      });
      await run.printed('begun');
      run.run.stop();
      strictEqual((await run.finished()).outcome.end, 'stopped');
    });

    it('replaces a run of the same file', async () => {
      const first = engine.start("print('begun')\nwhile True: pass\n");
      await first.printed('begun');
      const second = await engine.run("print('second')\n");
      deepStrictEqual([second.outcome.end, second.stdout], ['finished', 'second\n']);
      strictEqual((await first.finished()).outcome.end, 'stopped');
    });
  });
});
