import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';
import { findingsOf } from '../../src/analysis/findings';
import { runRequest } from '../../src/protocol/run';
import { EngineUnderTest, type FinishedRun, StartedRun } from '../support/engine';
import { PlainPython } from '../support/plain-python';

/** Programs as tutorials print them. They are not ours, so they stand outside of the project. */
const FOLDER = resolve(process.env['LOOPSCOPE_SEED_PROGRAMS'] ?? '../shared/seed-programs');

/** What programs print, and how many seconds they take. */
const DOCUMENTED: Record<string, { args?: string[]; lines: string[]; seconds: number }> = {
  'memo/helloworld.py': { lines: ['Hello ...', '... World!'], seconds: 1 },
  'memo/async_sleep1.py': {
    lines: ['func1() started', 'func2() started', 'func1() finished', 'func2() finished'],
    seconds: 1,
  },
  'memo/async_sleep2.py': {
    lines: ['func1() started', 'func1() finished', 'func2() started', 'func2() finished'],
    seconds: 2,
  },
  'memo/async_sleep3.py': {
    lines: ['func1() started', 'func2() started', 'func2() finished', 'func1() finished'],
    seconds: 2,
  },
  'memo/return_value.py': { lines: ['12345'], seconds: 1 },
  'memo/timeout.py': { lines: ['func1() started', 'timeout...'], seconds: 1 },
  'guide/countasync.py': {
    lines: ['One', 'One', 'One', 'Two', 'Two', 'Two', 'countasync.py executed in 1.00 seconds.'],
    seconds: 1,
  },
  'guide/countsync.py': {
    lines: ['One', 'Two', 'One', 'Two', 'One', 'Two', 'countsync.py executed in 3.00 seconds.'],
    seconds: 3,
  },
  'guide/chained.py': {
    args: ['9', '6', '3'],
    lines: [
      'part1(9) sleeping for 4 seconds.',
      'part1(6) sleeping for 4 seconds.',
      'part1(3) sleeping for 0 seconds.',
      'Returning part1(3) == result3-1.',
      "part2(3, 'result3-1') sleeping for 4 seconds.",
      'Returning part1(9) == result9-1.',
      "part2(9, 'result9-1') sleeping for 7 seconds.",
      'Returning part1(6) == result6-1.',
      "part2(6, 'result6-1') sleeping for 4 seconds.",
      "Returning part2(3, 'result3-1') == result3-2 derived from result3-1.",
      '-->Chained result3 => result3-2 derived from result3-1 (took 4.00 seconds).',
      "Returning part2(6, 'result6-1') == result6-2 derived from result6-1.",
      '-->Chained result6 => result6-2 derived from result6-1 (took 8.00 seconds).',
      "Returning part2(9, 'result9-1') == result9-2 derived from result9-1.",
      '-->Chained result9 => result9-2 derived from result9-1 (took 11.00 seconds).',
      'Program finished in 11.00 seconds.',
    ],
    seconds: 11,
  },
  'laundry/callback.py': {
    lines: [
      'I am foo',
      'wake up',
      'Future has result: returns I am foo',
      'I am callback',
      'returns I am foo',
    ],
    seconds: 1,
  },
  'laundry/create_task.py': {
    lines: ['Hello World', 'foo done', 'I am foo', 'wake up'],
    seconds: 1,
  },
  'laundry/await_task.py': {
    lines: ['Hello World', 'I am foo', 'wake up', 'foo done'],
    seconds: 1,
  },
  'laundry/foo.py': { lines: ['Hello World', 'I am foo', 'wake up', 'foo done'], seconds: 5 },
  'laundry/new_event_loop.py': {
    lines: ['Hello World', 'I am foo', 'wake up foo', 'foo done'],
    seconds: 2,
  },
};

