import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import type { FinishedRun } from '../support/engine';
import { ASYNCIO, TypeScriptEngine } from '../support/typescript-engine';

describe('how TypeScript scenarios end', () => {
  const engine = new TypeScriptEngine();
  after(() => engine.dispose());

  /** What a run complained of, without the folder of its files. */
  function complaint({ stderr }: FinishedRun): string[] {
    return stderr.replaceAll(`${engine.folder}/`, '').trimEnd().split('\n');
  }

  function ending({ outcome, stdout }: FinishedRun): unknown[] {
    return [outcome.end, outcome.exitCode, stdout];
  }

  it('shows the lines of the user for an error at the top level, and only these', async () => {
    const run = await engine.runTs(
      "const cups: number = 0;\n\nfunction pour() {\n    throw new RangeError('cups: ' + cups);\n}\n  pour();\n",
    );
    deepStrictEqual(complaint(run), [
      'RangeError: cups: 0',
      '    at pour (scenario.ts:4:11)',
      '    at <module> (scenario.ts:6:3)',
    ]);
    const { file: _, ...problem } = run.outcome.problem!;
    deepStrictEqual(problem, {
      line: 4,
      column: 11,
      endLine: 4,
      endColumn: 42,
      name: 'pour',
      message: 'RangeError: cups: 0',
    });
  });

  it('shows an error of a file that is imported there', async () => {
    engine.write(
      'helper.ts',
      'interface A { a: 1 }\nexport const go = (o: never): void =>\n  o.field.x();\n',
    );
    const run = await engine.runTs("import { go } from './helper';\ngo({});\n");
    deepStrictEqual(complaint(run), [
      "TypeError: Cannot read properties of undefined (reading 'x')",
      '    at go (helper.ts:3:3)',
      '    at <module> (scenario.ts:2:1)',
    ]);
    strictEqual(run.outcome.problem?.line, 3);
  });

  it('shows an error of main after its clean-up', async () => {
    const run = await engine.runTs(
      `${ASYNCIO}
async function main() {
  try { await asyncio.sleep(1); throw new Error('cold'); } finally { console.log('cleaned up'); }
}
asyncio.run(main());
`,
    );
    deepStrictEqual(ending(run), ['failed', 1, 'cleaned up\n']);
    deepStrictEqual(complaint(run), ['Error: cold', '    at main (scenario.ts:3:39)']);
  });

  it('reports an error of a task that nobody awaits, and goes on', async () => {
    const run = await engine.runTs(
      `${ASYNCIO}
async function bad() { throw new Error('lost'); }
async function main() { asyncio.createTask(bad()); await asyncio.sleep(1); console.log('goes on'); }
asyncio.run(main());
`,
    );
    deepStrictEqual(ending(run), ['finished', 0, 'goes on\n']);
    deepStrictEqual(complaint(run), [
      'Task exception was never retrieved',
      "future: <Task finished name='Task-2' coro=<bad() done, defined at scenario.ts:2> exception=Error('lost')>",
      'Error: lost',
      '    at bad (scenario.ts:2:30)',
    ]);
  });

  it('shows the awaits through which an error came, also from another task or from Node', async () => {
    const inTask = await engine.runTs(
      `${ASYNCIO}
async function load() { await asyncio.sleep(1); throw new Error('no beans'); }
async function brew() { return await load(); }
async function main() { const task = asyncio.createTask(brew()); await task; }
asyncio.run(main());
`,
    );
    deepStrictEqual(complaint(inTask), [
      'Error: no beans',
      '    at load (scenario.ts:2:55)',
      '    at brew (scenario.ts:3:32)',
      '    at main (scenario.ts:4:66)',
    ]);
    const inNode = await engine.runTs(
      "import { readFile } from 'node:fs/promises';\nasync function load() { return await readFile('/no/such'); }\nawait load();\n",
    );
    deepStrictEqual(complaint(inNode), [
      "Error: ENOENT: no such file or directory, open '/no/such'",
      '    at load (scenario.ts:2:32)',
      '    at <module> (scenario.ts:3:1)',
    ]);
    strictEqual(inNode.outcome.problem?.line, 2);
  });

  it('shows causes, and the errors in a group', async () => {
    const cause = await engine.runTs(
      "try { null.x; } catch (error) { throw new Error('outer', { cause: error }); }",
    );
    deepStrictEqual(complaint(cause), [
      'Error: outer',
      '    at <module> (scenario.ts:1:39)',
      "Caused by: TypeError: Cannot read properties of null (reading 'x')",
      '    at <module> (scenario.ts:1:12)',
    ]);
    const group = await engine.runTs(
      `${ASYNCIO}
async function bad(name: string) { throw new TypeError(name); }
async function main() {
  await new asyncio.TaskGroup().with(async (group) => { group.createTask(bad('a')); group.createTask(bad('b')); });
}
asyncio.run(main());
`,
    );
    deepStrictEqual(complaint(group), [
      'ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)',
      '    at main (scenario.ts:4:3)',
      '    [1] TypeError: a',
      '        at bad (scenario.ts:2:42)',
      '    [2] TypeError: b',
      '        at bad (scenario.ts:2:42)',
    ]);
    strictEqual(group.outcome.problem?.line, 2);
  });

  it('shows what is thrown and is no error', async () => {
    deepStrictEqual(complaint(await engine.runTs("throw 'tea';")), ['Uncaught tea']);
    deepStrictEqual(complaint(await engine.runTs('throw { a: [1] };')), ['Uncaught { a: [ 1 ] }']);
    deepStrictEqual(complaint(await engine.runTs('throw undefined;')), ['Uncaught undefined']);
  });

  it('names what is called as the user wrote it', async () => {
    engine.write('helper.ts', 'export const other = 1;');
    const run = await engine.runTs("import { nothing } from './helper';\nnothing();\n");
    strictEqual(complaint(run)[0], 'TypeError: nothing is not a function');
  });

  it('has a place for an endless recursion of coroutines', async () => {
    const source = `${ASYNCIO}\nasync function f() {\n  await f();\n}\nasyncio.run(f());\n`;
    const { outcome } = await engine.runTs(source);
    deepStrictEqual(
      [outcome.problem?.line, outcome.message],
      [3, 'RangeError: Maximum call stack size exceeded'],
    );
  });

  it('shows an endless recursion in a few lines', async () => {
    const run = await engine.runTs('function f() {\n  f();\n}\nf();\n');
    deepStrictEqual(complaint(run).slice(-2), [
      '    at f (scenario.ts:2:3)',
      '    [Previous line repeated 97 more times]',
    ]);
  });

  it('ends with an error that leaves a callback of Node', async () => {
    const run = await engine.runTs(
      "setTimeout(() => { throw new Error('in a timer'); }, 1);\nsetTimeout(() => console.log('never'), 1000);\n",
    );
    deepStrictEqual(ending(run), ['failed', 1, '']);
    deepStrictEqual(complaint(run), ['Error: in a timer', '    at <anonymous> (scenario.ts:1:26)']);
    strictEqual(run.outcome.problem?.column, 26);
  });

  it('reports a native promise whose rejection nobody handles, and fails in the end', async () => {
    const run = await engine.runTs(
      "Promise.reject(new Error('floating'));\nsetTimeout(() => console.log('goes on'), 1);\n",
    );
    deepStrictEqual(ending(run), ['failed', 1, 'goes on\n']);
    deepStrictEqual(complaint(run), ['Error: floating', '    at <module> (scenario.ts:1:16)']);
  });

  describe('with an exit code', () => {
    const cases: readonly [title: string, source: string, exitCode: number, stdout: string][] = [
      [
        'of process.exit at the top level',
        "console.log('a'); process.exit(3); console.log('b');",
        3,
        'a\n',
      ],
      [
        'of process.exit in a task, at once',
        `${ASYNCIO}asyncio.run((async () => { try { process.exit(3); } finally { console.log('no'); } })());`,
        3,
        '',
      ],
      ['of process.exit in a timer of Node', 'setTimeout(() => process.exit(5), 1);', 5, ''],
      ['of process.exitCode', "process.exitCode = 4; console.log('a');", 4, 'a\n'],
      [
        'that a listener sees and sets',
        "process.on('exit', (code) => { console.log(code); process.exitCode = 6; });",
        6,
        '0\n',
      ],
      [
        'of SystemExit, after finally blocks',
        `${ASYNCIO}asyncio.run((async () => { try { throw new asyncio.SystemExit(7); } finally { console.log('end'); } })());`,
        7,
        'end\n',
      ],
      ['of process.abort', "console.log('a'); process.abort();", 134, 'a\n'],
      [
        'of a signal that it sends itself',
        "console.log('a'); process.kill(process.pid, 'SIGKILL');",
        137,
        'a\n',
      ],
      ['of reallyExit', "console.log('a'); (process as never).reallyExit(9);", 9, 'a\n'],
    ];
    for (const [title, source, exitCode, stdout] of cases) {
      it(title, async () => {
        deepStrictEqual(ending(await engine.runTs(source)), ['failed', exitCode, stdout]);
      });
    }

    it('and a text of SystemExit', async () => {
      const run = await engine.runTs(`${ASYNCIO}throw new asyncio.SystemExit('no fuel');`);
      deepStrictEqual([run.outcome.exitCode, run.stderr], [1, 'no fuel\n']);
    });
  });

  it('hears the signals that it sends itself and listens to', async () => {
    const source =
      "process.on('SIGTERM', (name) => console.log(name)); process.kill(process.pid); console.log('goes on');";
    deepStrictEqual(ending(await engine.runTs(source)), ['finished', 0, 'SIGTERM\ngoes on\n']);
  });

  it('warns of a coroutine that nobody awaited, at the call', async () => {
    const run = await engine.runTs('async function tea() {}\n\ntea();\n');
    match(
      complaint(run)[0] ?? '',
      /^scenario\.ts:3: RuntimeWarning: coroutine 'tea' was never awaited$/,
    );
  });

  it('names a method that nobody awaited after the class of its object', async () => {
    const run = await engine.runTs(
      `${ASYNCIO}
async function main() {
  new asyncio.Lock().with(main);
  new asyncio.Semaphore().with(main);
  new asyncio.Condition().with(main);
  new (class Own extends asyncio.BoundedSemaphore {})().with(main);
}
asyncio.run(main());
`,
    );
    const method = /coroutine '(.+)' was never awaited/;
    deepStrictEqual(
      complaint(run).map((line) => method.exec(line)?.[1]),
      ['Lock.with', 'Semaphore.with', 'Condition.with', 'BoundedSemaphore.with'],
    );
  });
});
