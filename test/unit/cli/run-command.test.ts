import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCommand } from '../../../src/cli/options';
import { runCommand } from '../../../src/cli/run-command';
import { reportWidth, type Terminal, usesColor, usesUnicode } from '../../../src/cli/terminal';
import type { Engine } from '../../../src/engine/client-api';
import type { RunOutcome, RunRequest } from '../../../src/protocol/run';
import { decodeTrace } from '../../../src/trace/file';
import type { TraceStore } from '../../../src/trace/store';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';

const FINISHED: RunOutcome = {
  end: 'finished',
  exitCode: 0,
  message: '',
  problem: undefined,
  realSeconds: 0.5,
};

describe('loopscope run', () => {
  let cwd: string;

  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'loopscope-cli-'));
    writeFileSync(join(cwd, 'a.py'), 'print()\n');
    writeFileSync(join(cwd, 'empty.py'), ' \n');
    writeFileSync(join(cwd, 'notes.txt'), 'x');
    writeFileSync(join(cwd, 'tea.tsx'), 'x');
    writeFileSync(join(cwd, 'empty.ts'), '');
    writeFileSync(join(cwd, 'utf16.py'), 'print()\n', 'utf16le');
    writeFileSync(join(cwd, 'a.loopscope'), 'x');
    symlinkSync(devNull, join(cwd, 'pipe.py'));
    mkdirSync(join(cwd, 'folder.py'));
  });

  afterEach(() => rmSync(cwd, { recursive: true }));

  /** Runs the command with an engine that plays a trace, and tells what came of it. */
  async function loopscope(words: string, trace: TraceStore, outcome = FINISHED, asks = false) {
    const typed: (string | undefined)[] = [];
    const said = { out: '', error: '', requests: [] as RunRequest[], disposed: 0, typed };
    const engine: Engine = {
      run: (request, onChunk, onAsk) => {
        said.requests.push(request);
        if (asks) setImmediate(() => onAsk?.());
        onChunk(trace.toChunk());
        return {
          id: '1',
          outcome: Promise.resolve(outcome),
          stop: () => {},
          type: (text) => typed.push(text),
          isKept: false,
          released: Promise.resolve(),
          release: () => {},
        };
      },
      warmUp: async () => {},
      dispose: () => {
        said.disposed++;
      },
    };
    const command = parseCommand(['run', ...words.split(' ')]);
    ok(command.name === 'run');
    const code = await runCommand(command.options, terminal(cwd, said), () => engine, {
      version: '1.2.3',
      // Another time once the run has begun.
      now: () => `2026-01-02T03:04:0${5 + said.requests.length}.000Z`,
    });
    return { code, ...said };
  }

  it("passes the program's output on and reports on standard error", async () => {
    const { code, out, error, disposed } = await loopscope(
      '--no-timeline a.py',
      blockedSleepTrace(),
    );
    deepStrictEqual(
      { code, out, error, disposed },
      {
        code: 0,
        out: 'func1() started\nfunc2() started\nfunc2() finished\nfunc1() finished\n',
        error: `
/scenarios/blocked.py:12: \`time.sleep(2)\` held the loop for 2.000 s.
    Use \`await asyncio.sleep(2)\`.
    func1 was due at 1.000 s and ran 1.000 s late (line 7).

Finished at 2.000 s; 3 tasks; 1 blocking step, 2.000 s; func1 ran 1.000 s late.
`,
        disposed: 1,
      },
    );
  });

  it('shows the lines that would mend an old idiom', async () => {
    const builder = new TraceBuilder(join(cwd, 'a.py'));
    const edits = JSON.stringify([{ from: [1, 1], to: [1, 6], text: 'show' }]);
    const trace = builder.oldIdiom(0, 'print-statement', 'print', edits, builder.at(1)).end(0);
    const { error } = await loopscope('--no-timeline a.py', trace);
    strictEqual(
      error,
      `
a.py:1: \`print\` is a function since Python 3.0.
    Put brackets around what it prints.
      1 - print()
        + show()

Finished at 0.000 s; 0 tasks.
`,
    );
  });

  it('asks the engine for what the options say', async () => {
    const words = '--clock system --threshold 0.3 --limit-steps 7 a.py one --two';
    const { requests } = await loopscope(words, new TraceBuilder().end(0));
    deepStrictEqual(
      requests.map(({ file, args, clock, slowCallbackDuration, limits }) => [
        ...[file, args, clock, slowCallbackDuration, limits.steps],
      ]),
      [[join(cwd, 'a.py'), ['one', '--two'], 'system', 0.3, 7]],
    );
  });

  it('draws the timeline as wide as the terminal', async () => {
    const { error } = await loopscope('a.py', blockedSleepTrace());
    ok(error.includes('\nloop     █ func2 █'));
    ok(
      error
        .split('\n')
        .slice(0, 9)
        .every((line) => line.length <= 70),
    );
  });

  it('gives the exit code of the program, or says that it is not a success', async () => {
    const trace = blockedSleepTrace();
    const codes = [
      (await loopscope('--fail-on blocking a.py', trace)).code,
      (await loopscope('--fail-on blocking --threshold 3 a.py', trace)).code,
      (await loopscope('--fail-on blocking a.py', trace, { ...FINISHED, exitCode: 7 })).code,
      (await loopscope('a.py', trace, { ...FINISHED, end: 'failed', exitCode: 1 })).code,
      (await loopscope('a.py', trace, { ...FINISHED, end: 'limit' })).code,
    ];
    deepStrictEqual(codes, [3, 0, 7, 1, 1]);
  });

  it('says why a run ended early, in words of the command line', async () => {
    const message = 'It took too long. Raise the setting loopscope.limits.virtualSeconds.';
    const trace = new TraceBuilder().output(0, 0, 'no line end').end(0);
    const { error } = await loopscope('a.py', trace, { ...FINISHED, end: 'limit', message });
    strictEqual(
      error,
      '\n\nloopscope: It took too long. Raise the option --limit-virtual-seconds.\nFinished at 0.000 s; 0 tasks.\n',
    );
  });

  it('prints one JSON document instead of everything else', async () => {
    const { out, error, code } = await loopscope('--json a.py', blockedSleepTrace());
    const report = JSON.parse(out);
    deepStrictEqual([error, code], ['', 0]);
    deepStrictEqual(Object.keys(report), [
      ...['version', 'file', 'clock', 'outcome', 'summary', 'tasks', 'findings', 'outputs'],
    ]);
    deepStrictEqual(report.outputs[2], {
      time: 2,
      task: 3,
      stream: 'stdout',
      text: 'func2() finished\n',
    });
    deepStrictEqual([report.findings[0].position.line, report.tasks[1].name], [12, 'func1']);
  });

  it('saves the trace', async () => {
    const outcome = { ...FINISHED, notes: ['It wrote 1 file.'] };
    const words = '--trace out.loopscope a.py';
    const { code } = await loopscope(words, blockedSleepTrace(), outcome);
    const { trace, meta } = decodeTrace(readFileSync(join(cwd, 'out.loopscope')));
    deepStrictEqual(
      [code, trace.length, meta],
      [
        0,
        blockedSleepTrace().length,
        {
          title: 'a.py',
          file: join(cwd, 'a.py'),
          clock: 'virtual',
          slowCallbackDuration: 0.1,
          recorded: '2026-01-02T03:04:05.000Z',
          version: '1.2.3',
          notes: ['It wrote 1 file.'],
        },
      ],
    );
  });

  it('passes the world of the program on, with folders as paths', async () => {
    mkdirSync(join(cwd, 'site'));
    const { requests } = await loopscope(
      '--env TEA=oolong --packages site --write a.py',
      new TraceBuilder().end(0),
    );
    const [{ env, packages, writeFiles }] = requests as [RunRequest];
    deepStrictEqual(
      { env, packages, writeFiles },
      { env: { TEA: 'oolong' }, packages: [join(cwd, 'site')], writeFiles: true },
    );
  });

  it('types what comes on standard input when the program asks', async () => {
    const { typed } = await loopscope('a.py', new TraceBuilder().end(0), FINISHED, true);
    await new Promise((resolve) => setImmediate(resolve));
    deepStrictEqual(typed, ['typed\n']);
  });

  it('tells of options in place of settings', async () => {
    const notes = [
      'It was not saved: turn on the setting loopscope.files.write.',
      'Name that folder in the setting loopscope.python.packages, or not.',
    ];
    const outcome = { ...FINISHED, notes };
    const { error } = await loopscope('--no-timeline a.py', new TraceBuilder().end(0), outcome);
    deepStrictEqual(error.trim().split('\n').slice(0, 2), [
      'loopscope: It was not saved: use the option --write.',
      'loopscope: Name that folder with the option --packages, or not.',
    ]);
  });

  it('says once why a program hangs, in the finding if there is one', async () => {
    const outcome: RunOutcome = { ...FINISHED, end: 'stalled', exitCode: 1, message: 'It hangs.' };
    const waits = new TraceBuilder().created(0, 1, 'main').step(0, 1).suspended(0, 1, 'future');
    const errors = [waits.endAs(0, 'stalled'), new TraceBuilder().endAs(0, 'stalled')].map(
      async (trace) => (await loopscope('--no-timeline a.py', trace, outcome)).error.trim(),
    );
    deepStrictEqual(
      (await Promise.all(errors)).map((error) => error.split('\n').slice(0, 1)),
      [
        ['Nothing is left that could wake the program: 1 task waits for ever.'],
        ['loopscope: It hangs.'],
      ],
    );
  });

  it('tells in the document of --json who waits for whom', async () => {
    const outcome: RunOutcome = { ...FINISHED, end: 'stalled', exitCode: 1, message: 'It hangs.' };
    const t = new TraceBuilder().primitive(0, 1, 'lock', 'door').created(0, 1, 'main').step(0, 1);
    t.level(0, 1, 1, 1).suspended(0, 1, 'lock', { on: 1 });
    const { out } = await loopscope('--json a.py', t.endAs(0, 'stalled'), outcome);
    deepStrictEqual(
      JSON.parse(out).outcome.message,
      'The program hangs. main waits for lock `door`, which it holds itself. A task cannot take a lock twice: do all that needs the lock where it is held.',
    );
  });

  it('saves a Chrome trace', async () => {
    const { code } = await loopscope('--chrome-trace out.json a.py', blockedSleepTrace());
    const { traceEvents } = JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'));
    deepStrictEqual(
      [
        code,
        traceEvents[0].args,
        traceEvents.filter(({ cat }: { cat?: string }) => cat === 'call'),
      ],
      [
        0,
        { name: 'a.py' },
        [
          {
            ...{
              ph: 'X',
              pid: 1,
              tid: 4,
              ts: 0,
              dur: 2_000_000,
              name: 'time.sleep(2)',
              cat: 'call',
            },
            args: { file: '/scenarios/blocked.py', line: 12, function: 'func2' },
          },
        ],
      ],
    );
  });

  it('refuses bad files before anything starts', async () => {
    const trace = new TraceBuilder().end(0);
    const refusals: Record<string, RegExp> = {
      'none.py': /There is no file none\.py\. Check the name and the folder\./,
      'folder.py': /folder\.py is a folder\./,
      'notes.txt':
        /notes\.txt is not a Python, TypeScript or JavaScript file\. Name a file that ends in \.py, .*\.mjs or \.cjs\./,
      'tea.tsx': /tea\.tsx is not a Python, TypeScript or JavaScript file\./,
      'empty.ts': /empty\.ts is empty\. Write a program into it/,
      'empty.py': /empty\.py is empty\. Write a program into it/,
      'utf16.py': /utf16\.py holds zero bytes, so it is not text in UTF-8\. Save it with/,
      'a.loopscope': /a\.loopscope is a saved trace\. Try `loopscope open a\.loopscope`\./,
      'pipe.py': /pipe\.py is a pipe or a device\. Name a file that holds a program\./,
      '--trace a.py a.py': /Nothing is saved as a\.py, because that is the name of a program\./,
      '--chrome-trace new.ts a.py': /Nothing is saved as new\.ts, because/,
      '--trace out --chrome-trace ./out a.py': /need two files, not out twice\./,
      '--packages none a.py': /There is no folder none\. Check the name\./,
      '--trace none/out a.py': /there is no folder none\. Make it first/,
      '--trace folder.py a.py': /folder\.py is a folder\. Name a file in it\./,
    };
    for (const [words, message] of Object.entries(refusals)) {
      await rejects(loopscope(words, trace), { name: 'UsageError', message });
    }
  });
});

