import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { DEFAULT_LIMITS } from '../../src/protocol/run';
import { CellSession } from '../support/cell-session';
import { EngineUnderTest } from '../support/engine';

describe('Cells of Python, one of which fails, waits or is ended', () => {
  const engine = new EngineUnderTest();

  before(() => engine.engine.warmUp());
  after(() => engine.dispose());

  it('go on after one that failed, with the text that is on screen now', async () => {
    const session = new CellSession(
      engine,
      '# %%\ncups = 1\n# %%\ncups += 1\nraise ValueError(cups)\n# %%\ncups\n',
    );
    await session.run(2);
    const { outcome, stderr } = session.last!;
    deepStrictEqual(
      [
        outcome.end,
        outcome.exitCode,
        outcome.problem?.line,
        outcome.kept,
        stderr.split('\n').at(-2),
      ],
      ['failed', 1, 5, { isPaused: false }, 'ValueError: 2'],
    );
    session.text = '# %%\ncups = 1\n# A line more.\n# %%\ncups += 10\nmissing\n# %%\ncups\n';
    await session.run(2);
    match(session.last!.stderr, /line 6, in <module>\n {4}missing\n/);
    deepStrictEqual(
      [session.last!.outcome.problem?.line, await session.run(3), session.last!.outcome.end],
      [6, 'Out[3]: 12\n', 'finished'],
    );
  });

  it('go on after sys.exit, which ends only the cell', async () => {
    const session = new CellSession(
      engine,
      '# %%\nimport sys\ncups = 3\n# %%\nsys.exit(4)\n# %%\ncups\n',
    );
    await session.run(2);
    deepStrictEqual([session.last!.outcome.exitCode, await session.run(3)], [4, 'Out[3]: 3\n']);
  });

  it('leave one waiting that nothing can wake, until a later one does', async () => {
    const session = new CellSession(
      engine,
      `# %%
import asyncio
event = asyncio.Event()
await event.wait()
print("at last")
# %%
event.set()
`,
    );
    await session.run(1);
    deepStrictEqual(
      [session.last!.outcome.end, session.last!.outcome.kept],
      ['stalled', { isPaused: false }],
    );
    deepStrictEqual([await session.run(2), session.last!.outcome.end], ['at last\n', 'finished']);
  });

  it('end when somebody stops them, and the state stays', async () => {
    const session = new CellSession(
      engine,
      `# %%
import asyncio
cups = 5
# %%
try:
    print("on")
    while True: pass
finally:
    print("off")
# %%
cups
`,
    );
    await session.run(1);
    const started = session.start(2, { measureWork: true });
    await started.printed('on');
    started.run.stop();
    const { outcome, stdout } = await session.finish(started);
    deepStrictEqual(
      [outcome.end, stdout, outcome.kept, await session.run(3)],
      ['stopped', 'on\noff\n', { isPaused: false }, 'Out[3]: 5\n'],
    );
  });

  it('are cancelled by a stop while they wait', async () => {
    const session = new CellSession(
      engine,
      `# %%
import asyncio
async def other():
    await asyncio.sleep(2)
    print("other")
task = asyncio.create_task(other())
try:
    print("on")
    await asyncio.sleep(1000)
finally:
    print("off")
# %%
task.done()
`,
    );
    const options = { clock: 'system' } as const;
    const started = session.start(1, options);
    await started.printed('on');
    started.run.stop();
    const { outcome, stdout } = await session.finish(started);
    deepStrictEqual(
      [outcome.end, stdout, outcome.kept],
      ['stopped', 'on\noff\n', { isPaused: true }],
    );
    strictEqual(await session.run(2, options), 'Out[2]: False\n');
  });

  it('lose their state when one has to be ended by force', async () => {
    const session = new CellSession(
      engine,
      `# %%
cups = 5
# %%
while True:
    try:
        print("on")
        while True: pass
    except KeyboardInterrupt:
        pass
# %%
"cups" in globals()
`,
    );
    await session.run(1);
    const started = session.start(2, { measureWork: true });
    await started.printed('on');
    started.run.stop();
    started.run.stop();
    await session.finish(started);
    deepStrictEqual([session.last!.outcome.end, session.isKept], ['stopped', false]);
  });

  it('lose their state with their interpreter', async () => {
    const session = new CellSession(
      engine,
      '# %%\nimport os\n# %%\nos._exit(3)\n# %%\nos.getpid()\n',
    );
    await session.run(1);
    await session.run(2);
    deepStrictEqual(
      [
        session.last!.outcome.exitCode,
        session.last!.outcome.kept,
        session.last!.timeline.runEnd?.end,
      ],
      [3, undefined, 'failed'],
    );
  });

  it('have limits that count for each run', async () => {
    const source = `# %%
import asyncio
await asyncio.sleep(8)
# %%
print("x" * 30)
# %%
await asyncio.sleep(20)
`;
    const session = new CellSession(engine, source);
    const limits = { ...DEFAULT_LIMITS, virtualSeconds: 10, outputCharacters: 40, steps: 8 };
    const ends: unknown[] = [];
    for (const cell of [1, 1, 2, 2, 3]) {
      await session.run(cell, { limits });
      ends.push([session.last!.outcome.end, session.isKept, session.last!.timeline.end]);
    }
    deepStrictEqual(ends, [
      ['finished', true, 8],
      ['finished', true, 16],
      ['finished', true, 16],
      ['finished', true, 16],
      ['limit', true, 26],
    ]);
  });

  it('keep their state when a limit of the clock or of callbacks ends one, which can clean up', async () => {
    const source = `# %%
import asyncio
cups = []
# %%
try:
    while True:
        await asyncio.sleep(1)
finally:
    await asyncio.sleep(2)
    cups.append("washed")
# %%
while True:
    await asyncio.sleep(0)
# %%
while True:
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        cups.append("kept")
# %%
cups
`;
    const session = new CellSession(engine, source);
    await session.run(1);
    const limits = { ...DEFAULT_LIMITS, virtualSeconds: 10, steps: 400 };
    const ends: unknown[] = [];
    for (const cell of [2, 3, 4]) {
      await session.run(cell, { limits });
      const { outcome, timeline, stdout, stderr } = session.last!;
      ends.push([outcome.message, session.isKept, timeline.end, stdout + stderr]);
    }
    const advice = 'Look for a loop that never ends; if the program needs more, raise the setting';
    const reached = `The program reached 10 s on the virtual clock and was stopped there. ${advice} loopscope.limits.virtualSeconds.`;
    const ran = `The program ran 400 callbacks and was stopped there. ${advice} loopscope.limits.steps.`;
    deepStrictEqual(ends, [
      [reached, true, 12, ''],
      [ran, true, 12, ''],
      [reached, true, 82, ''],
    ]);
    strictEqual(await session.run(5), "Out[5]: ['washed', 'kept']\n");
  });

  it('keep their state when the limit of real time ends one', async () => {
    const session = new CellSession(engine, '# %%\ncups = 5\n# %%\nwhile True: pass\n# %%\ncups\n');
    await session.run(1);
    await session.run(2, { limits: { ...DEFAULT_LIMITS, realSeconds: 0.2 } });
    const { end, exitCode } = session.last!.outcome;
    deepStrictEqual([end, exitCode, session.isKept], ['limit', 1, true]);
    strictEqual(await session.run(3), 'Out[3]: 5\n');
  });
});
