import { deepStrictEqual } from 'node:assert/strict';
import {
  type Coroutine,
  createTask,
  type EventLoop,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  shield,
  sleep,
  type Task,
  type WaitOptions,
  wait,
  waitFor,
} from '../../../src/runtime';
import { asyncFunction } from './coroutine-support';
import { outcome, runMain } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
type Note = (entry: unknown) => void;

function* job(delay: number, error?: Error): Coroutine<string> {
  yield* sleep(delay);
  if (error !== undefined) throw error;
  return 'ended';
}

function start(name: string, delay: number, error?: Error): Task<string> {
  return createTask(job(delay, error), { name });
}

const names = (tasks: Iterable<Task>) => [...tasks].map((task) => task.getName());

/** What `wait` gives for tasks made by `make`: names of the done, names of the pending, seconds. */
function waited(make: (loop: EventLoop) => Iterable<Task>, options?: WaitOptions): unknown {
  const [entry] = runMain(function* (loop, note) {
    const [done, pending] = yield* wait(make(loop), options);
    note([names(done), names(pending), loop.time()]);
    for (const task of done) if (!task.cancelled()) task.exception();
  });
  return entry;
}

describe('wait', () => {
  it('waits for all', () => {
    deepStrictEqual(
      waited(() => [start('a', 1, new Error('e')), start('b', 2)]),
      [['a', 'b'], [], 2],
    );
  });

  it('ends with the first, and all that were done in the same iteration', () => {
    deepStrictEqual(
      waited(() => [start('a', 1), start('b', 1), start('c', 2)], { returnWhen: FIRST_COMPLETED }),
      [['a', 'b'], ['c'], 1],
    );
  });

  it('ends with the first exception, or with all', () => {
    const options = { returnWhen: FIRST_EXCEPTION } as const;
    const makers = [startLater('a', 1), startLater('b', 2, new Error('v')), startLater('c', 3)];
    deepStrictEqual(
      waited(() => makers.map((make) => make()), options),
      [['a', 'b'], ['c'], 2],
    );
    deepStrictEqual(
      waited(() => [start('a', 1), start('c', 3)], options),
      [['a', 'c'], [], 3],
    );
  });

  it('takes a cancellation for no exception', () => {
    const make = (loop: EventLoop) => {
      const a = start('a', 2);
      loop.callLater(1, () => a.cancel());
      return [a, start('c', 3)];
    };
    deepStrictEqual(waited(make, { returnWhen: FIRST_EXCEPTION }), [['a', 'c'], [], 3]);
  });

  it('ends at its timeout, without an error and without cancelling', () => {
    const make = () => [start('a', 1), start('b', 2)];
    deepStrictEqual(
      [1.5, 1, 0].map((timeout) => waited(make, { timeout })),
      [
        [['a'], ['b'], 1.5],
        // The timer of the wait was set before those of the tasks, which have not started.
        [[], ['a', 'b'], 1],
        [[], ['a', 'b'], 0],
      ],
    );
  });

  it('takes one turn if all is done already', () => {
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture<number>();
      future.setResult(1);
      loop.callSoon(note, 'soon');
      const [done] = yield* wait([future], { timeout: 5 });
      note([done.size, loop.time()]);
    });
    deepStrictEqual(log, ['soon', [1, 0]]);
  });

  it('leaves the tasks alone when it is cancelled', () => {
    const log = runMain(function* (_loop, note) {
      const a = start('a', 2);
      const waiting = createTask(wait([a]));
      yield* sleep(1);
      waiting.cancel('m');
      note([yield* outcome(waiting), a.done()]);
      note(yield* a);
    });
    deepStrictEqual(log, [['CancelledError: m', false], 'ended']);
  });

  it('takes a generator that gives tasks', () => {
    const make = () => {
      return (function* () {
        for (const name of ['a', 'b']) yield start(name, 1);
      })();
    };
    deepStrictEqual(waited(make), [['a', 'b'], [], 1]);
  });

  it('refuses what it cannot wait for', () => {
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture();
      // The last four are what untyped code may do.
      note(yield* outcome(wait([])));
      note(yield* outcome(wait([future], { returnWhen: 'x' as never })));
      note(yield* outcome(wait(future as never)));
      note(yield* outcome(wait(asyncFunction('job', job)(0) as never)));
      note(yield* outcome(wait([job(0) as never])));
    });
    deepStrictEqual(log, [
      'ValueError: Set of Tasks/Futures is empty.',
      'ValueError: Invalid return_when value: x',
      'TypeError: expect a list of futures, not Future',
      'TypeError: expect a list of futures, not coroutine',
      'TypeError: Passing coroutines is forbidden, use tasks explicitly.',
    ]);
  });
});

