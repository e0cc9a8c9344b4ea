import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { findingsOf } from '../../src/analysis/findings';
import { TaskNames } from '../../src/analysis/task-names';
import { CellSession, cellsOf } from '../support/cell-session';
import { EngineUnderTest, type FinishedRun } from '../support/engine';

const NAMES = `# %% Names
import asyncio
names = ["ann"]
# %% More
names.append("ben")
names
# %% Look
_, Out[2], len(names)
`;

const TICKING = `# %% Tick
import asyncio
async def tick(seconds):
    while True:
        await asyncio.sleep(seconds)
        print("tick")
task = asyncio.create_task(tick(40))
# %% Wait
await asyncio.sleep(45)
`;

describe('Cells of Python that are run one by one', () => {
  const engine = new EngineUnderTest();

  before(() => engine.engine.warmUp());
  after(() => engine.dispose());

  it('find what the cells before have left: names, `Out` and `_`', async () => {
    const session = new CellSession(engine, NAMES);
    deepStrictEqual(
      [await session.run(2), await session.run(2), await session.run(3)],
      [
        "Out[2]: ['ann', 'ben']\n",
        "Out[2]: ['ann', 'ben', 'ben']\n",
        "Out[3]: (['ann', 'ben', 'ben'], ['ann', 'ben', 'ben'], 3)\n",
      ],
    );
    deepStrictEqual(
      [await session.run(1), await session.run(3)],
      [
        '',
        "Out[3]: ((['ann', 'ben', 'ben'], ['ann', 'ben', 'ben'], 3), ['ann', 'ben', 'ben'], 1)\n",
      ],
    );
  });

  it('make one trace, with one end, in which a cell that ran twice begins twice', async () => {
    const session = new CellSession(engine, NAMES);
    await session.run(2);
    await session.run(2);
    const { timeline, trace } = session.last!;
    const names = new TaskNames(timeline);
    const kinds = Array.from({ length: trace.length }, (_, event) => trace.kind(event));
    deepStrictEqual(
      {
        ends: kinds.flatMap((kind, event) => (kind === 'run.ended' ? [trace.length - event] : [])),
        starts: kinds.filter((kind) => kind === 'run.started').length,
        cells: cellsOf(session.last!),
        tasks: timeline.tasks.map(({ id, ended }) => [names.of(id), ended]),
      },
      {
        ends: [1],
        starts: 1,
        cells: [
          [1, 'Names', 0, 1],
          [2, 'More', 0, 4],
          [2, 'More', 0, 4],
        ],
        tasks: [
          ['cell 1', 0],
          ['cell 2', 0],
          ['cell 2 #2', 0],
        ],
      },
    );
  });

  it('make the trace that the same cells make at once, but for the end of the loop', async () => {
    const source = `# %%
import asyncio
tasks = [asyncio.create_task(asyncio.sleep(n)) for n in range(3)]
await asyncio.sleep(2)
# %%
await asyncio.gather(*tasks);
await asyncio.sleep(1)
`;
    const whole = await engine.run(source);
    const session = new CellSession(engine, source, 'scenario.py');
    await session.run(1);
    await session.run(2);
    const events = (run: FinishedRun) => {
      const { trace } = run;
      const found = Array.from({ length: trace.length }, (_, event) => trace.event(event));
      return found.filter(({ kind }) => kind !== 'loop.closed' && kind !== 'run.ended');
    };
    deepStrictEqual(events(session.last!), events(whole));
  });

  it('run on one loop: tasks of earlier cells go on, and no time passes between two cells', async () => {
    const session = new CellSession(
      engine,
      `# %%
import asyncio
loop = asyncio.get_running_loop()
queue = asyncio.Queue()
async def worker():
    while True:
        print("got", await queue.get(), loop.time())
task = asyncio.create_task(worker())
await asyncio.sleep(2)
# %%
queue.put_nowait("tea")
# %%
loop is asyncio.get_running_loop(), task.done(), loop.time()
`,
    );
    deepStrictEqual(
      [await session.run(1), await session.run(2), await session.run(3)],
      ['', 'got tea 2.0\n', 'Out[3]: (True, False, 2.0)\n'],
    );
    deepStrictEqual(
      [session.last!.outcome.kept, session.last!.stderr, findingsOf(session.last!.timeline, 0.1)],
      [{ isPaused: false }, '', []],
    );
  });

  it('let tasks of earlier cells go on while they run, and at no other time', async () => {
    const session = new CellSession(engine, TICKING);
    const seen: unknown[] = [];
    for (const cell of [1, 2, 2]) {
      const stdout = await session.run(cell);
      seen.push([stdout, session.last!.timeline.runEnd?.time, session.last!.outcome.kept]);
    }
    deepStrictEqual(seen, [
      ['', 0, { isPaused: true }],
      ['tick\n', 45, { isPaused: true }],
      ['tick\n', 90, { isPaused: true }],
    ]);
  });

  it('pause a task that never waits', async () => {
    const session = new CellSession(
      engine,
      `# %%
import asyncio
rounds = 0
async def busy():
    global rounds
    while True:
        rounds += 1
        await asyncio.sleep(0)
task = asyncio.create_task(busy())
# %%
0 < rounds < 1000, task.cancel()
# %%
task.cancelled()
`,
    );
    strictEqual(await session.run(1), '');
    deepStrictEqual(
      [await session.run(2), session.last!.outcome.kept],
      ['Out[2]: (True, True)\n', { isPaused: false }],
    );
    strictEqual(await session.run(3), 'Out[3]: True\n');
  });

  it('let a server and a thread of earlier cells go on', async () => {
    const session = new CellSession(
      engine,
      `# %%
import asyncio, time
async def answer(reader, writer):
    writer.write(await reader.readline())
    writer.close()
server = await asyncio.start_server(answer, "127.0.0.1", 0)
# %%
reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
writer.write(b"tea\\n")
await reader.readline()
# %%
server.close()
began = time.monotonic()
job = asyncio.to_thread(time.sleep, 100)
task = asyncio.create_task(job)
# %%
await task
round(time.monotonic() - began)
`,
    );
    const printed: unknown[] = [];
    for (const cell of [1, 2, 3, 4]) {
      printed.push(await session.run(cell), session.last!.outcome.kept?.isPaused);
    }
    deepStrictEqual(printed, [
      '',
      true,
      "Out[2]: b'tea\\n'\n",
      true,
      '',
      true,
      'Out[4]: 100\n',
      false,
    ]);
  });

  it('let a thread wait for what a later one gives', async () => {
    const session = new CellSession(
      engine,
      `# %%
import asyncio, queue, threading
items = queue.Queue()
out = queue.Queue()
def work():
    while True:
        out.put(items.get())
        print("passed on", out.qsize())
async def tick():
    while True:
        await asyncio.sleep(20)
ticking = asyncio.create_task(tick())
threading.Thread(target=work, daemon=True).start()
# %%
items.put(1)
# %%
items.put(2)
await asyncio.sleep(1)
# %%
items.put(3)
`,
    );
    const printed: unknown[] = [];
    for (const cell of [1, 2, 3, 4]) {
      printed.push(await session.run(cell), session.last!.outcome.problem?.message);
    }
    deepStrictEqual(printed, [
      ...['', undefined, 'passed on 1\n', undefined, 'passed on 2\n', undefined],
      ...['passed on 3\n', undefined],
    ]);
  });

  it('begin anew when the interpreter that was kept has been ended', async () => {
    const session = new CellSession(engine, NAMES);
    await session.run(3);
    const { run } = session.started!;
    run.release();
    await run.released;
    deepStrictEqual([run.isKept, await session.run(2)], [false, "Out[2]: ['ann', 'ben']\n"]);
  });

  it('say it if they cannot go on', async () => {
    const cells = { untilLine: 1, goesOn: true };
    const { outcome, trace } = await engine.run('# %%\n', { cells }, 'alone.py');
    deepStrictEqual(
      [outcome.end, outcome.message, trace.length],
      [
        'crashed',
        'The interpreter of the cells before has ended. Run the cell again to begin anew.',
        1,
      ],
    );
  });

  it('of a fourth file end the interpreter that was used first', async () => {
    const sessions = [1, 2, 3, 4].map((n) => new CellSession(engine, NAMES, `file${n}.py`));
    for (const session of sessions) await session.run(1);
    await sessions[0]!.started!.run.released;
    deepStrictEqual(
      sessions.map(({ isKept }) => isKept),
      [false, true, true, true],
    );
  });

  it('begin anew after a run of the whole file', async () => {
    const session = new CellSession(engine, NAMES);
    await session.run(3);
    await engine.runFile(session.file, { unsaved: { [session.file]: NAMES } });
    deepStrictEqual([session.isKept, await session.run(2)], [false, "Out[2]: ['ann', 'ben']\n"]);
  });

  it('are run in an interpreter of their own, not in one that is kept for others', async () => {
    const session = new CellSession(engine, NAMES);
    await session.run(1);
    const other = await engine.run('print("names" in globals())');
    strictEqual(other.stdout, 'False\n');
  });

  it('do not keep a file that has no cells', async () => {
    const file = engine.write('plain.py', 'print(1)\n');
    const run = await engine.runFile(file, { cells: { untilLine: 1, goesOn: false } });
    deepStrictEqual([run.stdout, run.outcome.kept], ['1\n', undefined]);
  });
});
