import { deepStrictEqual } from 'node:assert/strict';
import {
  BoundedSemaphore,
  type Coroutine,
  createTask,
  Semaphore,
  sleep,
  waitFor,
} from '../../../src/runtime';
import { fail, makeLoop, outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
type Note = (entry: unknown) => void;

function startHolders(semaphore: Semaphore, note: Note, names: string[], turns = 0) {
  const hold = function* (name: string): Coroutine<void> {
    note(`${name} in`);
    for (let turn = 0; turn < turns; turn++) yield* sleep(0);
    note(`${name} out`);
  };
  return names.map((name) => createTask(semaphore.with(() => hold(name))));
}

describe('Semaphore', () => {
  it('lets so many in at a time', () => {
    const log = runMain(function* (_loop, note) {
      const semaphore = new Semaphore(2);
      note([`${semaphore}`, semaphore.locked()]);
      const tasks = startHolders(semaphore, note, ['a', 'b', 'c'], 1);
      yield* sleep(0);
      note([`${semaphore}`, semaphore.locked()]);
      for (const task of tasks) yield* task;
      note(`${semaphore}`);
    });
    deepStrictEqual(log, [
      ['<Semaphore [unlocked, value:2]>', false],
      'a in',
      'b in',
      ['<Semaphore [locked, waiters:1]>', true],
      'a out',
      'b out',
      'c in',
      'c out',
      '<Semaphore [unlocked, value:2]>',
    ]);
  });

  it('has one place by default, may begin with none, and can be released at will', () => {
    const semaphore = new Semaphore(0);
    const none = `${semaphore}`;
    semaphore.release();
    semaphore.release();
    deepStrictEqual(
      [`${new Semaphore()}`, none, `${semaphore}`, thrown(() => new Semaphore(-1))],
      [
        '<Semaphore [unlocked, value:1]>',
        '<Semaphore [locked]>',
        '<Semaphore [unlocked, value:2]>',
        'ValueError: Semaphore initial value must be >= 0',
      ],
    );
  });

  it('gives up no turn if there is a place', () => {
    const log = runMain(function* (loop, note) {
      const semaphore = new Semaphore();
      loop.callSoon(note, 'soon');
      note([yield* semaphore.acquire(), semaphore.locked()]);
      yield* sleep(0);
    });
    deepStrictEqual(log, [[true, true], 'soon']);
  });

  it('gives a place that becomes free to the first in line', () => {
    const log = runMain(function* (_loop, note) {
      const semaphore = new Semaphore();
      yield* semaphore.acquire();
      startHolders(semaphore, note, ['a']);
      yield* sleep(0);
      semaphore.release();
      note([semaphore.locked(), `${semaphore}`]);
      yield* semaphore.acquire();
      note('main');
    });
    deepStrictEqual(log, [[true, '<Semaphore [locked, waiters:1]>'], 'a in', 'a out', 'main']);
  });

  it('lets nobody overtake, even if a place is left', () => {
    const log = runMain(function* (_loop, note) {
      const semaphore = new Semaphore(0);
      const tasks = startHolders(semaphore, note, ['a', 'b']);
      yield* sleep(0);
      for (let count = 0; count < 3; count++) semaphore.release();
      note([semaphore.locked(), `${semaphore}`]);
      tasks.push(...startHolders(semaphore, note, ['c']));
      yield* semaphore.acquire();
      note('main');
      semaphore.release();
      for (const task of tasks) yield* task;
      note(`${semaphore}`);
    });
    deepStrictEqual(log, [
      [true, '<Semaphore [locked, waiters:2]>'],
      'a in',
      'a out',
      'b in',
      'b out',
      'main',
      'c in',
      'c out',
      '<Semaphore [unlocked, value:3]>',
    ]);
  });

  it('is released when the body throws', () => {
    const log = runMain(function* (_loop, note) {
      const semaphore = new Semaphore();
      note(yield* outcome(semaphore.with(() => fail(new TypeError('t')))));
      note(`${semaphore}`);
    });
    deepStrictEqual(log, ['TypeError: t', '<Semaphore [unlocked, value:1]>']);
  });

  it('belongs to the loop where somebody waited for it first', () => {
    const semaphore = new Semaphore(0);
    const use = () => {
      const main = function* (): Coroutine<string> {
        const task = createTask(outcome(semaphore.acquire()));
        yield* sleep(0);
        if (!task.done()) semaphore.release();
        return yield* task;
      };
      return makeLoop().loop.runUntilComplete(main());
    };
    deepStrictEqual(
      [use(), use()],
      ['result true', 'RuntimeError: <Semaphore [locked]> is bound to a different event loop'],
    );
  });
});

describe('BoundedSemaphore', () => {
  it('refuses to be released more often than it was acquired', () => {
    const log = runMain(function* (_loop, note) {
      const semaphore = new BoundedSemaphore(2);
      note([`${semaphore}`, thrown(() => semaphore.release())]);
      note([yield* semaphore.acquire(), `${semaphore}`]);
      semaphore.release();
      note([`${semaphore}`, thrown(() => semaphore.release())]);
      note(thrown(() => new BoundedSemaphore(-1)));
    });
    const refused = 'ValueError: BoundedSemaphore released too many times';
    deepStrictEqual(log, [
      ['<BoundedSemaphore [unlocked, value:2]>', refused],
      [true, '<BoundedSemaphore [unlocked, value:1]>'],
      ['<BoundedSemaphore [unlocked, value:2]>', refused],
      'ValueError: Semaphore initial value must be >= 0',
    ]);
  });
});

describe('Cancelling who waits for a semaphore', () => {
  /** Two wait; `meanwhile` cancels the first and releases; then both end. */
  function withTwo(meanwhile: (semaphore: Semaphore, cancel: () => void) => void): unknown[] {
    return runMain(function* (_loop, note) {
      const semaphore = new Semaphore(0);
      const [a, b] = startHolders(semaphore, note, ['a', 'b']);
      yield* sleep(0);
      meanwhile(semaphore, () => a!.cancel('m'));
      note(`${semaphore}`);
      note([yield* outcome(a!), yield* outcome(b!), `${semaphore}`]);
    });
  }

  it('passes its place on, whether it got it before or was cancelled before', () => {
    const passedOn = [
      '<Semaphore [locked, waiters:2]>',
      'b in',
      'b out',
      ['CancelledError: m', 'result undefined', '<Semaphore [unlocked, value:1]>'],
    ];
    const before = withTwo((semaphore, cancel) => {
      semaphore.release();
      cancel();
    });
    const after = withTwo((semaphore, cancel) => {
      cancel();
      semaphore.release();
    });
    deepStrictEqual([before, after], [passedOn, passedOn]);
  });

  it('leaves those behind in line', () => {
    const log = runMain(function* (_loop, note) {
      const semaphore = new Semaphore(0);
      const [a, b] = startHolders(semaphore, note, ['a', 'b']);
      yield* sleep(0);
      a!.cancel('m');
      note([yield* outcome(a!), `${semaphore}`]);
      semaphore.release();
      yield* b!;
    });
    deepStrictEqual(log, [
      ['CancelledError: m', '<Semaphore [locked, waiters:1]>'],
      'b in',
      'b out',
    ]);
  });

  it('gives the place back if nobody else waits', () => {
    const log = runMain(function* (_loop, note) {
      const semaphore = new Semaphore(0);
      const tasks = [1, 2, 3].map(() => createTask(semaphore.acquire()));
      yield* sleep(0);
      semaphore.release();
      for (const task of tasks) task.cancel();
      for (const task of tasks) note(yield* outcome(task));
      note(`${semaphore}`);
    });
    deepStrictEqual(log, [
      'CancelledError',
      'CancelledError',
      'CancelledError',
      '<Semaphore [unlocked, value:1]>',
    ]);
  });

  it('lets others overtake if nobody else is in line', () => {
    const log = runMain(function* (_loop, note) {
      const semaphore = new Semaphore(0);
      const task = createTask(semaphore.acquire());
      yield* sleep(0);
      task.cancel();
      semaphore.release();
      note([semaphore.locked(), `${semaphore}`]);
      note([yield* semaphore.acquire(), task.done()]);
      note([yield* outcome(task), `${semaphore}`]);
    });
    deepStrictEqual(log, [
      [false, '<Semaphore [unlocked, value:1, waiters:1]>'],
      [true, false],
      ['CancelledError', '<Semaphore [locked]>'],
    ]);
  });

  it('may be the work of a timeout', () => {
    const log = runMain(function* (loop, note) {
      const semaphore = new Semaphore(0);
      note([yield* outcome(waitFor(semaphore.acquire(), 1)), loop.time(), `${semaphore}`]);
      loop.callLater(1, () => semaphore.release());
      note([yield* outcome(waitFor(semaphore.acquire(), 2)), loop.time(), `${semaphore}`]);
    });
    deepStrictEqual(log, [
      ['TimeoutError', 1, '<Semaphore [locked]>'],
      ['result true', 2, '<Semaphore [locked]>'],
    ]);
  });
});
