import { deepStrictEqual } from 'node:assert/strict';
import { asCompleted, type Coroutine, createTask, gather, sleep } from '../../../src/runtime';
import { asyncFunction } from './coroutine-support';
import { outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
function* job(name: string, delay: number, error?: Error): Coroutine<string> {
  yield* sleep(delay);
  if (error !== undefined) throw error;
  return name;
}

describe('asCompleted', () => {
  it('gives results and exceptions in the order in which they come', () => {
    const log = runMain(function* (loop, note) {
      const jobs = [job('a', 2), job('b', 1), job('c', 3, new Error('v'))];
      for (const next of asCompleted(jobs)) note([yield* outcome(next), loop.time()]);
    });
    deepStrictEqual(log, [
      ['result b', 1],
      ['result a', 2],
      ['Error: v', 3],
    ]);
  });

  it('throws TimeoutError for each that is late, and lets the tasks go on', () => {
    const log = runMain(function* (loop, note) {
      const tasks = [createTask(job('a', 1)), createTask(job('b', 3)), createTask(job('c', 4))];
      for (const next of asCompleted(tasks, { timeout: 2 })) {
        note([yield* outcome(next), loop.time()]);
      }
      note(tasks.map((task) => task.done()));
    });
    deepStrictEqual(log, [
      ['result a', 1],
      ['TimeoutError', 2],
      ['TimeoutError', 2],
      [true, false, false],
    ]);
  });

  it('has the limit strike first if all falls due at the same time', () => {
    const log = runMain(function* (_loop, note) {
      for (const next of asCompleted([job('a', 2), job('b', 1)], { timeout: 1 })) {
        note(yield* outcome(next));
      }
    });
    deepStrictEqual(log, ['TimeoutError', 'TimeoutError']);
  });

  it('serves those who wait in the order in which they began', () => {
    const log = runMain(function* (_loop, note) {
      note(yield* gather(...asCompleted([job('a', 2), job('b', 1)])));
    });
    deepStrictEqual(log, [['b', 'a']]);
  });

  it('loses nothing when one who waits is cancelled', () => {
    const log = runMain(function* (_loop, note) {
      const [first, second] = [...asCompleted([job('a', 2), job('b', 1)])];
      const task = createTask(first!);
      yield* sleep(0);
      task.cancel();
      note([yield* outcome(task), yield* second!]);
    });
    deepStrictEqual(log, [['CancelledError', 'b']]);
  });

  it('passes on an entry for which a waiter was woken that is cancelled then', () => {
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture<string>();
      const [first, second] = [...asCompleted([future, job('late', 9)])].map((next) =>
        createTask(next),
      );
      yield* sleep(0);
      future.setResult('early');
      yield* sleep(0);
      first!.cancel();
      note([yield* outcome(first!), yield* second!, loop.time()]);
    });
    deepStrictEqual(log, [['CancelledError', 'early', 0]]);
  });

  it('takes what is done, what is cancelled, and what is given twice', () => {
    const log = runMain(function* (loop, note) {
      const done = loop.createFuture<string>();
      done.setResult('done');
      const cancelled = createTask(job('a', 1));
      cancelled.cancel('m');
      for (const next of asCompleted([done, done, cancelled])) note(yield* outcome(next));
      note([...asCompleted([])]);
      const [late] = [...asCompleted([job('a', 2)])];
      yield* sleep(3);
      note([yield* late!, loop.time()]);
    });
    deepStrictEqual(log, ['result done', 'CancelledError: m', [], ['a', 3]]);
  });

  it('takes a generator that gives awaitables', () => {
    const log = runMain(function* (_loop, note) {
      const jobs = function* () {
        for (const delay of [2, 1]) yield job(`after ${delay}`, delay);
      };
      for (const next of asCompleted(jobs())) note(yield* next);
    });
    deepStrictEqual(log, ['after 1', 'after 2']);
  });

  it('refuses a single awaitable', () => {
    const log = runMain(function* (_loop, note) {
      const task = createTask(job('a', 0));
      // What untyped code may do.
      note(thrown(() => asCompleted(task as never)));
      note(thrown(() => asCompleted(asyncFunction('job', job)('b', 0) as never)));
      yield* task;
    });
    deepStrictEqual(log, [
      'TypeError: expects an iterable of awaitables, not Task',
      'TypeError: expects an iterable of awaitables, not coroutine',
    ]);
  });

  it('gives tasks and futures themselves when it is iterated with await', () => {
    const log = runMain(function* (loop, note) {
      const tasks = [createTask(job('a', 2)), createTask(job('b', 1))];
      const iterator = asCompleted(tasks)[Symbol.asyncIterator]();
      for (;;) {
        const { value, done } = yield* iterator.next();
        if (done) break;
        note([tasks.indexOf(value as (typeof tasks)[number]), value?.result(), loop.time()]);
      }
    });
    deepStrictEqual(log, [
      [1, 'b', 1],
      [0, 'a', 2],
    ]);
  });

  it('counts both ways of iterating together, and throws TimeoutError in both', () => {
    const log = runMain(function* (loop, note) {
      const both = asCompleted([job('a', 1), job('b', 2), job('c', 9)], { timeout: 3 });
      const iterator = both[Symbol.asyncIterator]();
      note(yield* both.next().value!);
      note((yield* iterator.next()).value?.result());
      note([yield* outcome(iterator.next()), loop.time()]);
      note([(yield* iterator.next()).done, both.next().done]);
    });
    deepStrictEqual(log, ['a', 'b', ['TimeoutError', 3], [true, true]]);
  });
});