/** As `start`, when the loop runs. */
function startLater(name: string, delay: number, error?: Error): () => Task<string> {
  return () => start(name, delay, error);
}

/** Refuses the first cancellation and goes on for another second. */
function* refuse(): Coroutine<string> {
  yield* outcome(sleep(2));
  yield* sleep(1);
  return 'late';
}

function* failWhenCancelled(): Coroutine<void> {
  try {
    yield* sleep(2);
  } catch {
    throw new Error('while cancelling');
  }
}

function* noteCancellation(note: Note): Coroutine<void> {
  try {
    yield* sleep(5);
  } catch (error) {
    note(`in ${error}`);
    throw error;
  }
}

describe('waitFor', () => {
  it('gives the result in time, or cancels and throws TimeoutError', () => {
    const log = runMain(function* (loop, note) {
      note([yield* waitFor(job(1), 2), loop.time()]);
      note([yield* outcome(waitFor(job(2), 1)), loop.time()]);
      note([yield* waitFor(job(1), undefined), loop.time()]);
    });
    deepStrictEqual(log, [
      ['ended', 1],
      ['TimeoutError', 2],
      ['ended', 3],
    ]);
  });

  it('has the limit strike first if both fall due at the same time', () => {
    const log = runMain(function* (_loop, note) {
      note(yield* outcome(waitFor(job(1), 1)));
      note(yield* outcome(waitFor(start('t', 1), 1)));
    });
    deepStrictEqual(log, ['TimeoutError', 'TimeoutError']);
  });

  it('with no time only takes what is done', () => {
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture<number>();
      future.setResult(1);
      const task = start('a', 1);
      note([yield* outcome(waitFor(job(1), 0)), yield* outcome(waitFor(future, 0))]);
      note([yield* outcome(waitFor(task, -1)), task.cancelled(), loop.time()]);
    });
    deepStrictEqual(log, [
      ['TimeoutError', 'result 1'],
      ['TimeoutError', true, 0],
    ]);
  });

  it('waits for what refuses to be cancelled, and gives its result or its exception', () => {
    const log = runMain(function* (loop, note) {
      note([yield* outcome(waitFor(refuse(), 1)), loop.time()]);
      note([yield* outcome(waitFor(createTask(refuse()), 1)), loop.time()]);
      note(yield* outcome(waitFor(failWhenCancelled(), 1)));
    });
    deepStrictEqual(log, [['result late', 2], ['result late', 4], 'Error: while cancelling']);
  });

  it('cancels what it waits for when it is cancelled', () => {
    const log = runMain(function* (_loop, note) {
      const task = createTask(waitFor(noteCancellation(note), 3));
      yield* sleep(1);
      task.cancel('tk');
      note([yield* outcome(task), task.cancelled()]);
    });
    deepStrictEqual(log, ['in CancelledError: tk', ['CancelledError: tk', true]]);
  });

  it('is cancelled if that is asked in the iteration in which the limit strikes', () => {
    const log = runMain(function* (_loop, note) {
      const task = createTask(waitFor(noteCancellation(note), 1));
      yield* sleep(1);
      note(task.cancelling());
      task.cancel('tk');
      note([yield* outcome(task), task.cancelled()]);
    });
    deepStrictEqual(log, [1, 'in CancelledError', ['CancelledError', true]]);
  });

  it('leaves what is shielded alone', () => {
    const log = runMain(function* (_loop, note) {
      const task = start('a', 1);
      note([yield* outcome(waitFor(shield(task), 0.5)), task.done()]);
      note(yield* task);
    });
    deepStrictEqual(log, [['TimeoutError', false], 'ended']);
  });
});