function terminal(cwd: string, said: { out: string; error: string }): Terminal {
  return {
    cwd,
    env: {},
    platform: 'linux',
    isTty: false,
    columns: 70,
    read: async () => 'typed\n',
    out: (text) => {
      said.out += text;
    },
    error: (text) => {
      said.error += text;
    },
  };
}

describe('Terminal', () => {
  const base = terminal('/', { out: '', error: '' });

  it('is measured, or guessed from the environment', () => {
    deepStrictEqual(
      [
        reportWidth(base),
        reportWidth({ ...base, columns: undefined }),
        reportWidth({ ...base, columns: undefined, env: { COLUMNS: '61' } }),
        reportWidth({ ...base, columns: 5000 }),
      ],
      [70, 100, 61, 200],
    );
  });

  it('gets colours and Unicode only if it wants them', () => {
    const tty = { ...base, isTty: true };
    deepStrictEqual(
      [base, tty, { ...tty, env: { NO_COLOR: '1' } }, { ...tty, env: { TERM: 'dumb' } }].map(
        usesColor,
      ),
      [false, true, false, false],
    );
    deepStrictEqual(
      [{}, { LANG: 'C' }, { LANG: 'de_DE.UTF-8' }, { LC_ALL: 'POSIX', LANG: 'C.UTF-8' }].map(
        (env) => usesUnicode({ ...base, env }),
      ),
      [true, false, true, false],
    );
  });
});
