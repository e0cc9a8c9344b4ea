import { deepStrictEqual } from 'node:assert/strict';
import {
  AsyncFunctionCoroutine,
  asCompleted,
  type Coroutine,
  captureCallGraph,
  Event,
  type EventLoop,
  type Future,
  formatCallGraph,
  futureAddToAwaitedBy,
  futureDiscardFromAwaitedBy,
  gather,
  markAwait,
  type Place,
  printCallGraph,
  setSource,
  shield,
  sleep,
  type Task,
  TaskGroup,
  timeout,
  wait,
  waitFor,
} from '../../../src/runtime';
import { awaitersOf } from '../../../src/runtime/awaited-by';
import { makeLoop, runMain, thrown } from './support';

/** The file has one place a line; the number of a place is its line. */
const FILE = 'tasks.ts';

/** An `async` function that begins at a line. */
function async<T>(name: string, line: number, body: () => Generator<unknown, T, unknown>) {
  return new AsyncFunctionCoroutine(body, { qualname: name, site: line });
}

/** `await` on a line. */
function at<T>(line: number, awaitable: T): T {
  markAwait(line);
  return awaitable;
}

const leaf = (event: Event) =>
  async('leaf', 1, function* () {
    yield at(2, event.wait());
  });

const middle = (event: Event) =>
  async('middle', 3, function* () {
    yield at(4, leaf(event));
  });

function by(name: string, awaitable: () => unknown) {
  return async(name, 5, function* () {
    yield at(6, awaitable());
  });
}

const MIDDLE = [
  "* Task(name='middle')",
  '  + Call stack:',
  "  |   File 'tasks.ts', line 2, in async leaf()",
  "  |   File 'tasks.ts', line 4, in async middle()",
];

const awaitedBy = (name: string) => [
  '  + Awaited by:',
  `    * Task(name='${name}')`,
  '      + Call stack:',
  `      |   File 'tasks.ts', line 6, in async ${name}()`,
];

function withoutIds(text: string): string[] {
  return text.replaceAll(/(, )?id=0x[0-9a-f]+/g, '').split('\n');
}

describe('call graphs', () => {
  let calls: Place[];

  beforeEach(() => {
    calls = [];
    setSource({
      place: (line) => ({ file: FILE, line, name: '' }),
      calls: () => calls,
      callsOf: () => [],
      text: () => undefined,
    });
  });

  afterEach(() => setSource(undefined));

  /** The graph of a task that somebody awaits, and who awaits it when it is done. */
  function graphWhile(waiter: (task: Task, loop: EventLoop) => Coroutine<unknown>): unknown[] {
    return runMain(function* (loop, note) {
      const event = new Event();
      const task = loop.createTask(middle(event), { name: 'middle' });
      const waiting = loop.createTask(waiter(task, loop), { name: 'waiter' });
      yield* sleep(1);
      note(withoutIds(formatCallGraph(task)));
      event.set();
      yield* waiting;
      note(awaitersOf(task));
    });
  }

  it('name who awaits a task, in whatever way', () => {
    const graphs = {
      await: graphWhile((task) => by('waiter', () => task)),
      gather: graphWhile((task) => by('waiter', () => gather(task, sleep(5)))),
      wait: graphWhile((task) => by('waiter', () => wait([task]))),
      waitFor: graphWhile((task) => by('waiter', () => waitFor(task, 9))),
      shield: graphWhile((task) => by('waiter', () => shield(task))),
      timeout: graphWhile((task) =>
        by('waiter', () =>
          timeout(9).with(function* () {
            yield* task;
          }),
        ),
      ),
    };
    const expected = [[...MIDDLE, ...awaitedBy('waiter')], []];
    deepStrictEqual(graphs, {
      await: expected,
      gather: expected,
      wait: expected,
      waitFor: expected,
      shield: expected,
      timeout: expected,
    });
  });

  it('do not know who waits for the next of several, as in CPython', () => {
    const first = (task: Task) => [...asCompleted([task])][0];
    deepStrictEqual(
      graphWhile((task) => by('waiter', () => first(task))),
      [MIDDLE, []],
    );
  });

  it('have the tasks of a group awaited by the task of the group', () => {
    const log = runMain(function* (loop, note) {
      const event = new Event();
      let inside: Task | undefined;
      const group = by('group', () =>
        new TaskGroup().with(function* (tasks) {
          inside = tasks.createTask(middle(event), { name: 'middle' });
          yield* sleep(0);
        }),
      );
      const task = loop.createTask(group, { name: 'group' });
      yield* sleep(1);
      note(withoutIds(formatCallGraph(inside)));
      event.set();
      yield* task;
      note(awaitersOf(inside!));
    });
    deepStrictEqual(log, [[...MIDDLE, ...awaitedBy('group')], []]);
  });

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
      calls = [
        { file: FILE, line: 30, name: 'helper' },
        { file: FILE, line: 22, name: 'inner' },
        { file: FILE, line: 99, name: '<module>' },
      ];
      calledBy();
      calls = [];
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

  it('of a future have no stack, and name each who awaits it once', () => {
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture();
      note(withoutIds(formatCallGraph(future)));
      for (const name of ['first', 'second', 'third']) {
        loop.createTask(
          by(name, () => future),
          { name },
        );
      }
      yield* sleep(1);
      note(withoutIds(formatCallGraph(future, { limit: 0 })));
      future.setResult(1);
      note(awaitersOf(future));
    });
    deepStrictEqual(log, [
      ['* Future()'],
      [
        '* Future()',
        '  + Awaited by:',
        "    * Task(name='first')",
        "    * Task(name='second')",
        "    * Task(name='third')",
      ],
      [],
    ]);
  });

  it('can be told who awaits what', () => {
    const { loop } = makeLoop();
    const [one, two, three] = [loop.createFuture(), loop.createFuture(), loop.createFuture()];
    const log: unknown[] = [];
    const change = (action: (future: Future, waiter: Future) => void, waiter: Future) => {
      action(one, waiter);
      log.push(awaitersOf(one).map(({ id }) => id));
    };
    change(futureDiscardFromAwaitedBy, two);
    change(futureAddToAwaitedBy, two);
    change(futureAddToAwaitedBy, two);
    change(futureAddToAwaitedBy, three);
    change(futureDiscardFromAwaitedBy, two);
    change(futureDiscardFromAwaitedBy, three);
    deepStrictEqual(log, [[], [2], [2], [2, 3], [3], []]);
  });

  it('end where tasks await each other in a circle', () => {
    const log = runMain(function* (loop, note) {
      const tasks: Task[] = [];
      tasks.push(
        loop.createTask(
          by('a', () => tasks[1]),
          { name: 'a' },
        ),
      );
      tasks.push(
        loop.createTask(
          by('b', () => tasks[0]),
          { name: 'b' },
        ),
      );
      yield* sleep(1);
      note(withoutIds(formatCallGraph(tasks[0], { limit: 0 })));
      note(String(tasks[0]));
    });
    deepStrictEqual(log, [
      ["* Task(name='a')", '  + Awaited by:', "    * Task(name='b')"],
      "<Task pending name='a' coro=<a() running at tasks.ts:6> " +
        "wait_for=<Task pending name='b' coro=<b() running at tasks.ts:6> wait_for=...>>",
    ]);
  });

  it('do not name tasks that have ended', () => {
    const log = runMain(function* (loop, note) {
      const slow = loop.createTask(sleep(9), { name: 'slow' });
      yield* loop.createTask(wait([slow], { timeout: 1 }));
      note(withoutIds(formatCallGraph(slow)));
    });
    deepStrictEqual(log, [["* Task(name='slow')"]]);
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
