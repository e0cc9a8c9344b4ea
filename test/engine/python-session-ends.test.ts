import { deepStrictEqual } from 'node:assert/strict';
import { DEFAULT_LIMITS } from '../../src/protocol/run';
import { CellSession } from '../support/cell-session';
import { EngineUnderTest, PATIENT } from '../support/engine';

/** Its second cell ends when the file `over` is there. */
const SLOW_END = `# %%
import os, time
cups = 1
# %%
cups += 1
try:
    print("on")
    while True: pass
finally:
    while not os.path.exists("over"): time.sleep(0.01)
# %%
cups
`;

const SERVER = `# %%
import asyncio
server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
print("port", server.sockets[0].getsockname()[1])
await asyncio.sleep(1000)
`;

/** Nothing runs on the loop any more when its error is told; that ends when the file `told` is there. */
const SLOW_ERROR = `# %%
import asyncio, os, time
cups = 5
class Broken(Exception):
    def __str__(self):
        if asyncio._get_running_loop() is None:
            print("on")
            while not os.path.exists("told"): time.sleep(0.01)
        return "cup"
# %%
raise Broken
# %%
cups
`;

/** What asyncio calls at the end of a cell is interrupted, so that nobody hears of the end. */
const INTERRUPTED_END = `# %%
import asyncio
cups = 5
loop = asyncio.get_running_loop()
plain = loop.call_soon
def interrupted(callback, *args, context=None):
    if callback.__name__ != "_cell_is_over":
        return plain(callback, *args, context=context)
    del loop.call_soon
    raise KeyboardInterrupt
# %%
loop.call_soon = interrupted
# %%
cups
`;

/** The interpreter looks for signals each time that it could have done so this often. */
const CHECKS = 50;

/** An interrupt arrives between two steps, each time at another point between two looks. */
const SPINNING = `# %%
import asyncio
from _loopscope.bridge import interrupt_later
passes = 0
# %%
passes += 1
for _ in range(passes): pass
asyncio.get_running_loop().call_soon(interrupt_later)
while True: await asyncio.sleep(0)
# %%
passes
`;

const REAL = { clock: 'system', measureWork: true } as const;

describe('Sessions of cells', () => {
  const engine = new EngineUnderTest(undefined, PATIENT);

  before(() => engine.engine.warmUp());
  after(() => engine.dispose());

  it('stay those of the newer run when the one that it replaced ends last', async () => {
    const session = new CellSession(engine, SLOW_END);
    const old = session.start(2, REAL);
    await old.printed('on');
    await session.run(1);
    engine.write('over', '');
    const { outcome } = await old.finished();
    deepStrictEqual(
      [outcome.end, outcome.kept, old.run.isKept, session.isKept, await session.run(3)],
      ['stopped', undefined, false, true, 'Out[3]: 1\n'],
    );
  });

  it('let go of the ports of a run that another one replaced', async () => {
    const session = new CellSession(engine, SERVER);
    const old = session.start(1, REAL);
    await old.printed('port');
    const [, port] = old.stdout.split(' ');
    const whole = engine.runFile(session.file, { unsaved: { [session.file]: 'print("tea")' } });
    const { outcome } = await old.finished();
    const again = await engine.run(
      `import asyncio
async def main():
    await asyncio.start_server(print, "127.0.0.1", ${Number(port)})
asyncio.run(main())
`,
    );
    deepStrictEqual(
      [outcome.end, (await whole).stdout, again.outcome.end, again.stderr],
      ['stopped', 'tea\n', 'finished', ''],
    );
  });

  it('are over when they are released while a cell runs', async () => {
    const session = new CellSession(engine, SLOW_END);
    await session.run(1);
    const started = session.start(2, REAL);
    await started.printed('on');
    started.run.release();
    engine.write('over', '');
    const { outcome } = await session.finish(started);
    await started.run.released;
    deepStrictEqual([outcome.end, outcome.kept, session.isKept], ['stopped', undefined, false]);
  });

  it('go on after a stop that comes as soon as a cell is asked for', async () => {
    const session = new CellSession(engine, '# %%\ncups = 5\n# %%\nwhile True: pass\n# %%\ncups\n');
    await session.run(1);
    const started = session.start(2, REAL);
    started.run.stop();
    const { outcome } = await session.finish(started);
    deepStrictEqual(
      [outcome.end, outcome.kept, await session.run(3)],
      ['stopped', { isPaused: false }, 'Out[3]: 5\n'],
    );
  });

  it('go on after a stop that comes while an error is told', async () => {
    const session = new CellSession(engine, SLOW_ERROR);
    await session.run(1, REAL);
    const started = session.start(2, REAL);
    await started.printed('on');
    started.run.stop();
    // The answer comes after the stop has been obeyed.
    await engine.engine.warmUp();
    engine.write('told', '');
    const { outcome, stderr } = await session.finish(started);
    deepStrictEqual(
      [outcome.end, outcome.kept, stderr.split('\n').at(-2), await session.run(3, REAL)],
      ['stopped', { isPaused: false }, 'Broken: cup', 'Out[3]: 5\n'],
    );
  });

  it('go on after an interrupt in place of the callback that ends a cell', async () => {
    const session = new CellSession(engine, INTERRUPTED_END);
    await session.run(1, REAL);
    await session.run(2, { ...REAL, limits: { ...DEFAULT_LIMITS, realSeconds: 20 } });
    const { end, exitCode, kept } = session.last!.outcome;
    deepStrictEqual(
      [end, exitCode, kept, await session.run(3, REAL)],
      ['failed', 130, { isPaused: false }, 'Out[3]: 5\n'],
    );
  });

  it('go on after an interrupt at whatever point of a turn of the loop', async () => {
    const session = new CellSession(engine, SPINNING);
    const limits = { ...DEFAULT_LIMITS, realSeconds: 20 };
    await session.run(1, REAL);
    const ends: unknown[] = [];
    for (let n = 0; n < CHECKS; n++) {
      await session.run(2, { ...REAL, limits });
      ends.push([session.last!.outcome.exitCode, session.isKept]);
    }
    deepStrictEqual(
      [ends, await session.run(3, REAL)],
      [Array(CHECKS).fill([130, true]), `Out[3]: ${CHECKS}\n`],
    );
  });
});
