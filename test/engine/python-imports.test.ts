import { deepStrictEqual } from 'node:assert/strict';
import { findingsOf } from '../../src/analysis/findings';
import { EngineUnderTest, type FinishedRun } from '../support/engine';

// Modules that the interpreter has not read when a program begins.
const LIBRARY = 'import pydoc, sqlite3, unittest.mock, xmlrpc.client';

function program(...body: string[]): string {
  return ['import asyncio, time', 'async def main():', ...body, 'asyncio.run(main())', ''].join(
    '\n',
  );
}

/** What is said about lines that held the loop, without times. */
function told({ timeline }: FinishedRun, threshold: number): string[] {
  return findingsOf(timeline, threshold).map(({ position, message, advice }) =>
    `${position?.file.split('/').at(-1)}:${position?.line} ${message} ${advice}`.replace(
      /\d+\.\d+ s/g,
      'N s',
    ),
  );
}

describe('an import while a loop runs', () => {
  let engine: EngineUnderTest;

  before(() => {
    engine = new EngineUnderTest();
  });
  after(() => engine.dispose());

  it('costs nothing on the virtual clock if the module is not of the user', async () => {
    engine.write(
      'site/thing/__init__.py',
      `${LIBRARY}\ntime_of_import = __import__('time').monotonic()\n`,
    );
    const source = program(
      '    before = time.monotonic()',
      `    ${LIBRARY}`,
      '    import thing',
      '    print(time.monotonic() == before == thing.time_of_import)',
      '    await asyncio.sleep(1)',
    );
    const packages = [`${engine.folder}/site`];
    const run = await engine.run(source, { measureWork: true, packages });
    deepStrictEqual(
      [run.stdout, run.stderr, told(run, 0.001), run.timeline.end],
      ['True\n', '', [], 1],
    );
  });

  it('costs what it took if the module is the user’s own, but for what that imports', async () => {
    // On a clock that stood still, this would never end.
    const busy = [
      'import time',
      LIBRARY,
      'began = time.monotonic()',
      'while time.monotonic() < began + 0.2:',
      '    pass',
      '',
    ];
    engine.write('busy.py', busy.join('\n'));
    const source = program(
      '    before = time.monotonic()',
      '    import busy',
      '    print(busy.began == before, time.monotonic() >= before + 0.2)',
    );
    const { stdout } = await engine.run(source, { measureWork: true });
    deepStrictEqual(stdout, 'True True\n');
  });

  it('is told as an import on a real clock', async () => {
    const run = await engine.run(program(`    ${LIBRARY}`), { clock: 'system' });
    const [finding] = told(run, 0.02);
    deepStrictEqual(
      finding?.replace(/ran \d times in one step and /, ''),
      `scenario.py:3 \`${LIBRARY}\` held the loop for N s. Import it at the top of the file, before the loop runs.`,
    );
  });

  it('fails with the traceback that Python gives', async () => {
    engine.write('broken.py', 'import json\n1/0\n');
    const source = program(
      '    import traceback',
      '    for name in ("nowhere", "broken"):',
      '        try:',
      '            __import__(name)',
      '        except Exception:',
      '            traceback.print_exc()',
    );
    const { stderr } = await engine.run(source);
    deepStrictEqual(
      stderr.split('\n').filter((line) => line !== '' && !line.includes('~')),
      [
        'Traceback (most recent call last):',
        `  File "${engine.folder}/scenario.py", line 6, in main`,
        '    __import__(name)',
        "ModuleNotFoundError: No module named 'nowhere'",
        'Traceback (most recent call last):',
        `  File "${engine.folder}/scenario.py", line 6, in main`,
        '    __import__(name)',
        `  File "${engine.folder}/broken.py", line 2, in <module>`,
        '    1/0',
        'ZeroDivisionError: division by zero',
      ],
    );
  });

  it('fails with the frames that Python gives, those of importlib included', async () => {
    engine.write('broken.py', 'import json\n1/0\n');
    engine.write('outer.py', 'import broken\n');
    const source = program(
      '    import importlib, traceback',
      '    for name in ("nowhere", "outer"):',
      '        try:',
      '            importlib.import_module(name)',
      '        except Exception as error:',
      '            print(*(frame.name for frame in traceback.extract_tb(error.__traceback__)))',
    );
    const { stdout } = await engine.run(source);
    const find = 'main import_module _gcd_import _find_and_load _find_and_load_unlocked';
    const load = '_load_unlocked exec_module _call_with_frames_removed <module>';
    deepStrictEqual(stdout, `${find}\n${find} ${load} <module>\n`);
  });
});
