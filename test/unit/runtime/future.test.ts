import { deepStrictEqual } from 'node:assert/strict';
import { type Coroutine, isException, isFuture, sleep } from '../../../src/runtime';
import * as errors from '../../../src/runtime/errors';
import { makeLoop, runMain, thrown } from './support';

/* Messages and orders as printed by CPython 3.14.2 (its C implementation of Future). */
describe('Future', () => {
  it('has errors for each wrong moment', () => {
    const { loop } = makeLoop();
    const future = loop.createFuture<number>();
    const log = [thrown(() => future.result()), thrown(() => future.exception())];
    future.setResult(1);
    log.push(
      thrown(() => future.setResult(2)),
      thrown(() => future.setException(new Error())),
    );
    deepStrictEqual(log, [
      'InvalidStateError: Result is not set.',
      'InvalidStateError: Exception is not set.',
      'InvalidStateError: invalid state',
      'InvalidStateError: invalid state',
    ]);
  });

  it('can be cancelled once, and keeps the message', () => {
    const future = makeLoop().loop.createFuture();
    deepStrictEqual(
      [
        [future.cancel('a'), future.cancel('b'), future.done(), future.cancelled()],
        thrown(() => future.result()),
        thrown(() => future.exception()),
        String(future),
      ],
      [[true, false, true, true], 'CancelledError: a', 'CancelledError: a', '<Future cancelled>'],
    );
  });

  it('tells "no exception" from an exception that is undefined', () => {
    const { loop } = makeLoop();
    const future = loop.createFuture();
    future.setException(undefined);
    let threw = false;
    try {
      future.result();
    } catch (error) {
      threw = error === undefined;
    }
    deepStrictEqual(threw, true);
  });

  it('wakes tasks and calls callbacks in the order in which they came, never inside a setter', () => {
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture<number>();
      const waiter = function* (name: string): Coroutine<void> {
        yield* future;
        note(name);
      };
      loop.createTask(waiter('t1'));
      yield* sleep(0);
      future.addDoneCallback(() => note('cb1'));
      loop.createTask(waiter('t2'));
      yield* sleep(0);
      future.addDoneCallback(() => note('cb2'));
      future.setResult(1);
      note('set');
      future.addDoneCallback((done) => note(`cb3 ${done.result()}`));
      loop.callSoon(note, 'soon');
      yield* sleep(0);
      note('main');
    });
    deepStrictEqual(log, ['set', 't1', 'cb1', 't2', 'cb2', 'cb3 1', 'soon', 'main']);
  });

  it('removes every registration of a callback', () => {
    const { loop } = makeLoop();
    const log: unknown[] = [];
    const future = loop.createFuture();
    const removed = () => log.push('removed');
    const kept = () => log.push('kept');
    for (const callback of [removed, kept, removed]) future.addDoneCallback(callback);
    log.push(future.removeDoneCallback(removed), future.removeDoneCallback(removed));
    future.setResult(undefined);
    loop.runOnce();
    deepStrictEqual(log, [2, 0, 'kept']);
  });

  it('gives its result to yield and to yield*', () => {
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture<string>();
      loop.callLater(1, () => future.setResult('r'));
      note(yield future);
      note((yield* future).length);
      note(isFuture(future) && future.getLoop() === loop);
    });
    deepStrictEqual(log, ['r', 1, true]);
  });
});

describe('errors', () => {
  it('are an Exception or not, as in Python', () => {
    const kinds = [
      new Error(),
      new TypeError(),
      new errors.RuntimeError(),
      new errors.TimeoutError(),
      new errors.CancelledError(),
      new errors.KeyboardInterrupt(),
      new errors.SystemExit(),
      new errors.LoopStalled(),
    ];
    deepStrictEqual(
      kinds.map((error) => [error.name, isException(error), errors.endsTheRun(error)]),
      [
        ['Error', true, false],
        ['TypeError', true, false],
        ['RuntimeError', true, false],
        ['TimeoutError', true, false],
        ['CancelledError', false, false],
        ['KeyboardInterrupt', false, true],
        ['SystemExit', false, true],
        ['LoopStalled', false, true],
      ],
    );
  });
});
