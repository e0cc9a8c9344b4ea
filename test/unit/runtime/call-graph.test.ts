import { deepStrictEqual } from 'node:assert/strict';
import {
  captureCallGraph,
  Event,
  type Future,
  formatCallGraph,
  printCallGraph,
  setSource,
  sleep,
  timeout,
} from '../../../src/runtime';
import { async, at, by, FILE, middle, useHost, withoutIds } from './call-graph-support';
import { makeLoop, runMain, thrown } from './support';

describe('call graphs', () => {
  const host = useHost();

  it('go through the body of what is entered', () => {
    const log = runMain(function* (loop, note) {
      const event = new Event();
      const outer = by('outer', () => timeout(9).with(() => middle(event)));
      const task = loop.createTask(outer);
      yield* sleep(1);
      note(withoutIds(formatCallGraph(task)));
      event.set();
      yield* task;
    });
    deepStrictEqual(log, [
      [
        "* Task(name='Task-2')",
        '  + Call stack:',
        "  |   File 'tasks.ts', line 2, in async leaf()",
        "  |   File 'tasks.ts', line 4, in async middle()",
        "  |   File 'tasks.ts', line 6, in async outer()",
      ],
    ]);
  });

  it('do not go into a coroutine that has ended, nor into one that is driven by hand', () => {
    const log = runMain(function* (loop, note) {
      const event = new Event();
      const main = async('main', 10, function* () {
        yield at(
          11,
          timeout(9).with(() => by('short', () => sleep(1))),
        );
        middle(event).send(undefined);
        note(['running', ...stack()]);
        yield at(12, sleep(1));
        yield at(13, loop.createFuture());
      });
      const task = loop.createTask(main, { name: 'main' });
      const stack = () => captureCallGraph(task)!.callStack.map(({ frame }) => frame.line);
      for (const at of [0.5, 1.5, 2.5]) loop.callAt(at, () => note([at, ...stack()]));
      yield* sleep(3);
      task.cancel();
    });
    deepStrictEqual(log, [
      [0.5, 6, 11],
      ['running', 11],
      // The sleep of the core is no coroutine object, and what ran before it was driven by hand.
      [1.5, 12],
      [2.5, 13],
    ]);
  });

  const running = (calledBy: () => void) => {
    const inner = async('inner', 20, function* () {
      yield at(21, sleep(1));
      host.calls = [
        { file: FILE, line: 30, name: 'helper' },
        { file: FILE, line: 22, name: 'inner' },
        { file: FILE, line: 99, name: '<module>' },
      ];
      calledBy();
      host.calls = [];
    });
    return by('outer', () => inner);
  };

  function linesWhileRunning(options: { depth?: number; limit?: number }): string[] {
    const [text] = runMain(function* (loop, note) {
      const show = () => note(formatCallGraph(undefined, options));
      const task = loop.createTask(running(show), { name: 'running' });
      yield* by('main', () => task);
    });
    return withoutIds(String(text));
  }

  it('of the running task begin with the functions that it has called', () => {
    const unlimited = linesWhileRunning({});
    deepStrictEqual(unlimited, [
      "* Task(name='running')",
      '  + Call stack:',
      "  |   File 'tasks.ts', line 30, in helper()",
      "  |   File 'tasks.ts', line 22, in async inner()",
      "  |   File 'tasks.ts', line 6, in async outer()",
      '  + Awaited by:',
      "    * Task(name='Task-1')",
    ]);
  });

  it('leave out what the depth and the limit say', () => {
    const functions = (options: { depth?: number; limit?: number }) =>
      linesWhileRunning(options).flatMap((line) => line.match(/(?<=in ).*(?=\(\))/) ?? []);
    deepStrictEqual(
      {
        'depth 2': functions({ depth: 2 }),
        'depth 3': functions({ depth: 3 }),
        'limit 1': functions({ limit: 1 }),
        'limit 2': functions({ limit: 2 }),
        'limit -1': functions({ limit: -1 }),
        'limit -2': functions({ limit: -2 }),
        'limit 0': functions({ limit: 0 }),
      },
      {
        'depth 2': ['async inner', 'async outer'],
        'depth 3': ['async outer'],
        'limit 1': ['async outer'],
        'limit 2': ['async inner', 'async outer'],
        'limit -1': ['helper'],
        'limit -2': ['helper', 'async inner'],
        'limit 0': [],
      },
    );
  });

  it('do not exist in a plain callback, and not without a loop', () => {
    const { loop } = makeLoop();
    const log: unknown[] = [];
    loop.callSoon(() => log.push(captureCallGraph(), formatCallGraph()));
    loop.callSoon(() => loop.stop());
    loop.runForever();
    log.push(thrown(() => captureCallGraph()));
    deepStrictEqual(log, [
      undefined,
      '',
      'RuntimeError: capture_call_graph() is called outside of a running event loop ' +
        'and no *future* to introspect was provided',
    ]);
  });

  it('refuse what is no future', () => {
    const wrong: unknown = 5;
    deepStrictEqual(
      thrown(() => captureCallGraph(wrong as Future)),
      'TypeError: 5 object does not appear to be compatible with asyncio.Future',
    );
  });

  it('are printed with a line end', () => {
    const { loop } = makeLoop();
    let text = '';
    const file = { write: (more: string) => (text += more) };
    printCallGraph(loop.createFuture(), { file });
    deepStrictEqual(text, '* Future(id=0x1)\n');
  });

  it('name a function without a place if the host knows none', () => {
    setSource(undefined);
    const { loop } = makeLoop();
    const task = loop.createTask(by('work', () => sleep(1)));
    deepStrictEqual(withoutIds(formatCallGraph(task)), [
      "* Task(name='Task-1')",
      '  + Call stack:',
      '  |   in async work()',
    ]);
    task.getCoro()!.return(undefined);
  });
});
