import { deepStrictEqual } from 'node:assert/strict';
import { awaitableCall } from '../../src/analysis/await-instead';
import { findingsOf } from '../../src/analysis/findings';
import { CellSession } from '../support/cell-session';
import { EngineUnderTest } from '../support/engine';

const HELD = `# %%
import asyncio, time
def work():
    "Works."
    time.sleep(2)
# %%
await asyncio.sleep(1)
work()
`;

const FAILING = `# %%
import asyncio, traceback
def fail():
    "Fails."
    "ä"; raise ValueError("no")
# %%
try:
    fail()
except ValueError:
    traceback.print_exc()
    raise
`;

describe('Cells of Python whose text was edited between two runs', () => {
  const engine = new EngineUnderTest();

  before(() => engine.engine.warmUp());
  after(() => engine.dispose());

  /** What is said of lines that blocked: where and what. */
  const held = ({ last }: CellSession) =>
    findingsOf(last!.timeline, 0.1).map(({ position, message }) => [
      position && [position.line, position.column, position.endColumn],
      message,
    ]);

  it('are told of where their code stands now', async () => {
    const session = new CellSession(engine, HELD);
    await session.run(1);
    session.text = `# one\n# two\n# three\n${HELD}`;
    await session.run(2);
    deepStrictEqual(held(session), [[[8, 5, 18], '`time.sleep(2)` held the loop for 2.000 s.']]);
  });

  it('are told of where their code stands now in a file that was saved', async () => {
    const session = new CellSession(engine, HELD);
    const saved = { unsaved: {} };
    engine.write('cells.py', HELD);
    await session.run(1, saved);
    session.text = HELD.replace('"Works."', '"Works"').replace('# %%', '# %%\n');
    engine.write('cells.py', session.text);
    await session.run(2, saved);
    const second = held(session);
    session.text = session.text.replace('sleep(2)', 'sleep(5)');
    engine.write('cells.py', session.text);
    await session.run(1, saved);
    await session.run(2, saved);
    deepStrictEqual(
      [second, held(session)],
      [
        [[[6, 5, 18], '`time.sleep(2)` held the loop for 2.000 s.']],
        [[[6, 5, 18], '`time.sleep(…)` held the loop 2 times, 7.000 s in all (longest 5.000 s).']],
      ],
    );
  });

  it('are not told of in lines that have changed', async () => {
    const session = new CellSession(engine, HELD);
    await session.run(1);
    session.text = HELD.replace('sleep(2)', 'sleep(5)').replace('"Works."', 'pass');
    await session.run(2);
    const before = held(session);
    await session.run(1);
    await session.run(2);
    deepStrictEqual(
      [before, held(session)],
      [
        [[undefined, '`time.sleep(2)` held the loop for 2.000 s.']],
        [
          [undefined, '`time.sleep(2)` held the loop for 2.000 s.'],
          [[5, 5, 18], '`time.sleep(5)` held the loop for 5.000 s.'],
        ],
      ],
    );
  });

  it('fail where their code stands now, in every traceback', async () => {
    const session = new CellSession(engine, FAILING);
    await session.run(1);
    session.text = FAILING.replace('# %%', '# %% ä\n# one\n# two');
    await session.run(2);
    const { stderr, outcome } = session.last!;
    const { line, column, endLine, endColumn } = outcome.problem!;
    const traceback = `Traceback (most recent call last):
  File "${session.file}", line 10, in <module>
    fail()
    ~~~~^^
  File "${session.file}", line 7, in fail
    "ä"; raise ValueError("no")
         ^^^^^^^^^^^^^^^^^^^^^^
ValueError: no
`;
    deepStrictEqual(
      [stderr, line, column, endLine, endColumn],
      [traceback + traceback, 7, 10, 7, 32],
    );
  });

  it('fail with the line that was run, if it is not there any more', async () => {
    const session = new CellSession(engine, FAILING);
    await session.run(1);
    session.text = FAILING.replace('    "Fails."\n    "ä"; raise', '    raise');
    await session.run(2);
    const { stderr, outcome } = session.last!;
    const traceback = `Traceback (most recent call last):
  File "${session.file}", line 7, in <module>
    fail()
    ~~~~^^
  File "${session.file}", line 5, in fail
    "ä"; raise ValueError("no")
         ^^^^^^^^^^^^^^^^^^^^^^
ValueError: no
`;
    deepStrictEqual([stderr, outcome.problem?.line], [traceback + traceback, 7]);
  });

  it('follow the edits of a module that they have imported', async () => {
    const module = 'import time\ndef work():\n    time.sleep(2)\n';
    const file = engine.write('helper.py', module);
    const session = new CellSession(
      engine,
      '# %%\nimport asyncio, helper\n# %%\nhelper.work()\n# %%\nimport importlib\nimportlib.reload(helper).work()\n',
    );
    await session.run(1);
    engine.write('helper.py', `# one\n# two\n${module}`);
    await session.run(2);
    const lines = held(session);
    const unsaved = { [session.file]: session.text, [file]: `# zero\n# one\n# two\n${module}` };
    await session.run(3, { unsaved });
    deepStrictEqual(
      [lines, held(session).slice(1)],
      [
        [[[5, 5, 18], '`time.sleep(2)` held the loop for 2.000 s.']],
        [[[6, 5, 18], '`time.sleep(2)` held the loop for 2.000 s.']],
      ],
    );
  });

  it('are mended as they are now, or not at all until they have run again', async () => {
    const text = `# %%
import asyncio, time
async def work():
    time.sleep(2)
# %%
await work()
`;
    const session = new CellSession(engine, text);
    await session.run(2);
    session.text = text.replace('sleep(2)', 'sleep(5)');
    await session.run(1);
    await session.run(2);
    session.text += '# one\n';
    await session.run(2);
    const { trace } = session.last!;
    const fixes = Array.from({ length: trace.length }, (_, event) =>
      trace.kind(event) === 'block'
        ? [trace.positionOf(event)?.line, awaitableCall(trace, event)?.text]
        : [],
    );
    deepStrictEqual(
      fixes.filter((found) => found.length > 0),
      [
        [4, 'await asyncio.sleep(2)'],
        [4, 'await asyncio.sleep(5)'],
        [4, undefined],
      ],
    );
  });

  it('show the line of a module that cannot be compiled, and none of ours', async () => {
    const file = engine.write('broken.py', 'def broken(:\n');
    const session = new CellSession(
      engine,
      '# %%\nimport traceback\ntry:\n    import broken\nexcept SyntaxError:\n    traceback.print_exc()\n',
    );
    await session.run(1);
    const saved = session.last!.stderr;
    const unsaved = { [session.file]: session.text, [file]: 'def broken(:\n' };
    session.started!.run.release();
    await session.started!.run.released;
    await session.run(1, { unsaved });
    const traceback = `Traceback (most recent call last):
  File "${session.file}", line 4, in <module>
    import broken
  File "${file}", line 1
    def broken(:
               ^
SyntaxError: invalid syntax
`;
    deepStrictEqual([saved, session.last!.stderr], [traceback, traceback]);
  });

  it('are refused with the line on which they stand now, or without one', async () => {
    const text = `# %%
import queue
def take():
    "Takes."
    queue.Queue().get()
# %%
take()
`;
    const messages: unknown[] = [];
    for (const edited of [`# one\n${text}`, text.replace('    queue.', '    1; queue.')]) {
      const session = new CellSession(engine, text);
      await session.run(1);
      session.text = edited;
      await session.run(2);
      messages.push(session.last!.outcome.problem?.message.split(' cannot ')[0]);
      session.started!.run.release();
      await session.started!.run.released;
    }
    deepStrictEqual(messages, [
      'RuntimeError: `queue.Queue().get()` in line 6',
      'RuntimeError: `queue.Queue().get()`',
    ]);
  });

  it('name their primitives as they are called now, or were when the code was run', async () => {
    const text = `# %%
import asyncio
def build():
    bell = asyncio.Lock()
# %%
door = asyncio.Lock()
# %%
build()
`;
    const session = new CellSession(engine, text);
    await session.run(2);
    session.text = text.replace('door', 'gate').replace('# %%', '# %%\n# one');
    await session.run(2);
    await session.run(3);
    deepStrictEqual(
      session.last!.timeline.primitives.map(({ title }) => title),
      ['door', 'gate', 'bell'],
    );
  });

  it('show the source that was run, of functions and classes, also in stacks of tasks', async () => {
    const text = `# %%
import asyncio, inspect, sys
class Cup:
    size = 2
    def fill(self):
        return "full"
def sip():
    # Not long.
    return inspect.stack()[0].code_context
async def steep():
    await asyncio.sleep(3)
task = asyncio.create_task(steep())
# %%
for thing in (Cup, Cup().fill, sip, steep):
    print(inspect.getsource(thing), end="")
print(sip())
task.print_stack(file=sys.stdout)
`;
    const session = new CellSession(engine, text);
    const before = await session.run(2);
    const edits: [string, string][] = [
      ['size = 2', 'size = 3'],
      ['full', 'empty'],
      ['# Not', '\n    # So'],
      ['stack()[0]', 'stack()[1]'],
      ['sleep(3)', 'wait(4)'],
    ];
    session.text = edits.reduce((all, [from, to]) => all.replace(from, to), text);
    const sameTask = (output: string) => output.replace(/^Stack for .*$/m, 'Stack');
    deepStrictEqual(sameTask(before).split('\n'), [
      'class Cup:',
      '    size = 2',
      '    def fill(self):',
      '        return "full"',
      '    def fill(self):',
      '        return "full"',
      'def sip():',
      '    # Not long.',
      '    return inspect.stack()[0].code_context',
      'async def steep():',
      '    await asyncio.sleep(3)',
      "['    return inspect.stack()[0].code_context\\n']",
      'Stack',
      `  File "${session.file}", line 11, in steep`,
      '    await asyncio.sleep(3)',
      '',
    ]);
    deepStrictEqual(sameTask(await session.run(2)), sameTask(before));
  });
});
