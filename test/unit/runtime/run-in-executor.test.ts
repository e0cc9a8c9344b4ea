import { deepStrictEqual } from 'node:assert/strict';
import {
  CancelledError,
  ContextVar,
  type Coroutine,
  findRunningWorker,
  gather,
  type Instrument,
  setThreadHost,
  sleep,
  toThread,
} from '../../../src/runtime';
import { makeLoop, outcome, thrown } from './support';
import { threadProgram } from './thread-support';

/* The expected values were printed by the same programs in CPython, whose seconds were shorter. */
describe('runInExecutor', () => {
  afterEach(() => setThreadHost());

  it('queues what is more than the pool has threads', () => {
    const { clock, log, note, job, pool, run: runLoop } = threadProgram();
    runLoop(function* (loop) {
      const threads = pool(2);
      const one = function* (name: string, seconds: number): Coroutine<void> {
        note(yield* loop.runInExecutor(threads, job, name, seconds), 'awaited', clock.time());
      };
      yield* gather(one('a', 3), one('b', 1), one('c', 1), one('d', 2.5), one('e', 1));
    });
    deepStrictEqual(log, [
      ['a', 'begins', 0, 'w_0'],
      ['b', 'begins', 0, 'w_1'],
      ['b', 'ends', 1],
      ['c', 'begins', 1, 'w_1'],
      ['b', 'awaited', 1],
      ['c', 'ends', 2],
      ['d', 'begins', 2, 'w_1'],
      ['c', 'awaited', 2],
      ['a', 'ends', 3],
      ['e', 'begins', 3, 'w_0'],
      ['a', 'awaited', 3],
      ['e', 'ends', 4],
      ['e', 'awaited', 4],
      ['d', 'ends', 4.5],
      ['d', 'awaited', 4.5],
    ]);
  });

  it('leaves a job that runs alone when its task is cancelled, and the run waits for it', () => {
    const { clock, log, note, job, run: runLoop } = threadProgram();
    runLoop(function* (loop) {
      const task = loop.createTask(
        (function* (): Coroutine<void> {
          try {
            yield* toThread(job, 'x', 2);
          } catch (error) {
            note(error instanceof CancelledError, clock.time());
          }
        })(),
      );
      yield* sleep(1);
      task.cancel();
      yield* task;
      note('main ends', clock.time());
    });
    note('run ended', clock.time());
    deepStrictEqual(log, [
      ['x', 'begins', 0, 'asyncio_0'],
      [true, 1],
      ['main ends', 1],
      ['x', 'ends', 2],
      ['run ended', 2],
    ]);
  });

  it('cancels a job that waits for a thread', () => {
    const { clock, log, note, job, pool, run: runLoop } = threadProgram();
    runLoop(function* (loop) {
      const threads = pool(1);
      const a = loop.runInExecutor(threads, job, 'a', 1);
      const b = loop.runInExecutor(threads, job, 'b', 1);
      b.cancel();
      yield* a;
      note(b.cancelled(), clock.time());
    });
    deepStrictEqual(log, [
      ['a', 'begins', 0, 'w_0'],
      ['a', 'ends', 1],
      [true, 1],
    ]);
  });

  it('gives exceptions to whoever awaits', () => {
    const { log, note, run: runLoop } = threadProgram();
    const raise = (error: unknown) => {
      throw error;
    };
    runLoop(function* (loop) {
      note(yield* outcome(loop.runInExecutor(undefined, raise, new Error('bad'))));
      note(yield* outcome(toThread(raise, new TypeError('worse'))));
    });
    deepStrictEqual(log, [['Error: bad'], ['TypeError: worse']]);
  });

  it('has the context of the caller only in toThread, and keeps one for each thread', () => {
    const { log, note, run: runLoop } = threadProgram();
    const variable = new ContextVar('v', { default: 'none' });
    const peek = () => {
      const seen = variable.get();
      variable.set('thread');
      return seen;
    };
    runLoop(function* (loop) {
      variable.set('main');
      note(
        yield* toThread(peek),
        yield* loop.runInExecutor(undefined, peek),
        yield* loop.runInExecutor(undefined, peek),
        variable.get(),
      );
    });
    deepStrictEqual(log, [['main', 'none', 'thread', 'main']]);
  });

  it('is watched by instruments: threads, their jobs, and calls that wait for them', () => {
    const { clock, log, note, job, pool } = threadProgram();
    setThreadHost();
    const instrument: Instrument = {
      workerStarted: ({ name, kind }) => log.push(['started', kind, name, clock.time()]),
      jobSubmitted: ({ call, submitter, submittedIn }) =>
        log.push(['job', call, submitter?.getName(), submittedIn?.name, clock.time()]),
      jobStarted: ({ call, worker }) => log.push(['starts', call, worker?.name, clock.time()]),
      jobEnded: ({ call, from, to, outcome: end }) =>
        log.push(['over', call, from, to, end?.value, String(end?.error), clock.time()]),
      blocked: (from, to, call) => log.push(['blocked', from, to, call]),
    };
    const { loop } = makeLoop({ clock, instruments: [instrument] });
    const main = function* (): Coroutine<void> {
      const threads = pool(1);
      const nested = () => {
        clock.sleep(1);
        pool(1, { threadNamePrefix: 'in' }).submit(fails).exception();
      };
      const fails = () => {
        clock.sleep(1);
        throw new Error('bad');
      };
      threads.submit(nested);
      const a = threads.submit(job, 'a', 1);
      threads.submit(job, 'b', 1).cancel();
      clock.sleep(1.5);
      a.result();
      note('end');
      yield* toThread(function quick() {});
    };
    loop.runUntilComplete(loop.createTask(main(), { name: 'main' }));
    deepStrictEqual(log, [
      ['job', 'nested()', 'main', undefined, 0],
      ['started', 'thread', 'w_0', 0],
      ['starts', 'nested()', 'w_0', 0],
      ['job', "job('a', 1)", 'main', undefined, 0],
      ['job', "job('b', 1)", 'main', undefined, 0],
      ['over', "job('b', 1)", Number.NaN, Number.NaN, undefined, 'undefined', 0],
      ['job', 'fails()', undefined, 'w_0', 1],
      ['started', 'thread', 'in_0', 1],
      ['starts', 'fails()', 'in_0', 1],
      ['over', 'fails()', 1, 2, undefined, 'Error: bad', 2],
      ['over', 'nested()', 0, 2, undefined, 'undefined', 2],
      ['starts', "job('a', 1)", 'w_0', 2],
      ['a', 'begins', 2, 'w_0'],
      ['a', 'ends', 3],
      ['over', "job('a', 1)", 2, 3, 'a', 'undefined', 3],
      ['blocked', 1.5, 3, 'future.result()'],
      ['end'],
      ['job', 'quick()', 'main', undefined, 3],
      ['started', 'thread', 'asyncio_0', 3],
      ['starts', 'quick()', 'asyncio_0', 3],
      ['over', 'quick()', 3, 3, undefined, 'undefined', 3],
    ]);
  });

  it('checks executors, and takes no jobs after the shutdown of the default one', () => {
    const { clock, log, note, job, pool, run: runLoop } = threadProgram();
    runLoop(function* (loop) {
      // What untyped code may do.
      note(thrown(() => loop.setDefaultExecutor(3 as never)));
      loop.setDefaultExecutor(pool(1));
      note(yield* toThread(() => findRunningWorker()?.name));
      loop.runInExecutor(undefined, job, 'a', 2);
      yield* loop.shutdownDefaultExecutor();
      note(clock.time());
      note(thrown(() => loop.runInExecutor(undefined, job, 'b', 1)));
      note(yield* loop.runInExecutor(pool(1), job, 'c', 1));
    });
    deepStrictEqual(log, [
      ['TypeError: executor must be ThreadPoolExecutor instance'],
      ['w_0'],
      ['a', 'begins', 0, 'w_0'],
      ['a', 'ends', 2],
      [2],
      ['RuntimeError: Executor shutdown has been called'],
      ['c', 'begins', 2, 'w_0'],
      ['c', 'ends', 3],
      ['c'],
    ]);
  });

  it('refuses what cannot be called', () => {
    const { log, pool, run: runLoop } = threadProgram();
    runLoop(function* (loop) {
      log.push(thrown(() => loop.runInExecutor(pool(1), 5 as never)));
      log.push(yield* outcome(toThread('five' as never)));
      log.push(yield* outcome(toThread(sleep(1) as never)));
    });
    deepStrictEqual(log, [
      'TypeError: a callable object was expected by runInExecutor(), got 5',
      "TypeError: a callable object was expected by toThread(), got 'five'",
      'TypeError: coroutines cannot be used with toThread()',
    ]);
  });

  it('waits for the default executor only so long', () => {
    const { clock, notes, log, note, job, run: runLoop } = threadProgram();
    runLoop(function* (loop) {
      loop.runInExecutor(undefined, job, 'a', 5);
      yield* loop.shutdownDefaultExecutor(2);
      note(clock.time());
    });
    deepStrictEqual(
      [log, notes.lines],
      [
        [['a', 'begins', 0, 'asyncio_0'], [2], ['a', 'ends', 5]],
        ['warning: The executor did not finishing joining its threads within 2 seconds.'],
      ],
    );
  });

  it('says in debug mode that a thread must not use the loop directly', () => {
    const { log, note, clock } = threadProgram();
    const { loop } = makeLoop({ clock, debug: true });
    loop.runUntilComplete(
      (function* () {
        note(yield* outcome(loop.runInExecutor(undefined, () => void loop.callSoon(() => {}))));
        note(yield* outcome(loop.runInExecutor(undefined, () => void loop.callLater(1, () => {}))));
      })(),
    );
    const message =
      'RuntimeError: Non-thread-safe operation invoked on an event loop other than the current one';
    deepStrictEqual(log, [[message], [message]]);
  });
});
