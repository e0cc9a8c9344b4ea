import { deepStrictEqual } from 'node:assert/strict';
import { Condition, type Coroutine, createTask, Lock, sleep, waitFor } from '../../../src/runtime';
import { makeLoop, outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
type Note = (entry: unknown) => void;

function startWaiters(condition: Condition, note: Note, names: string[]) {
  return names.map((name) => {
    const body = function* (): Coroutine<void> {
      note(`${name} waits`);
      note(`${name} ${yield* condition.wait()}`);
    };
    return createTask(condition.with(body));
  });
}

function* notify(condition: Condition, count?: number): Coroutine<void> {
  yield* condition.acquire();
  condition.notify(count);
  condition.release();
}

function* turns(count: number): Coroutine<void> {
  for (let turn = 0; turn < count; turn++) yield* sleep(0);
}

describe('Condition', () => {
  it('wakes as many as it is told, in the order in which they came', () => {
    const log = runMain(function* (_loop, note) {
      const condition = new Condition();
      const tasks = startWaiters(condition, note, ['a', 'b', 'c', 'd']);
      yield* turns(1);
      note(`${condition}`);
      yield* notify(condition);
      yield* turns(2);
      note(`${condition}`);
      yield* notify(condition, 2);
      yield* turns(3);
      note(`${condition}`);
      yield* condition.acquire();
      condition.notifyAll();
      condition.release();
      for (const task of tasks) yield* task;
      note(`${condition}`);
    });
    deepStrictEqual(log, [
      'a waits',
      'b waits',
      'c waits',
      'd waits',
      '<Condition [unlocked, waiters:4]>',
      'a true',
      '<Condition [unlocked, waiters:3]>',
      'b true',
      'c true',
      '<Condition [unlocked, waiters:1]>',
      'd true',
      '<Condition [unlocked]>',
    ]);
  });

  it('lets the woken go on when they get the lock, which the notifier keeps', () => {
    const log = runMain(function* (_loop, note) {
      const lock = new Lock();
      const condition = new Condition(lock);
      const [task] = startWaiters(condition, note, ['a']);
      yield* turns(1);
      yield* condition.acquire();
      condition.notify();
      yield* turns(2);
      note(`${condition} ${lock}`);
      condition.release();
      yield* task!;
      note(`${condition}`);
    });
    deepStrictEqual(log, [
      'a waits',
      '<Condition [locked]> <Lock [locked, waiters:1]>',
      'a true',
      '<Condition [unlocked]>',
    ]);
  });

  it('has the woken queue up for the lock behind those who asked before', () => {
    const log = runMain(function* (_loop, note) {
      const condition = new Condition();
      const hold = (name: string) => createTask(condition.with(() => noteSoon(name, note)));
      const [task] = startWaiters(condition, note, ['a']);
      yield* turns(1);
      yield* condition.acquire();
      const u = hold('u');
      yield* turns(1);
      condition.notify();
      const v = hold('v');
      yield* turns(2);
      condition.release();
      for (const one of [task!, u, v]) yield* one;
    });
    deepStrictEqual(log, ['a waits', 'u', 'a true', 'v']);
  });

  it('must be locked for everything but acquire', () => {
    const log = runMain(function* (_loop, note) {
      const condition = new Condition();
      note(yield* outcome(condition.wait()));
      note(thrown(() => condition.notify()));
      note(thrown(() => condition.notifyAll()));
      note(thrown(() => condition.release()));
      note([yield* condition.acquire(), condition.locked(), `${condition}`]);
    });
    deepStrictEqual(log, [
      'RuntimeError: cannot wait on un-acquired lock',
      'RuntimeError: cannot notify on un-acquired lock',
      'RuntimeError: cannot notify on un-acquired lock',
      'RuntimeError: Lock is not acquired.',
      [true, true, '<Condition [locked]>'],
    ]);
  });

  it('can share its lock with others', () => {
    const log = runMain(function* (_loop, note) {
      const lock = new Lock();
      const [full, empty] = [new Condition(lock), new Condition(lock)];
      const [a] = startWaiters(full, note, ['full']);
      const [b] = startWaiters(empty, note, ['empty']);
      yield* turns(1);
      yield* lock.acquire();
      empty.notify();
      note([`${full}`, `${empty}`]);
      lock.release();
      yield* b!;
      yield* notify(full);
      yield* a!;
    });
    deepStrictEqual(log, [
      'full waits',
      'empty waits',
      ['<Condition [locked, waiters:1]>', '<Condition [locked, waiters:1]>'],
      'empty true',
      'full true',
    ]);
  });

  it('waits for a predicate, which it asks each time it is notified', () => {
    const log = runMain(function* (_loop, note) {
      const condition = new Condition();
      const items: number[] = [];
      const look = () => {
        note(`look ${items.length}`);
        return items.length > 1 ? items.length : 0;
      };
      const task = createTask(condition.with(() => condition.waitFor(look)));
      yield* turns(1);
      for (const item of [1, 2, 3]) {
        items.push(item);
        yield* notify(condition);
        yield* turns(2);
      }
      note(yield* task);
    });
    deepStrictEqual(log, ['look 0', 'look 1', 'look 2', 2]);
  });

  it('belongs to the loop where somebody waited for it first', () => {
    const condition = new Condition();
    const use = () => {
      const main = function* (): Coroutine<string> {
        const task = createTask(outcome(condition.with(() => condition.wait())));
        yield* turns(1);
        if (!task.done()) yield* notify(condition);
        return yield* task;
      };
      return makeLoop().loop.runUntilComplete(main());
    };
    deepStrictEqual(
      [use(), use()],
      ['result true', 'RuntimeError: <Condition [locked]> is bound to a different event loop'],
    );
  });
});

function* noteSoon(entry: string, note: Note): Coroutine<void> {
  yield* [];
  note(entry);
}

describe('Cancelling who waits for a condition', () => {
  it('throws under the lock', () => {
    const log = runMain(function* (_loop, note) {
      const condition = new Condition();
      const body = function* (): Coroutine<void> {
        note([yield* outcome(condition.wait()), condition.locked()]);
      };
      const task = createTask(condition.with(body));
      yield* turns(1);
      task.cancel('m');
      note([yield* outcome(task), `${condition}`]);
    });
    deepStrictEqual(log, [
      ['CancelledError: m', true],
      ['result undefined', '<Condition [unlocked]>'],
    ]);
  });

  it('waits for the lock, however often it is asked, and gives the last message', () => {
    const cancelWhileLocked = (messages: string[]) =>
      runMain(function* (_loop, note) {
        const lock = new Lock();
        const condition = new Condition(lock);
        const [task] = startWaiters(condition, note, ['a']);
        yield* turns(1);
        yield* condition.acquire();
        for (const message of messages) {
          task!.cancel(message);
          yield* turns(1);
        }
        yield* turns(1);
        note([task!.done(), `${condition} ${lock}`]);
        condition.release();
        note([yield* outcome(task!), `${condition}`]);
      });
    const expected = (message: string) => [
      'a waits',
      [false, '<Condition [locked]> <Lock [locked, waiters:1]>'],
      [`CancelledError: ${message}`, '<Condition [unlocked]>'],
    ];
    deepStrictEqual(
      [cancelWhileLocked(['m']), cancelWhileLocked(['m1', 'm2'])],
      [expected('m'), expected('m2')],
    );
  });

  /** Two wait; `meanwhile` runs when they do, and may cancel the first. */
  function withTwo(
    meanwhile: (condition: Condition, cancel: () => void, note: Note) => Coroutine<void>,
  ): unknown[] {
    return runMain(function* (_loop, note) {
      const condition = new Condition();
      const [a, b] = startWaiters(condition, note, ['a', 'b']);
      yield* turns(1);
      yield* meanwhile(condition, () => a!.cancel('m'), note);
      note([yield* outcome(a!), yield* outcome(b!), `${condition}`]);
    });
  }
  const passedOn = ['CancelledError: m', 'result undefined', '<Condition [unlocked]>'];

  it('passes the notification on if it was notified before', () => {
    const log = withTwo(function* (condition, cancel) {
      yield* notify(condition);
      cancel();
    });
    deepStrictEqual(log, ['a waits', 'b waits', 'b true', passedOn]);
  });

  it('passes the notification on also while it waits for the lock', () => {
    const log = withTwo(function* (condition, cancel, note) {
      yield* condition.acquire();
      condition.notify();
      yield* turns(2);
      cancel();
      yield* turns(1);
      note(`${condition}`);
      condition.release();
    });
    deepStrictEqual(log, [
      'a waits',
      'b waits',
      '<Condition [locked, waiters:1]>',
      'b true',
      passedOn,
    ]);
  });

  it('wakes another one even without a notification', () => {
    const log = withTwo(function* (_condition, cancel) {
      yield* [];
      cancel();
    });
    deepStrictEqual(log, ['a waits', 'b waits', 'b true', passedOn]);
  });

  it('makes notify skip it, and then wakes one more', () => {
    const log = runMain(function* (_loop, note) {
      const condition = new Condition();
      const [a, b, c] = startWaiters(condition, note, ['a', 'b', 'c']);
      yield* turns(1);
      yield* condition.acquire();
      a!.cancel();
      condition.notify();
      note(`${condition}`);
      condition.release();
      note([yield* outcome(a!), yield* outcome(b!)]);
      yield* turns(2);
      note([c!.done(), `${condition}`]);
    });
    deepStrictEqual(log, [
      'a waits',
      'b waits',
      'c waits',
      '<Condition [locked, waiters:3]>',
      'b true',
      'c true',
      ['CancelledError', 'result undefined'],
      [true, '<Condition [unlocked]>'],
    ]);
  });

  it('may be the work of a timeout, which returns under the lock', () => {
    const log = runMain(function* (loop, note) {
      const condition = new Condition();
      yield* condition.acquire();
      note([yield* outcome(waitFor(condition.wait(), 1)), loop.time(), `${condition}`]);
      const never = condition.waitFor(() => false);
      note([yield* outcome(waitFor(never, 1)), loop.time(), `${condition}`]);
    });
    deepStrictEqual(log, [
      ['TimeoutError', 1, '<Condition [locked]>'],
      ['TimeoutError', 2, '<Condition [locked]>'],
    ]);
  });
});
