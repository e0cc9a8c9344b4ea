import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { EngineUnderTest } from '../support/engine';

describe('the engine', () => {
  let engine: EngineUnderTest;

  before(async () => {
    engine = new EngineUnderTest();
    await engine.engine.warmUp();
  });
  after(() => engine.dispose());

  describe('as in `python file.py`', () => {
    it('gives arguments, names and folders', async () => {
      const source = [
        'import os, sys',
        'print(sys.argv[1:], __name__, os.path.basename(__file__), sys.argv[0] == __file__)',
        'print(os.getcwd() == os.path.dirname(__file__))',
        '',
      ].join('\n');
      const { stdout } = await engine.run(source, { args: ['9', '6 3'] });
      strictEqual(stdout, "['9', '6 3'] __main__ scenario.py True\nTrue\n");
    });

    it('imports modules beside the file', async () => {
      engine.write('kettle.py', 'def boil():\n    return "hot"\n');
      const { stdout } = await engine.run('import kettle\nprint(kettle.boil())\n');
      strictEqual(stdout, 'hot\n');
    });

    it('runs what is on screen instead of what is on disk', async () => {
      const helper = engine.write('helper.py', "text = 'on disk'\n");
      const file = engine.write('main.py', "print('on disk')\n");
      const { stdout } = await engine.runFile(file, {
        unsaved: {
          [file]: 'import helper\nprint("main on screen")\nprint("helper", helper.text)\n',
          [helper]: "text = 'on screen'\n",
        },
      });
      strictEqual(stdout, 'main on screen\nhelper on screen\n');
    });

    it('agrees about the time everywhere', async () => {
      const source = [
        'import asyncio, time, datetime',
        'async def main():',
        '    clocks = [time.time, time.monotonic, time.perf_counter, asyncio.get_running_loop().time]',
        '    before = [clock() for clock in clocks]',
        '    day = datetime.datetime.now()',
        '    await asyncio.sleep(90)',
        '    time.sleep(30)',
        '    print([round(clock() - then, 3) for clock, then in zip(clocks, before)])',
        '    print(datetime.datetime.now() - day)',
        'asyncio.run(main())',
        '',
      ].join('\n');
      const { stdout, outcome } = await engine.run(source);
      strictEqual(stdout, '[120.0, 120.0, 120.0, 120.0]\n0:02:00\n');
      ok(outcome.realSeconds < 60);
    });

    it('keeps seeded random numbers and gives unseeded ones anew', async () => {
      const source =
        'import random\nprint(random.random())\nrandom.seed(444)\nprint(random.random())\n';
      const [one, two] = [await engine.run(source), await engine.run(source)];
      const [free, seeded] = one.stdout.split('\n');
      const [freeAgain, seededAgain] = two.stdout.split('\n');
      // The first number after `random.seed(444)` in any CPython.
      deepStrictEqual([seeded, seededAgain], ['0.3088946587429545', '0.3088946587429545']);
      ok(free !== freeAgain);
    });

    it('keeps nothing of one run for the next', async () => {
      await engine.run('import builtins, sys\nbuiltins.leak = 1\nsys.modules["leak"] = sys\n');
      const { stdout } = await engine.run(
        'import sys\nprint("leak" in globals()["__builtins__"].__dict__, "leak" in sys.modules)\n',
      );
      strictEqual(stdout, 'False False\n');
    });

    it('names tasks from one', async () => {
      const source =
        'import asyncio\nasync def main():\n    print(asyncio.current_task().get_name())\nasyncio.run(main())\n';
      strictEqual((await engine.run(source)).stdout, 'Task-1\n');
    });
  });

  it('finds the line that keeps the loop busy', async () => {
    const source = [
      'import asyncio',
      'def crunch():',
      '    total = 0',
      '    for i in range(3_000_000):',
      '        total += i * i',
      'async def main():',
      '    crunch()',
      'asyncio.run(main())',
      '',
    ].join('\n');
    const { timeline, trace } = await engine.run(source, { measureWork: true });
    const lines = timeline.samples.map((event) => trace.positionOf(event)?.line);
    ok(lines.length > 3, `${lines.length} samples`);
    ok(
      lines.every((line) => line === 4 || line === 5),
      `samples in lines ${lines}`,
    );
  });

  it('shows no task of its own', async () => {
    const source = 'import asyncio\nasync def main(): pass\nasyncio.run(main())\n';
    const { timeline } = await engine.run(source);
    deepStrictEqual(
      timeline.tasks.map((task) => [task.coroutine, task.outcome]),
      [['main', 'done']],
    );
  });
});
