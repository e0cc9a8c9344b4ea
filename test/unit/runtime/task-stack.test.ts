import { deepStrictEqual } from 'node:assert/strict';
import {
  AsyncFunctionCoroutine,
  gather,
  markAwait,
  type Place,
  type StackOptions,
  setSource,
  sleep,
  type Task,
} from '../../../src/runtime';
import { makeLoop, runMain } from './support';

/** An `async` function that begins at a line; the number of a place is its line. */
function async<T>(name: string, line: number, body: () => Generator<unknown, T, unknown>) {
  return new AsyncFunctionCoroutine(body, { qualname: name, site: line });
}

/** `await` on a line. */
function at<T>(line: number, awaitable: T): T {
  markAwait(line);
  return awaitable;
}

const place = (line: number, name: string): Place => ({ file: 'work.ts', line, name });

const work = (end?: () => unknown) =>
  async('work', 1, function* () {
    yield at(
      2,
      async('inner', 5, function* () {
        yield at(6, sleep(1));
      }),
    );
    return end === undefined ? 7 : end();
  });

const boom = () => {
  throw new Error('bad');
};

function printed(task: Task, options: StackOptions = {}): string[] {
  let text = '';
  task.printStack({ ...options, file: { write: (more) => (text += more) } });
  return text.split('\n');
}

describe('The stack of a task', () => {
  beforeEach(() => {
    setSource({
      place: (line) => place(line, ''),
      calls: () => [],
      callsOf: (error) => (error === undefined ? [] : [place(9, 'boom'), place(3, 'work')]),
      text: (_file, line) => (line === 2 ? 'await inner();' : undefined),
    });
  });

  afterEach(() => setSource(undefined));

  it('is that of its own coroutine while it is not done', () => {
    const log = runMain(function* (loop, note) {
      const task = loop.createTask(work(), { name: 't' });
      const look = () => note([...task.getStack().map(({ name, line }) => `${name} ${line}`)]);
      look();
      yield* sleep(0.5);
      look();
      note(task.getStack({ limit: 0 }));
      yield* task;
      look();
    });
    deepStrictEqual(log, [['work 1'], ['work 2'], [], []]);
  });

  it('is the way of its exception when it has failed, oldest first', () => {
    const log = runMain(function* (loop, note) {
      const task = loop.createTask(work(boom), { name: 't' });
      yield* gather(task, { returnExceptions: true });
      note(task.getStack().map(({ name, line }) => `${name} ${line}`));
      note(task.getStack({ limit: 1 }).map(({ name, line }) => `${name} ${line}`));
    });
    deepStrictEqual(log, [['work 3', 'boom 9'], ['work 3']]);
  });

  it('is printed as Python prints it', () => {
    const log = runMain(function* (loop, note) {
      const task = loop.createTask(work(boom), { name: 't' });
      note(printed(task));
      yield* sleep(0.5);
      note(printed(task));
      note(printed(task, { limit: 0 }));
      yield* gather(task, { returnExceptions: true });
      note(printed(task));
      note(printed(task, { limit: 0 }));
    });
    const pending = "<Task pending name='t' coro=<work() running at work.ts";
    const failed =
      "<Task finished name='t' coro=<work() done, defined at work.ts:1> exception=Error('bad')>";
    deepStrictEqual(log, [
      [
        `Stack for ${pending}:1>> (most recent call last):`,
        '  File "work.ts", line 1, in work',
        '',
      ],
      [
        `Stack for ${pending}:2> wait_for=<Future pending>> (most recent call last):`,
        '  File "work.ts", line 2, in work',
        '    await inner();',
        '',
      ],
      [`No stack for ${pending}:2> wait_for=<Future pending>>`, ''],
      [
        `Traceback for ${failed} (most recent call last):`,
        '  File "work.ts", line 3, in work',
        '  File "work.ts", line 9, in boom',
        'Error: bad',
        '',
      ],
      [`No stack for ${failed}`, 'Error: bad', ''],
    ]);
  });

  it('does not make its exception count as retrieved', () => {
    const { loop, notes } = makeLoop();
    const task = loop.createTask(work(boom), { name: 't' });
    task.addDoneCallback(() => loop.stop());
    loop.runForever();
    printed(task);
    loop.close();
    deepStrictEqual(notes.lines.length, 1);
  });
});

describe('The coroutine of a task in messages', () => {
  beforeEach(() => {
    setSource({
      place: (line) => place(line, ''),
      calls: () => [place(8, 'helper'), place(4, 'work')],
      callsOf: () => [],
      text: () => undefined,
    });
  });

  afterEach(() => setSource(undefined));

  it('says where it stands', () => {
    const log = runMain(function* (loop, note) {
      const task: Task = loop.createTask(
        work(() => void note(`${task}`)),
        { name: 't' },
      );
      note(`${task}`);
      yield* sleep(0.5);
      note(`${task}`);
      yield* task;
      note(`${task}`);
      const cancelled = loop.createTask(work(), { name: 'c' });
      yield* sleep(0);
      cancelled.cancel();
      note(`${cancelled}`);
      yield* gather(cancelled, { returnExceptions: true });
      note(`${cancelled}`);
    });
    deepStrictEqual(log, [
      "<Task pending name='t' coro=<work() running at work.ts:1>>",
      "<Task pending name='t' coro=<work() running at work.ts:2> wait_for=<Future pending>>",
      "<Task pending name='t' coro=<work() running at work.ts:4>>",
      "<Task finished name='t' coro=<work() done, defined at work.ts:1> result=undefined>",
      "<Task cancelling name='c' coro=<work() running at work.ts:2> wait_for=<Future cancelled>>",
      "<Task cancelled name='c' coro=<work() done, defined at work.ts:1>>",
    ]);
  });

  it('has only its name if nobody knows the place', () => {
    setSource(undefined);
    const { loop } = makeLoop();
    const task = loop.createTask(work());
    deepStrictEqual(String(task), "<Task pending name='Task-1' coro=<work()>>");
    task.getCoro()!.return(undefined);
  });
});
