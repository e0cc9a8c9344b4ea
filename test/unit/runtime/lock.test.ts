import { deepStrictEqual } from 'node:assert/strict';
import { type Coroutine, createTask, Lock, sleep, waitFor } from '../../../src/runtime';
import { fail, makeLoop, outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
type Note = (entry: unknown) => void;

/** Starts one task for each name; it notes when it is in the lock, for so many turns. */
function startHolders(lock: Lock, note: Note, names: string[], turns = 0) {
  return names.map((name) => createTask(lock.with(() => stayInside(name, turns, note))));
}

function* stayInside(name: string, turns: number, note: Note): Coroutine<void> {
  note(`${name} in`);
  for (let turn = 0; turn < turns; turn++) yield* sleep(0);
  note(`${name} out`);
}

describe('Lock', () => {
  it('lets tasks in one by one, in the order in which they asked', () => {
    const log = runMain(function* (_loop, note) {
      const lock = new Lock();
      const tasks = startHolders(lock, note, ['a', 'b', 'c'], 1);
      yield* sleep(0);
      note(`${lock}`);
      for (const task of tasks) yield* task;
      note(`${lock}`);
    });
    deepStrictEqual(log, [
      'a in',
      '<Lock [locked, waiters:2]>',
      'a out',
      'b in',
      'b out',
      'c in',
      'c out',
      '<Lock [unlocked]>',
    ]);
  });

  it('gives up no turn if it is free', () => {
    const log = runMain(function* (loop, note) {
      const lock = new Lock();
      loop.callSoon(note, 'soon');
      note([yield* lock.acquire(), lock.locked()]);
      lock.release();
      note(lock.locked());
      yield* sleep(0);
    });
    deepStrictEqual(log, [[true, true], false, 'soon']);
  });

  it('is kept for the first in line when it is released', () => {
    const log = runMain(function* (_loop, note) {
      const lock = new Lock();
      yield* lock.acquire();
      startHolders(lock, note, ['a']);
      yield* sleep(0);
      lock.release();
      note(`${lock}`);
      yield* lock.with(() => stayInside('main', 0, note));
    });
    deepStrictEqual(log, ['<Lock [unlocked, waiters:1]>', 'a in', 'a out', 'main in', 'main out']);
  });

  it('is released when the body throws, and only once', () => {
    const log = runMain(function* (_loop, note) {
      const lock = new Lock();
      note(thrown(() => lock.release()));
      note([yield* outcome(lock.with(() => fail(new TypeError('t')))), lock.locked()]);
      const releaseEarly = lock.with(function* () {
        lock.release();
        yield* sleep(0);
      });
      note(yield* outcome(releaseEarly));
    });
    deepStrictEqual(log, [
      'RuntimeError: Lock is not acquired.',
      ['TypeError: t', false],
      'RuntimeError: Lock is not acquired.',
    ]);
  });

  it('gives the body its result, and is released when its coroutine is closed', () => {
    const log = runMain(function* (_loop, note) {
      const lock = new Lock();
      note(yield* lock.with(() => sleep(1, 'result')));
      const coroutine = lock.with(() => sleep(1));
      coroutine.next();
      note(lock.locked());
      coroutine.return(undefined);
      note(lock.locked());
    });
    deepStrictEqual(log, ['result', true, false]);
  });

  it('may be released by any task', () => {
    const log = runMain(function* (_loop, note) {
      const lock = new Lock();
      yield* lock.acquire();
      yield* createTask(
        (function* () {
          yield* sleep(0);
          lock.release();
        })(),
      );
      note(lock.locked());
    });
    deepStrictEqual(log, [false]);
  });

  it('belongs to the loop where somebody waited for it first', () => {
    const lock = new Lock();
    const use = () => {
      const log: unknown[] = [];
      const main = function* (): Coroutine<void> {
        yield* lock.with(() => sleep(0));
        yield* lock.acquire();
        const task = createTask(outcome(lock.acquire()));
        yield* sleep(0);
        lock.release();
        log.push(yield* task);
        if (lock.locked()) lock.release();
      };
      makeLoop().loop.runUntilComplete(main());
      return log;
    };
    deepStrictEqual(
      [use(), use()],
      [['result true'], ['RuntimeError: <Lock [locked]> is bound to a different event loop']],
    );
  });
});

describe('Cancelling who waits for a lock', () => {
  /** Cancels the first of two in line, together with what `meanwhile` does to the lock. */
  function cancelFirst(meanwhile: (lock: Lock, cancel: () => void) => void): unknown[] {
    return runMain(function* (_loop, note) {
      const lock = new Lock();
      yield* lock.acquire();
      const [a, b] = startHolders(lock, note, ['a', 'b']);
      yield* sleep(0);
      meanwhile(lock, () => a!.cancel('m'));
      note(`${lock}`);
      note(yield* outcome(a!));
      note(`${lock}`);
      if (lock.locked()) lock.release();
      note(yield* outcome(b!));
      note(`${lock}`);
    });
  }

  it('leaves the lock and those behind alone', () => {
    deepStrictEqual(
      cancelFirst((_lock, cancel) => cancel()),
      [
        '<Lock [locked, waiters:2]>',
        'CancelledError: m',
        '<Lock [locked, waiters:1]>',
        'b in',
        'b out',
        'result undefined',
        '<Lock [unlocked]>',
      ],
    );
  });

  it('passes the lock on, whether it is released before or after', () => {
    const passedOn = [
      '<Lock [unlocked, waiters:2]>',
      'b in',
      'b out',
      'CancelledError: m',
      '<Lock [unlocked]>',
      'result undefined',
      '<Lock [unlocked]>',
    ];
    const before = cancelFirst((lock, cancel) => {
      lock.release();
      cancel();
    });
    const after = cancelFirst((lock, cancel) => {
      cancel();
      lock.release();
    });
    deepStrictEqual([before, after], [passedOn, passedOn]);
  });

  it('lets others overtake if nobody else is in line', () => {
    const log = runMain(function* (loop, note) {
      const lock = new Lock();
      yield* lock.acquire();
      const [task] = startHolders(lock, note, ['a']);
      yield* sleep(0);
      task!.cancel();
      lock.release();
      loop.callSoon(note, 'soon');
      yield* lock.acquire();
      note(`${lock}`);
      lock.release();
      note([yield* outcome(task!), `${lock}`]);
    });
    deepStrictEqual(log, [
      '<Lock [locked, waiters:1]>',
      'soon',
      ['CancelledError', '<Lock [unlocked]>'],
    ]);
  });

  it('may be the work of a timeout', () => {
    const log = runMain(function* (loop, note) {
      const lock = new Lock();
      yield* lock.acquire();
      note([yield* outcome(waitFor(lock.acquire(), 1)), loop.time(), `${lock}`]);
      lock.release();
      note([yield* outcome(waitFor(lock.acquire(), 1)), loop.time()]);
    });
    deepStrictEqual(log, [
      ['TimeoutError', 1, '<Lock [locked]>'],
      ['result true', 1],
    ]);
  });
});