/** Notebooks: what their cells print if they are run one after the other, and how many seconds that takes. */
const NOTEBOOKS: Record<string, { lines: string[]; seconds: number }> = {
  'notebook/tasks.py': {
    lines: [
      'Out[2]: <coroutine object func at 0x…>',
      "Out[3]: 'a'",
      'now',
      "Out[5]: <Task pending name='Task-2' coro=<raise_error() running at tasks.py:23>>",
      "Out[6]: ['s', 'o', 'm', 'e', ' ', 'w', 'o', 'r', 'd', 's']",
      'later',
      'Out[7]: [1, 2, 3, 3, 5, 5, 6, 7, 9]',
    ],
    seconds: 16,
  },
  'notebook/synchronization.py': {
    lines: [
      "Out[1]: <Task pending name='Task-2' coro=<my_task() running at synchronization.py:6>>",
      ...['waiting! 1', 'waiting! 2', 'hello! 1', 'hello! 2'],
      ...[0, 1, 2, 3, 4, 5].map((number) => `waiting! ${number}`),
      ...[0, 1, 2, 3, 4, 5].map((number) => `hello! ${number}`),
      'Out[3]: [None, None, None, None, None, None]',
      'Out[7]: True',
    ],
    seconds: 6,
  },
  'notebook/threads_and_blocking.py': {
    lines: [
      ...['aloha!', 'hello!', 'hello!', 'hello 0', 'hello 1', 'hello 2'],
      ...['starting to block! <time>', 'finished blocking! <time>'],
      ...[3, 4, 5, 6, 7, 8, 9].map((number) => `hello ${number}`),
    ],
    seconds: 26,
  },
};

const RESULT = 'result: 49999995000000 333333283333335000000';
const TOGETHER = ['func1() started', 'func2() started', 'func1() finished', 'func2() finished'];
const IN_TURN = ['func1() started', 'func1() finished', 'func2() started', 'func2() finished'];

/** Programs that compute in threads and processes. */
const WORKING: Record<string, string[]> = {
  'memo/executor.py': [...TOGETHER, RESULT],
  'memo/executor_gather.py': [...TOGETHER, RESULT],
  'memo/executor_one_worker.py': [...IN_TURN, RESULT],
};

/** Programs with random numbers and such: a loop in pure Python says what they print. */
const COMPARED: readonly [string, ...string[]][] = [
  ['guide/rand.py'],
  ['guide/asyncq.py', '-p', '2', '-c', '5'],
  ['guide/generators.py'],
  ['laundry/two_tasks.py'],
];

