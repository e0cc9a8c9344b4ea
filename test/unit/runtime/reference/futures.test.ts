import { deepStrictEqual } from 'node:assert/strict';
import {
  ContextVar,
  type Coroutine,
  copyContext,
  createTask,
  Future,
  gather,
  sleep,
} from '../../../../src/runtime';
import { makeLoop, outcome, runMain, thrown } from '../support';

/*
 * What the page "Futures" of the asyncio reference promises, as far as the tests beside this folder do
 * not show it. The expected values were printed by the same programs in CPython 3.14.2.
 */
describe('the reference on futures', () => {
  it('hands a result from one task to another', () => {
    const setAfter = function* (future: Future<string>, delay: number): Coroutine<void> {
      yield* sleep(delay);
      future.setResult('... world');
    };
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture<string>();
      loop.createTask(setAfter(future, 1));
      note('hello ...');
      note([yield* future, loop.time()]);
    });
    deepStrictEqual(log, ['hello ...', ['... world', 1]]);
  });

  it('belongs to the running loop, or to the one that is given', () => {
    const other = makeLoop().loop;
    const log = runMain(function* (loop, note) {
      note([new Future().getLoop() === loop, new Future(other).getLoop() === other]);
      yield* sleep(0);
    });
    const message = "RuntimeError: There is no current event loop in thread 'MainThread'.";
    deepStrictEqual([log, thrown(() => new Future())], [[[true, true]], message]);
  });

  it('calls back through the loop even if the future is done, in a context', () => {
    const variable = new ContextVar<string>('v', { default: 'default' });
    const context = copyContext();
    context.run(() => variable.set('given'));
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture<number>();
      future.setResult(4);
      variable.set('when added');
      future.addDoneCallback((done) => note([done.result(), variable.get()]));
      future.addDoneCallback(() => note(variable.get()), { context });
      variable.set('when called');
      note('added');
      yield* sleep(0);
    });
    deepStrictEqual(log, ['added', [4, 'when added'], 'given']);
  });

  it('calls back when the future is cancelled, too, after which nothing can be set', () => {
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture();
      future.addDoneCallback((done) => note(`callback: ${done.cancelled()}`));
      note(future.cancel());
      note([thrown(() => future.setResult(1)), thrown(() => future.setException(new Error()))]);
      yield* sleep(0);
    });
    deepStrictEqual(log, [
      true,
      ['InvalidStateError: invalid state', 'InvalidStateError: invalid state'],
      'callback: true',
    ]);
  });

  it('cannot be cancelled once it has a result', () => {
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture<number>();
      future.setResult(1);
      note([future.cancel(), future.cancelled(), future.exception(), yield* future]);
    });
    deepStrictEqual(log, [[false, false, undefined, 1]]);
  });

  it('throws the same exception in every task that awaits it', () => {
    const error = new Error('e');
    const catching = function* (future: Future): Coroutine<boolean> {
      try {
        yield* future;
        return false;
      } catch (caught) {
        return caught === error;
      }
    };
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture();
      const both = gather(catching(future), catching(future));
      yield* sleep(0);
      future.setException(error);
      note([yield* both, future.exception() === error, thrown(() => future.result())]);
    });
    deepStrictEqual(log, [[[true, true], true, 'Error: e']]);
  });

  it('cancels the task that awaits it with it, though nobody asked the task', () => {
    const awaiting = function* (future: Future): Coroutine<void> {
      yield* future;
    };
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture();
      const task = createTask(awaiting(future));
      yield* sleep(0);
      future.cancel('with it');
      note([yield* outcome(task), task.cancelled(), task.cancelling()]);
    });
    deepStrictEqual(log, [['CancelledError: with it', true, 0]]);
  });

  it('calls the other callbacks if one throws', () => {
    const log = runMain(function* (loop, note) {
      loop.setExceptionHandler((_loop, context) => note(String(context.exception)));
      const future = loop.createFuture();
      future.addDoneCallback(() => {
        throw new Error('callback');
      });
      future.addDoneCallback(() => note('next'));
      future.setResult(1);
      yield* sleep(0);
    });
    deepStrictEqual(log, ['Error: callback', 'next']);
  });

  it('is not cancelled by a CancelledError that is set as its exception', () => {
    const log = runMain(function* (loop, note) {
      const cancelled = loop.createFuture();
      cancelled.cancel('c');
      let error: unknown;
      try {
        yield* cancelled;
      } catch (caught) {
        error = caught;
      }
      const future = loop.createFuture();
      future.setException(error);
      note([future.cancelled(), yield* outcome(future)]);
    });
    deepStrictEqual(log, [[false, 'CancelledError: c']]);
  });
});
