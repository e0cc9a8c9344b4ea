import { deepStrictEqual } from 'node:assert/strict';
import {
  atItsMoment,
  type Coroutine,
  findRunningWorker,
  gather,
  run,
  runCoroutineThreadsafe,
  SystemClock,
  setLoopFactory,
  setThreadHost,
  sleep,
  ThreadPoolExecutor,
  toThread,
  VirtualClock,
} from '../../../src/runtime';
import { makeLoop, thrown } from './support';
import { threadProgram } from './thread-support';

/* The expected values were printed by the same programs in CPython, whose seconds were shorter. */
describe('runInExecutor on the clock', () => {
  afterEach(() => setThreadHost());

  it('goes on with the queue while the loop is blocked', () => {
    const { clock, log, note, job, pool, run: runLoop } = threadProgram();
    runLoop(function* (loop) {
      const threads = pool(1);
      const a = loop.runInExecutor(threads, job, 'a', 1);
      const b = loop.runInExecutor(threads, job, 'b', 1);
      clock.sleep(3.5);
      note('loop free', clock.time(), a.done(), b.done());
      yield* a;
      note('a', clock.time());
      yield* b;
      note('b', clock.time());
    });
    deepStrictEqual(log, [
      ['a', 'begins', 0, 'w_0'],
      ['a', 'ends', 1],
      ['b', 'begins', 1, 'w_0'],
      ['b', 'ends', 2],
      ['loop free', 3.5, false, false],
      ['a', 3.5],
      ['b', 3.5],
    ]);
  });

  it('wakes a loop that is idle only when the job is over, although it ran before', () => {
    const { clock, log, note, job, run: runLoop } = threadProgram();
    runLoop(function* () {
      const ticks = function* (): Coroutine<void> {
        for (const _ of [1, 2]) {
          yield* sleep(0.75);
          note('tick', clock.time());
        }
      };
      yield* gather(toThread(job, 'a', 1), ticks());
      note('end', clock.time());
    });
    deepStrictEqual(log, [
      ['a', 'begins', 0, 'asyncio_0'],
      ['tick', 0.75],
      ['a', 'ends', 1],
      ['tick', 1.5],
      ['end', 1.5],
    ]);
  });

  it('delivers what a job gives to the loop at its moment', () => {
    const { clock, log, note, run: runLoop } = threadProgram();
    const coroutine = function* (): Coroutine<string> {
      note('coroutine', clock.time());
      yield* sleep(0);
      return 'never seen';
    };
    runLoop(function* (loop) {
      const work = () => {
        note(thrown(() => runCoroutineThreadsafe(coroutine(), loop).result(9)));
        clock.sleep(1);
        loop.callSoonThreadsafe(() => note('called', clock.time()));
        clock.sleep(1);
        runCoroutineThreadsafe(coroutine(), loop);
        return 'ok';
      };
      note(yield* toThread(work), clock.time());
    });
    deepStrictEqual(log, [
      ['RuntimeError: A job runs as a whole, so it cannot wait for what happens outside of it.'],
      ['coroutine', 0],
      ['called', 1],
      ['coroutine', 2],
      ['ok', 2],
    ]);
  });

  it('lets a thread have a loop of its own', () => {
    const program = threadProgram();
    const { clock, log, note, job, run: runLoop } = program;
    setLoopFactory(() => makeLoop({ clock }).loop);
    const inner = function* (): Coroutine<string> {
      note('inner', clock.time());
      yield* sleep(1);
      const result = yield* toThread(job, 't', 1);
      note('inner ends', clock.time(), findRunningWorker()?.name);
      return result;
    };
    const outer = () => {
      clock.sleep(2);
      return run(inner());
    };
    runLoop(function* () {
      const other = function* (): Coroutine<void> {
        yield* sleep(2.5);
        note('other', clock.time());
      };
      note(yield* gather(toThread(outer), other()), clock.time());
    });
    setLoopFactory(undefined);
    deepStrictEqual(log, [
      ['inner', 2],
      ['other', 2.5],
      ['t', 'begins', 3, 'asyncio_0'],
      ['t', 'ends', 4],
      ['inner ends', 4, 'asyncio_0'],
      [['t', undefined], 4],
    ]);
  });

  it('costs the loop nothing when a job works, and the job what it works', () => {
    const real = { now: 0 };
    const clock = new VirtualClock({ now: () => real.now, grain: 0.1 });
    const log: unknown[] = [];
    const { loop } = makeLoop({ clock });
    const work = (seconds: number) => {
      real.now += seconds;
      return clock.time();
    };
    const main = function* (): Coroutine<void> {
      const future = loop.runInExecutor(undefined, work, 3);
      log.push(['submitted', clock.time()]);
      log.push(['loop works', work(1)]);
      log.push(['job ended', yield* future, clock.time()]);
    };
    loop.runUntilComplete(main());
    deepStrictEqual(log, [
      ['submitted', 0],
      ['loop works', 1],
      ['job ended', 3, 3],
    ]);
  });

  it('waits in real time on the system clock', () => {
    const real = { now: 50 };
    const clock = new SystemClock({
      now: () => real.now,
      block: (seconds = Number.NaN) => {
        real.now += seconds;
      },
    });
    const log: unknown[] = [];
    const { loop } = makeLoop({ clock });
    const main = function* (): Coroutine<void> {
      const threads = new ThreadPoolExecutor(1);
      const job = (name: string) => {
        clock.sleep(1);
        atItsMoment(clock, () => log.push([name, clock.time()]));
        clock.sleep(1);
      };
      const both = ['a', 'b'].map((name) => loop.runInExecutor(threads, job, name));
      log.push(['submitted', clock.time()]);
      yield* gather(...both, sleep(3.5));
      log.push(['end', clock.time()]);
    };
    loop.runUntilComplete(main());
    deepStrictEqual(log, [
      ['submitted', 0],
      ['a', 1],
      ['b', 3],
      ['end', 4],
    ]);
  });

  it('holds the loop when a result is waited for without await', () => {
    const { clock, log, note, job, pool, run: runLoop } = threadProgram();
    runLoop(function* (loop) {
      loop.callLater(1, () => note('timer', clock.time()));
      note(pool(1).submit(job, 'a', 2).result(), clock.time());
      yield* sleep(0);
      note('end', clock.time());
    });
    deepStrictEqual(log, [
      ['a', 'begins', 0, 'w_0'],
      ['a', 'ends', 2],
      ['a', 2],
      ['end', 2],
      ['timer', 2],
    ]);
  });
});
