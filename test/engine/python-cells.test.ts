import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { cellStates } from '../../src/analysis/cell-states';
import { findingsOf } from '../../src/analysis/findings';
import { TaskNames } from '../../src/analysis/task-names';
import { DEFAULT_LIMITS } from '../../src/protocol/run';
import { cellsOf } from '../support/cell-session';
import { EngineUnderTest } from '../support/engine';

describe('Python files in cells', () => {
  const engine = new EngineUnderTest();

  before(() => engine.engine.warmUp());
  after(() => engine.dispose());

  it('run cell by cell on one loop, on which tasks of earlier cells go on', async () => {
    const run = await engine.run(`# %% Set up
import asyncio, time

async def later(seconds):
    await asyncio.sleep(seconds)
    print(f"later, at {time.monotonic() - start:.0f} s")

start = time.monotonic()
# %%
task = asyncio.create_task(later(3))
print("now")
# %% Wait
await asyncio.sleep(1)
# %% The end pause=1
print(f"{time.monotonic() - start:.0f} s", task.done())
`);
    deepStrictEqual(
      [run.stdout.split('\n'), run.stderr, run.outcome.end, run.timeline.end],
      [['now', '2 s False', 'later, at 3 s', ''], '', 'finished', 3],
    );
    deepStrictEqual(cellsOf(run), [
      [1, 'Set up', 0, 1],
      [2, '', 0, 9],
      [3, 'Wait', 0, 12],
      [4, 'The end', 2, 14],
    ]);
    const names = new TaskNames(run.timeline);
    const { tasks, trace } = run.timeline;
    deepStrictEqual(
      tasks.map(({ id, creator, ended, createdEvent }) => [
        names.of(id),
        creator,
        ended,
        trace.positionOf(createdEvent)?.line,
      ]),
      [
        ['cell 1', 0, 0, 1],
        ['cell 2', 0, 0, 9],
        ['later', 2, 3, 10],
        ['cell 3', 0, 1, 12],
        ['cell 4', 0, 2, 14],
      ],
    );
  });

  it('show the value of the last expression of a cell, unless it is None or a semicolon follows', async () => {
    const run = await engine.run(`# %%
import asyncio
1 + 1
# %%
await asyncio.sleep(1, "slept")
# %%
None
# %%
[1];  # quiet
# %%
class Two:
    def __repr__(self):
        return "two\\nlines"
Two()
# %%
Out[2], _.__class__.__name__
# %%
"x" * 20_000
`);
    const [printed, long] = run.stdout.split('Out[7]: ');
    strictEqual(
      printed,
      ["Out[1]: 2\nOut[2]: 'slept'\nOut[5]:\ntwo\nlines\nOut[6]: ('slept', 'Two')\n"].join(''),
    );
    strictEqual(long?.length, 20_003);
    deepStrictEqual(
      cellStates(run.timeline).map(({ cell, kind, seconds, shown }) => [
        cell.index,
        kind,
        seconds,
        shown.slice(0, 9),
        shown.length,
      ]),
      [
        [1, 'done', 0, '2', 1],
        [2, 'done', 1, "'slept'", 7],
        [3, 'done', 0, '', 0],
        [4, 'done', 0, '', 0],
        [5, 'done', 0, 'two\nlines', 9],
        [6, 'done', 0, "('slept',", 16],
        [7, 'done', 0, "'xxxxxxxx", 10_000],
      ],
    );
    deepStrictEqual(
      run.timeline.shown.map((event) => run.trace.positionOf(event)?.line),
      [3, 5, 14, 16, 18],
    );
  });

  it('let tasks begin before the next cell does', async () => {
    const run = await engine.run(`# %%
import asyncio
event = asyncio.Event()
async def wait(number):
    print("waiting", number)
    await event.wait()
    print("hello", number)
tasks = [asyncio.create_task(wait(number)) for number in (1, 2)]
# %%
event.set()
`);
    strictEqual(run.stdout, 'waiting 1\nwaiting 2\nhello 1\nhello 2\n');
  });

  it('do not wait for a task that never waits', async () => {
    const run = await engine.run(`# %%
import asyncio
async def busy():
    while not done:
        await asyncio.sleep(0)
done = False
task = asyncio.create_task(busy())
# %%
done = True
`);
    deepStrictEqual([run.outcome.end, run.timeline.end], ['finished', 0]);
  });

  it('share a namespace, context variables, and what was imported from the future', async () => {
    const run = await engine.run(`"""About."""
# %%
from __future__ import annotations
import asyncio, contextvars
user = contextvars.ContextVar("user")
token = user.set("ann")
# %%
def greet(name: Unknown): ...
user.get(), greet.__annotations__, __name__, __doc__
# %%
asyncio.get_running_loop() is asyncio.get_event_loop()
`);
    strictEqual(
      run.stdout,
      "Out[2]: ('ann', {'name': 'Unknown'}, '__main__', None)\nOut[3]: True\n",
    );
  });

  it('are not run after one that fails, but tasks go on', async () => {
    const run = await engine.run(`import asyncio
async def later():
    await asyncio.sleep(1)
    print("later")
task = asyncio.create_task(later())
# %%
async def fail():
    await asyncio.sleep(0.5)
    raise ValueError("no")

await fail()
# %%
print("never")
`);
    deepStrictEqual(
      [run.stdout, run.outcome.end, run.outcome.exitCode, run.outcome.problem?.line],
      ['later\n', 'failed', 1, 9],
    );
    strictEqual(
      run.stderr.replaceAll(engine.folder, ''),
      [
        'Traceback (most recent call last):',
        '  File "/scenario.py", line 11, in <module>',
        '    await fail()',
        '  File "/scenario.py", line 9, in fail',
        '    raise ValueError("no")',
        'ValueError: no',
        '',
      ].join('\n'),
    );
  });

  it('are compiled when their turn comes', async () => {
    const run = await engine.run('# %%\nprint("one")\n# %%\nx = = 1\n');
    const { outcome } = run;
    deepStrictEqual(
      [run.stdout, outcome.problem?.message, outcome.problem?.line],
      ['one\n', 'SyntaxError: invalid syntax', 4],
    );
  });

  it('leave tasks that wait for ever in peace', async () => {
    const run = await engine.run(`# %%
import asyncio
queue = asyncio.Queue()
async def worker():
    while True:
        print(await queue.get())
task = asyncio.create_task(worker())
# %%
await queue.put("tea")
`);
    deepStrictEqual(
      [run.stdout, run.stderr, run.outcome.end, findingsOf(run.timeline, 0.1)],
      ['tea\n', '', 'finished', []],
    );
  });

  it('stall if a cell waits for what never comes', async () => {
    const run = await engine.run(
      '# %%\nimport asyncio\nawait asyncio.Event().wait()\n# %%\nprint("never")\n',
    );
    deepStrictEqual([run.stdout, run.outcome.end], ['', 'stalled']);
  });

  it('with tasks that never end go on until a limit', async () => {
    const limits = { ...DEFAULT_LIMITS, virtualSeconds: 10 };
    const source = `# %%
import asyncio
async def tick():
    while True:
        await asyncio.sleep(1)
task = asyncio.create_task(tick())
# %%
print("last")
`;
    const run = await engine.run(source, { limits });
    deepStrictEqual([run.stdout, run.outcome.end, run.timeline.end], ['last\n', 'limit', 10]);
  });

  it('tell of coroutines and errors that nobody asked for, at the end', async () => {
    const run = await engine.run(`# %%
import asyncio
async def fail():
    raise ValueError("no")
# %%
fail()
# %%
asyncio.create_task(fail())
`);
    match(run.stdout, /^Out\[2\]: <coroutine object fail at .*>\nOut\[3\]: <Task pending .*>\n$/);
    match(run.stderr, /coroutine 'fail' was never awaited/);
    match(run.stderr, /Task exception was never retrieved/);
    deepStrictEqual(
      findingsOf(run.timeline, 0.1).map(({ code, position, advice }) => [
        code,
        position?.line,
        advice.slice(0, 32),
      ]),
      [
        ['never-awaited', 6, 'Put `await` before the call, or '],
        ['never-retrieved', 8, 'Keep the task and `await` it, so'],
      ],
    );
  });

  it('leave out prose, and begin before the first heading if there is code', async () => {
    const run = await engine.run(`print("first")
# %% [markdown]
"""
# A title
"""
# %% [markdown] lang=en
# more
#%%
print("second")
`);
    deepStrictEqual(
      [run.stdout, cellsOf(run)],
      [
        'first\nsecond\n',
        [
          [1, '', 0, 1],
          [2, '', 0, 8],
        ],
      ],
    );
  });

  it('run up to a line', async () => {
    const source = '# %%\nprint(1)\n# %%\nprint(2)\n# %%\nprint(3)\n';
    const run = async (untilLine: number) =>
      (await engine.run(source, { cells: { untilLine, goesOn: false } })).stdout;
    deepStrictEqual([await run(2), await run(3), await run(0)], ['1\n', '1\n2\n', '']);
  });

  it('run the text on screen', async () => {
    const file = engine.write('screen.py', 'print("disk")\n');
    const unsaved = { [file]: '# %%\r\nimport asyncio\r\nawait asyncio.sleep(1, "screen")\r\n' };
    strictEqual((await engine.runFile(file, { unsaved })).stdout, "Out[1]: 'screen'\n");
  });

  it('tell of the data that a cell has while it waits, and not of what was defined or imported', async () => {
    const run = await engine.run(`# %%
import asyncio
from time import sleep
class Cup: ...
def pour(): ...
tea = 1
# %%
for cups in range(2):
    await asyncio.sleep(1)
# %%
${Array.from({ length: 30 }, (_, index) => `v${index} = ${index}\n`).join('')}
await asyncio.sleep(1)
`);
    const { trace } = run;
    const told: string[] = [];
    for (let event = 0; event < trace.length; event++) {
      if (trace.kind(event) !== 'task.local') continue;
      told.push(`${trace.task(event)} ${trace.text(trace.b(event))}=${trace.text(trace.c(event))}`);
    }
    const many = Array.from({ length: 18 }, (_, index) => `3 v${index}=${index}`);
    deepStrictEqual(
      [told, run.stderr],
      [['2 tea=1', '2 cups=0', '2 cups=1', '3 tea=1', '3 cups=1', ...many], ''],
    );
  });

  it('give the same trace each time', async () => {
    const source = `# %%
import asyncio
tasks = [asyncio.create_task(asyncio.sleep(n % 3)) for n in range(20)]
# %%
await asyncio.gather(*tasks);
`;
    const [one, other] = [await engine.run(source), await engine.run(source)];
    deepStrictEqual(one.trace.toChunk(), other.trace.toChunk());
  });

  it('end when somebody stops them', async () => {
    const source = '# %%\nprint("on")\n# %%\nwhile True: pass\n';
    const started = engine.start(source, { measureWork: true });
    await started.printed('on');
    started.run.stop();
    const { outcome, stderr } = await started.finished();
    deepStrictEqual([outcome.end, stderr.includes('KeyboardInterrupt')], ['stopped', true]);
  });

  it('say when somebody stops the loop under them', async () => {
    const run = await engine.run(
      '# %%\nimport asyncio\nasyncio.get_running_loop().stop()\nawait asyncio.sleep(1)\n',
    );
    match(run.stderr, /RuntimeError: Event loop stopped before the cell was over\./);
  });
});
