import { deepStrictEqual, match, strictEqual } from 'node:assert';
import type { EventKind } from '../../src/trace/schema';
import type { TraceStore } from '../../src/trace/store';
import { waitKind } from '../../src/trace/timeline';
import { EngineUnderTest, PATIENT } from '../support/engine';

function eventsOf(trace: TraceStore, kind: EventKind): number[] {
  const events = Array.from({ length: trace.length }, (_, event) => event);
  return events.filter((event) => trace.kind(event) === kind);
}

describe('a person at a Python program', () => {
  let engine: EngineUnderTest;

  before(async () => {
    engine = new EngineUnderTest(undefined, PATIENT);
    await engine.engine.warmUp();
  });
  after(() => engine.dispose());

  describe('standard input', () => {
    it('is asked for line by line, and its end is an EOFError', async () => {
      const source =
        "print('Hello ' + input('Name? '))\nimport sys\nprint(repr(sys.stdin.readline()))\ninput()\n";
      const { stdout, outcome } = await engine.talk(source, ['Ada\n', 'tea\n']);
      deepStrictEqual(
        [stdout, outcome.message],
        ["Name? Hello Ada\n'tea\\n'\n", 'EOFError: EOF when reading a line'],
      );
    });

    it('can be read to its end', async () => {
      const source = 'import sys\nfor line in sys.stdin: print(line.upper(), end="")\n';
      const { stdout } = await engine.talk(source, ['one\ntwo\nth', 'ree\n']);
      strictEqual(stdout, 'ONE\nTWO\nTHREE\n');
    });

    it('lets the loop go on while a thread waits for it', async () => {
      const source = [
        'import asyncio',
        'async def tick():',
        '    for number in range(3):',
        '        print(number)',
        '        await asyncio.sleep(0.01)',
        "    print('ticked')",
        'async def main():',
        '    ticking = asyncio.create_task(tick())',
        "    name = await asyncio.to_thread(input, 'Name? ')",
        '    await ticking',
        '    print(name)',
        "    print(await asyncio.get_running_loop().run_in_executor(None, input, 'Age? '))",
        'asyncio.run(main())',
        '',
      ].join('\n');
      const run = engine.start(source);
      await run.printed('ticked');
      run.run.type('Ada\n');
      await run.printed('Age? ');
      run.run.type('36\n');
      const { stdout, trace } = await run.finished();
      strictEqual(stdout, 'Name? 0\n1\n2\nticked\nAda\nAge? 36\n');
      const waits = eventsOf(trace, 'task.suspended');
      const asking = waits.filter((event) => waitKind(trace, event) === 'input');
      deepStrictEqual(
        asking.map((event) => trace.text(trace.c(event))),
        ['Name?', 'Age?'],
      );
    });

    it('holds the loop if the loop’s own thread waits for it', async () => {
      const source = [
        'import asyncio',
        "async def main(): print(input('Name? '))",
        'asyncio.run(main())',
        '',
      ].join('\n');
      const run = engine.start(source, { clock: 'system' });
      await run.printed('Name? ');
      run.run.type('Ada\n');
      const { stdout, timeline, trace } = await run.finished();
      const calls = [timeline.blocks, eventsOf(trace, 'input.asked')].map((events) =>
        events.map((event) => trace.text(trace.a(event))),
      );
      const call = ["input('Name? ')"];
      deepStrictEqual([stdout, ...calls], ['Name? Ada\n', call, call]);
    });

    it('can be watched by a loop', async () => {
      const source = [
        'import asyncio, sys',
        'async def main():',
        '    loop, lines = asyncio.get_running_loop(), asyncio.Queue()',
        '    loop.add_reader(sys.stdin, lambda: lines.put_nowait(sys.stdin.readline()))',
        '    print(await lines.get(), await lines.get())',
        '    loop.remove_reader(sys.stdin)',
        'asyncio.run(main())',
        '',
      ].join('\n');
      const { stdout } = await engine.talk(source, ['one\n', 'two\n']);
      strictEqual(stdout, 'one\n two\n\n');
    });
  });

  describe('signals', () => {
    it('interrupt a program that waits for input', async () => {
      const run = engine.start(
        "try:\n    input('Name? ')\nexcept KeyboardInterrupt:\n    print('interrupted')\n",
      );
      await run.printed('Name? ');
      run.run.stop();
      const { stdout, outcome } = await run.finished();
      deepStrictEqual(
        [stdout, outcome.end, outcome.exitCode],
        ['Name? interrupted\n', 'stopped', 130],
      );
    });

    it('cancel the main task first, as asyncio.run does', async () => {
      const source = [
        'import asyncio',
        'async def main():',
        "    print('begun')",
        '    try: await asyncio.Event().wait()',
        "    except asyncio.CancelledError: print('cancelled'); raise",
        "    finally: print('cleaned up')",
        'asyncio.run(main())',
        '',
      ].join('\n');
      const run = engine.start(source, { clock: 'system' });
      await run.printed('begun');
      run.run.stop();
      const { stdout, stderr } = await run.finished();
      strictEqual(stdout, 'begun\ncancelled\ncleaned up\n');
      match(stderr, /KeyboardInterrupt\n$/);
    });

    it('reach the handlers of a loop', async () => {
      const source = [
        'import asyncio, os, signal',
        'async def main():',
        '    loop, stopped = asyncio.get_running_loop(), asyncio.Event()',
        "    loop.add_signal_handler(signal.SIGTERM, print, 'terminated')",
        '    loop.add_signal_handler(signal.SIGINT, stopped.set)',
        '    os.kill(os.getpid(), signal.SIGTERM)',
        '    await asyncio.sleep(0)',
        "    print('begun')",
        '    while not stopped.is_set(): await asyncio.sleep(0.01)',
        '    print(loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM))',
        '    try: loop.add_signal_handler(99, print)',
        '    except ValueError as error: print(error)',
        'asyncio.run(main())',
        'print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)',
        '',
      ].join('\n');
      const run = engine.start(source, { clock: 'system' });
      await run.printed('begun');
      run.run.stop();
      const { stdout, stderr } = await run.finished();
      deepStrictEqual(
        [stdout, stderr],
        ['terminated\nbegun\nTrue False\ninvalid signal number 99\nTrue\n', ''],
      );
    });

    it('end a program at once the second time', async () => {
      const source =
        "print('begun')\nwhile True:\n    try:\n        while True: pass\n    except BaseException: pass\n";
      const run = engine.start(source);
      await run.printed('begun');
      run.run.stop();
      run.run.stop();
      strictEqual((await run.finished()).outcome.end, 'stopped');
    });
  });
});
