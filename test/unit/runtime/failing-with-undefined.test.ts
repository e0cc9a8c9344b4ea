import { deepStrictEqual } from 'node:assert/strict';
import {
  BaseExceptionGroup,
  ConcurrentFuture,
  type Coroutine,
  concurrentWait,
  createTask,
  FIRST_EXCEPTION,
  type Future,
  gather,
  runCoroutineThreadsafe,
  setThreadHost,
  shield,
  sleep,
  TaskGroup,
  wait,
  waitFor,
  wrapFuture,
} from '../../../src/runtime';
import { makeLoop, runMain, thrown } from './support';
import { threadProgram } from './thread-support';

/** Fails with `undefined`, as `reject()` does; after a turn, so that somebody can wait for it. */
function* failing(): Coroutine<string> {
  yield;
  throw undefined;
}

/** Whether awaiting it throws, and what. */
function* ending(awaitable: Future | Coroutine): Coroutine<unknown> {
  try {
    return { result: yield* awaitable };
  } catch (error) {
    return { error: error instanceof BaseExceptionGroup ? error.exceptions : error };
  }
}

const FAILED = { error: undefined };

describe('An exception that is undefined', () => {
  afterEach(() => setThreadHost());

  it('is one for whoever awaits the future', () => {
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture();
      const before = future.hasFailed;
      future.setException(undefined);
      note([before, future.hasFailed, String(future), yield* ending(future)]);
      note(yield* ending(gather(failing())));
      note(yield* ending(shield(failing())));
      note(yield* ending(waitFor(failing(), 1)));
      note(yield* ending(createTask(failing())));
      note(yield* gather(failing(), { returnExceptions: true }));
    });
    deepStrictEqual(log, [
      [false, true, '<Future finished exception=undefined>', FAILED],
      ...[FAILED, FAILED, FAILED, FAILED],
      [undefined],
    ]);
  });

  it('ends a wait for the first exception', () => {
    const log = runMain(function* (loop, note) {
      const tasks = [createTask(failing(), { name: 'bad' }), createTask(sleep(9))];
      const [done] = yield* wait(tasks as Future[], { returnWhen: FIRST_EXCEPTION });
      note([done.size, loop.time()]);
    });
    deepStrictEqual(log, [[1, 0]]);
  });

  it('ends a task group, be it of a task or of the body', () => {
    const log = runMain(function* (loop, note) {
      const withTask = new TaskGroup().with(function* (group) {
        group.createTask(failing());
        yield* sleep(9);
      });
      note(yield* ending(withTask));
      const withBody = new TaskGroup().with(function* (group) {
        group.createTask(sleep(9));
        yield* failing();
      });
      note(yield* ending(withBody));
      note(loop.time());
    });
    deepStrictEqual(log, [{ error: [undefined] }, { error: [undefined] }, 0]);
  });

  it('is told when the future is shielded from whoever waited', () => {
    const { loop, notes } = makeLoop();
    loop.runUntilComplete(
      (function* () {
        const inner = loop.createFuture();
        const shielded = shield(inner);
        shielded.cancel();
        yield* sleep(0);
        inner.setException(undefined);
        yield* sleep(0);
      })(),
    );
    deepStrictEqual(notes.lines, [
      'error: undefined exception in shielded future\nfuture: <Future finished exception=undefined>',
    ]);
  });

  it('crosses the border between a loop and outside code', () => {
    const { log, run } = threadProgram();
    run(function* (loop) {
      const outside = runCoroutineThreadsafe(failing(), loop);
      log.push(yield* ending(wrapFuture(outside)));
      log.push([outside.hasFailed, thrown(() => outside.result())]);
    });
    deepStrictEqual(log, [FAILED, [true, 'undefined']]);
  });

  it('is that of a job of a pool', () => {
    const { clock, log, pool, run } = threadProgram();
    const job = () => {
      clock.sleep(1);
      throw undefined;
    };
    run(function* (loop) {
      const executor = pool(2);
      const [done] = concurrentWait([executor.submit(job), executor.submit(() => clock.sleep(5))], {
        returnWhen: FIRST_EXCEPTION,
      });
      log.push([done.size, loop.time()]);
      log.push(yield* ending(loop.runInExecutor(executor, job)));
    });
    deepStrictEqual(log, [[1, 1], FAILED]);
  });

  it('breaks a pool as that of an initializer', () => {
    const { notes, pool } = threadProgram();
    const initializer = () => {
      throw undefined;
    };
    const future = pool(1, { initializer }).submit(() => 1);
    deepStrictEqual(
      [notes.lines, thrown(() => future.result())],
      [
        ['error: Exception in initializer:'],
        'BrokenThreadPool: A thread initializer failed, the thread pool is not usable anymore',
      ],
    );
  });

  it('is that of a future for outside code', () => {
    const future = new ConcurrentFuture();
    const before = future.hasFailed;
    future.setException(undefined);
    deepStrictEqual(
      [before, future.hasFailed, thrown(() => future.result())],
      [false, true, 'undefined'],
    );
  });
});