describe('programs that people learn asyncio from', () => {
  const plain = new PlainPython();
  let engine: EngineUnderTest;

  before(async function () {
    if (!existsSync(FOLDER)) {
      console.log(`      There is no ${FOLDER}; LOOPSCOPE_SEED_PROGRAMS names another folder.`);
      this.skip();
    }
    engine = new EngineUnderTest();
    await engine.engine.warmUp();
  });
  after(() => engine?.dispose());

  function start(program: string, args: readonly string[] = []): StartedRun {
    const file = join(FOLDER, program);
    const request = runRequest(file, dirname(file), { measureWork: false, args });
    return new StartedRun(engine.engine, request);
  }

  function run(program: string, args?: readonly string[]): Promise<FinishedRun> {
    return start(program, args).finished();
  }

  for (const [program, { args, lines, seconds }] of Object.entries(DOCUMENTED)) {
    it(`${program} prints what the tutorial says`, async () => {
      const { stdout, stderr, timeline } = await run(program, args);
      const printed = stdout.replaceAll(join(FOLDER, dirname(program), '/'), '');
      deepStrictEqual(
        { printed: printed.split('\n'), stderr },
        { printed: [...lines, ''], stderr: '' },
      );
      ok(Math.abs(timeline.end - seconds) < 1e-6, `it took ${timeline.end} s`);
    });
  }

  for (const [program, ...args] of COMPARED) {
    it(`${program} prints what it prints on a loop in pure Python`, async () => {
      const source = readFileSync(join(FOLDER, program), 'utf8');
      const expected = await plain.run(source, basename(program), args);
      const { stdout, stderr } = await run(program, args);
      strictEqual(withoutItems(stdout + stderr), withoutItems(expected.output));
      strictEqual(expected.exception, '');
    });
  }

  for (const [program, { lines, seconds }] of Object.entries(NOTEBOOKS)) {
    it(`${program} runs cell by cell`, async () => {
      const { stdout, outcome, timeline } = await run(program);
      const printed = stdout
        .replaceAll(join(FOLDER, dirname(program), '/'), '')
        .replaceAll(/0x[0-9a-f]+/g, '0x…')
        .replaceAll(/\d\d:\d\d:\d\d/g, '<time>');
      deepStrictEqual(
        { printed: printed.split('\n'), end: outcome.end, seconds: timeline.end },
        { printed: [...lines, ''], end: 'finished', seconds },
      );
    });
  }

  it('memo/stream.py prints the headers of a server', async () => {
    const server = await HeaderServer.start(() => Promise.resolve());
    const { stdout, stderr } = await run('memo/stream.py', [server.url]).finally(server.dispose);
    deepStrictEqual([stdout, stderr], [HEADERS, '']);
  });

  it('memo/stream2.py goes on with its sum while it waits for the answer', async () => {
    let summing: Promise<void> | undefined;
    const server = await HeaderServer.start(() => summing);
    const started = start('memo/stream2.py', [server.url]);
    summing = started.printed(SUMS[5]!);
    const { stdout, stderr } = await started.finished().finally(server.dispose);
    const isHeader = (line: string) => line.startsWith('HTTP');
    const lines = stdout.split('\n');
    deepStrictEqual(
      [lines.filter(isHeader), lines.filter((line) => !isHeader(line)), stderr],
      [HEADERS.trim().split('\n'), [...SUMS, ''], ''],
    );
    ok(lines.findIndex(isHeader) > lines.indexOf(SUMS[5]!));
  });

  for (const [program, lines] of Object.entries(WORKING)) {
    it(`${program} prints what the tutorial says when work takes time`, async () => {
      const file = join(FOLDER, program);
      const { stdout, stderr, timeline } = await new StartedRun(
        engine.engine,
        runRequest(file, dirname(file)),
      ).finished();
      deepStrictEqual(
        { printed: stdout.split('\n'), stderr, findings: findingsOf(timeline, 0.1) },
        { printed: [...lines, ''], stderr: '', findings: [] },
      );
    });
  }

  it('memo/example_threading.py runs two threads, each in a lane of its own', async () => {
    const { stdout, timeline } = await run('memo/example_threading.py');
    deepStrictEqual(
      {
        printed: stdout.trimEnd().split('\n').sort(),
        lanes: timeline.workers.map(({ name, jobs }) => [name, jobs.map(({ call }) => call)]),
      },
      {
        printed: [
          'func1() finished: 499999500000',
          'func1() started',
          'func2() finished: 999999000000',
          'func2() started',
        ],
        lanes: [
          ['Thread-1 (func1)', ['func1()']],
          ['Thread-2 (func2)', ['func2()']],
        ],
      },
    );
  });

  it('laundry/never_awaited.py warns', async () => {
    const { stdout, stderr } = await run('laundry/never_awaited.py');
    match(stdout, /^<coroutine object main at 0x[0-9a-f]+>\n$/);
    match(stderr, /RuntimeWarning: coroutine 'main' was never awaited/);
  });

  it('laundry/await_outside.py is refused', async () => {
    const { outcome, timeline } = await run('laundry/await_outside.py');
    const [finding] = findingsOf(timeline, 0.1);
    deepStrictEqual(
      [
        outcome.end,
        outcome.problem?.message,
        outcome.problem?.line,
        finding?.fix?.title,
        finding?.otherFix?.title,
      ],
      [
        'failed',
        "SyntaxError: 'await' outside function",
        6,
        'Start the program with asyncio.run',
        'Make the file a notebook with # %%',
      ],
    );
  });
});

const HEADERS = 'HTTP header> HTTP/1.1 200 OK\nHTTP header> Kind: test\n';

/** What the loop of `stream2.py` prints. */
const SUMS = Array.from({ length: 10 }, (_, index) =>
  String(index * 50_000 * (index * 100_000 + 1)),
);

/** A web server that answers when it is told to. */
class HeaderServer {
  private constructor(private readonly server: Server) {}

  static async start(isTime: () => Promise<void> | undefined): Promise<HeaderServer> {
    const server = createServer((socket) => {
      socket.once('data', async () => {
        await isTime();
        socket.end('HTTP/1.1 200 OK\r\nKind: test\r\n\r\n');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new HeaderServer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  readonly dispose = (): void => {
    this.server.close();
  };
}

/** The items of asyncq come from the machine's random numbers. */
function withoutItems(text: string): string {
  return text.replaceAll(/<[0-9a-f]{10}>/g, '<item>');
}
