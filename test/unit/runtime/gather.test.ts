import { deepStrictEqual } from 'node:assert/strict';
import {
  CancelledError,
  type Coroutine,
  createTask,
  eagerTaskFactory,
  gather,
  sleep,
} from '../../../src/runtime';
import { job, makeLoop, outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */

describe('gather', () => {
  it('runs all at the same time and gives the results in the order of the arguments', () => {
    const log = runMain(function* (loop, note) {
      note(yield* gather(job(note, 'a', 2), job(note, 'b', 1), job(note, 'c', 0)));
      note(loop.time());
    });
    deepStrictEqual(log, ['c ends', 'b ends', 'a ends', ['a', 'b', 'c'], 2]);
  });

  it('of nothing is done at once', () => {
    const log = runMain(function* (_loop, note) {
      const nothing = gather();
      note([nothing.done(), yield* nothing]);
    });
    deepStrictEqual(log, [[true, []]]);
  });

  it('awaits once what it is given twice', () => {
    const log = runMain(function* (_loop, note) {
      const twice = job(note, 'x', 0);
      note(yield* gather(twice, twice));
    });
    deepStrictEqual(log, ['x ends', ['x', 'x']]);
  });

  it('passes the first exception on, and the others go on', () => {
    const log = runMain(function* (loop, note) {
      loop.setExceptionHandler((_loop, context) => note(context.message));
      const first = job(note, 'a', 1, new Error('1'));
      note(yield* outcome(gather(first, job(note, 'b', 2, new Error('2')), job(note, 'c', 3))));
      note(loop.time());
      yield* sleep(3);
      // The second exception is not reported as one that nobody asked for.
      loop.reportUnretrieved();
    });
    deepStrictEqual(log, ['a ends', 'Error: 1', 1, 'b ends', 'c ends']);
  });

  it('gives exceptions as results if asked', () => {
    const log = runMain(function* (_loop, note) {
      const first = job(note, 'a', 1, new Error('v'));
      const results = yield* gather(first, job(note, 'b', 2), { returnExceptions: true });
      note(results.map(String));
    });
    deepStrictEqual(log, ['a ends', 'b ends', ['Error: v', 'b']]);
  });

  for (const returnExceptions of [false, true]) {
    it(`cancels its children when it is cancelled, returnExceptions: ${returnExceptions}`, () => {
      const log = runMain(function* (_loop, note) {
        const a = createTask(job(note, 'a', 1));
        const b = createTask(job(note, 'b', 2));
        const all = gather(a, b, { returnExceptions });
        yield* sleep(0);
        note([all.cancel('m'), all.done()]);
        note(yield* outcome(all));
        // It counts as failed with a CancelledError, not as cancelled.
        note([all.cancelled(), a.cancelled(), b.cancelled()]);
      });
      deepStrictEqual(log, [
        [true, false],
        'a CancelledError: m',
        'b CancelledError: m',
        'CancelledError: m',
        [false, true, true],
      ]);
    });
  }

  it('is cancelled by the task that awaits it', () => {
    const log = runMain(function* (_loop, note) {
      const task = createTask(
        (function* (): Coroutine<void> {
          yield* gather(job(note, 'a', 1), job(note, 'b', 2));
        })(),
      );
      yield* sleep(0.5);
      task.cancel('tk');
      note([yield* outcome(task), task.cancelled()]);
    });
    deepStrictEqual(log, [
      'a CancelledError: tk',
      'b CancelledError: tk',
      ['CancelledError: tk', true],
    ]);
  });

  it('takes the cancellation of a child as its exception, and the others go on', () => {
    const log = runMain(function* (_loop, note) {
      const a = createTask(job(note, 'a', 1));
      const b = createTask(job(note, 'b', 2));
      const all = gather(a, b);
      yield* sleep(0);
      a.cancel('child');
      note([yield* outcome(all), all.cancelled(), b.done()]);
      yield* b;
    });
    deepStrictEqual(log, [
      'a CancelledError: child',
      ['CancelledError: child', false, false],
      'b ends',
    ]);
  });

  it('gives the cancellation of a child as a result if asked, without its message', () => {
    const log = runMain(function* (_loop, note) {
      const a = createTask(job(note, 'a', 1));
      const all = gather(a, job(note, 'b', 2), { returnExceptions: true });
      yield* sleep(0);
      a.cancel('child');
      const [error, result] = yield* all;
      note([(error as unknown) instanceof CancelledError, String(error), result]);
    });
    deepStrictEqual(log, ['a CancelledError: child', 'b ends', [true, 'CancelledError', 'b']]);
  });

  it('ends as cancelled even if its children refuse', () => {
    const log = runMain(function* (_loop, note) {
      const all = gather(outcome(sleep(1)), outcome(sleep(1)));
      yield* sleep(0);
      all.cancel('r');
      note([yield* outcome(all), all.cancelled()]);
    });
    deepStrictEqual(log, [['CancelledError', false]]);
  });

  it('is cancelled with the message of its last argument, whichever ended last', () => {
    const log = runMain(function* (loop, note) {
      const first = loop.createFuture();
      const last = loop.createFuture();
      const all = gather(first, last, { returnExceptions: true });
      last.cancel('of the last');
      all.cancel('of all');
      note(yield* outcome(all));
    });
    deepStrictEqual(log, ['CancelledError: of the last']);
  });

  it('is done at once if all is done already', () => {
    const log = runMain(function* (loop, note) {
      const good = loop.createFuture<number>();
      good.setResult(1);
      const bad = loop.createFuture<number>();
      bad.setException(new Error('z'));
      note(gather(good).result());
      note(String(gather(good, bad).exception()));
      const all = gather(bad, { returnExceptions: true });
      note([all.result().map(String), all.cancel()]);
      loop.setTaskFactory(eagerTaskFactory);
      note(gather(outcome(good), outcome(good)).done());
      yield* sleep(0);
    });
    deepStrictEqual(log, [[1], 'Error: z', [['Error: z'], false], true]);
  });

  it('is done one turn after the last child, and its callbacks run in the next', () => {
    const log = runMain(function* (loop, note) {
      const first = loop.createFuture();
      const second = loop.createFuture();
      const all = gather(first, second);
      all.addDoneCallback(() => note('all'));
      second.setResult(2);
      first.setResult(1);
      loop.callSoon(note, 'after');
      yield* sleep(0);
      note(['turn', all.done()]);
      yield* sleep(0);
      note('turn');
    });
    deepStrictEqual(log, ['after', ['turn', true], 'all', 'turn']);
  });

  it('reports an exception that nobody asked for', () => {
    const log = runMain(function* (loop, note) {
      loop.setExceptionHandler((_loop, context) => note(`${context.message} ${context.exception}`));
      gather(job(note, 'n', 0, new Error('never')));
      yield* sleep(1);
      loop.reportUnretrieved();
    });
    deepStrictEqual(log, ['n ends', '_GatheringFuture exception was never retrieved Error: never']);
  });

  it('refuses what cannot be awaited, and needs a loop', () => {
    const log = runMain(function* (_loop, note) {
      // What untyped code may do.
      note(thrown(() => gather(3 as never)));
      yield* sleep(0);
    });
    deepStrictEqual(log, ['TypeError: An asyncio.Future, a coroutine or an awaitable is required']);
    deepStrictEqual(
      thrown(() => gather(sleep(0))),
      "RuntimeError: There is no current event loop in thread 'MainThread'.",
    );
    const { loop } = makeLoop();
    deepStrictEqual(gather(loop.createFuture()).loop, loop);
  });
});
