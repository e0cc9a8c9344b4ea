import { deepStrictEqual } from 'node:assert/strict';
import {
  type Coroutine,
  currentTask,
  InvalidStateError,
  runCoroutineThreadsafe,
  sleep,
} from '../../../src/runtime';
import { makeLoop, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2, unless said otherwise. */
type Note = (entry: unknown) => void;

function* job(name: string, delay: number, error?: Error): Coroutine<string> {
  yield* sleep(delay);
  if (error !== undefined) throw error;
  return name;
}

function* noteCancellation(note: Note, name: string): Coroutine<void> {
  try {
    yield* sleep(10);
  } catch (error) {
    note(`${name} ${error}`);
    throw error;
  }
}

describe('runCoroutineThreadsafe', () => {
  it('gives a future with the result, whose callbacks run at once', () => {
    const log = runMain(function* (loop, note) {
      const future = runCoroutineThreadsafe(job('x', 1), loop);
      note([future.done(), future.running()]);
      future.addDoneCallback((done) => note(['callback', done === future, loop.time()]));
      yield* sleep(1.5);
      note([future.result(), future.exception()]);
      future.addDoneCallback(() => note('at once'));
      note('after');
    });
    deepStrictEqual(log, [
      [false, false],
      ['callback', true, 1],
      ['x', undefined],
      'at once',
      'after',
    ]);
  });

  it('gives the exception', () => {
    const log = runMain(function* (loop, note) {
      const future = runCoroutineThreadsafe(job('x', 0, new Error('v')), loop);
      yield* sleep(1);
      note([thrown(() => future.result()), String(future.exception())]);
    });
    deepStrictEqual(log, [['Error: v', 'Error: v']]);
  });

  it('cancels the task with the future, and the future with the task', () => {
    const log = runMain(function* (loop, note) {
      const late = runCoroutineThreadsafe(noteCancellation(note, 'y'), loop);
      yield* sleep(1);
      note([late.running(), late.cancel(), late.cancelled()]);
      yield* sleep(0.5);
      note([late.done(), thrown(() => late.result()), late.cancel()]);
      const early = runCoroutineThreadsafe(noteCancellation(note, 'z'), loop);
      note([early.cancel(), early.cancelled()]);
      yield* sleep(1);
      const cancelItself = function* (): Coroutine<void> {
        currentTask()?.cancel();
        yield* sleep(0);
      };
      const cancelled = runCoroutineThreadsafe(cancelItself(), loop);
      yield* sleep(1);
      note([cancelled.cancelled(), thrown(() => cancelled.result())]);
    });
    deepStrictEqual(log, [
      [false, true, true],
      'y CancelledError',
      [true, 'CancelledError', true],
      [true, true],
      'z CancelledError',
      [true, 'CancelledError'],
    ]);
  });

  it('refuses what is no coroutine', () => {
    const { loop } = makeLoop();
    // What untyped code may do.
    deepStrictEqual(
      thrown(() => runCoroutineThreadsafe(3 as never, loop)),
      'TypeError: A coroutine object is required',
    );
  });

  // CPython would wait, on another thread; here that could only wait for ever.
  it('does not wait for a result', () => {
    const { loop } = makeLoop();
    const future = runCoroutineThreadsafe(job('x', 0), loop);
    deepStrictEqual(
      thrown(() => future.result()),
      'RuntimeError: The result is not there yet, and waiting would block the loop.',
    );
  });

  it('has a future that is settled once', () => {
    const { loop } = makeLoop();
    const future = runCoroutineThreadsafe(job('x', 0), loop);
    future.setRunningOrNotifyCancel();
    deepStrictEqual([future.running(), future.cancel()], [true, false]);
    future.setResult('y');
    deepStrictEqual(
      [future.result(), thrown(() => future.setResult('z'))],
      ['y', String(new InvalidStateError('FINISHED: <Future state=finished>'))],
    );
  });
});
