import { deepStrictEqual } from 'node:assert/strict';
import {
  CancelledError,
  type Coroutine,
  createTask,
  currentTask,
  sleep,
  TimeoutError,
  timeout,
  timeoutAt,
} from '../../../src/runtime';
import { atOnce, outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
describe('timeout', () => {
  it('lets a body that is in time give its result', () => {
    const log = runMain(function* (loop, note) {
      const limit = timeout(2);
      note(
        yield* limit.with(function* (inside) {
          note([inside.when(), inside.expired(), String(inside)]);
          yield* sleep(1);
          return 'r';
        }),
      );
      note([limit.expired(), String(limit), currentTask()?.cancelling()]);
      // The timer was cancelled with the end of the body.
      yield* sleep(5);
      note(loop.time());
    });
    deepStrictEqual(log, [
      [2, false, '<Timeout [active] when=2>'],
      'r',
      [false, '<Timeout [finished]>', 0],
      6,
    ]);
  });

  it('cancels a body that is late, and throws TimeoutError with the reason', () => {
    const log = runMain(function* (loop, note) {
      const limit = timeoutAt(1);
      try {
        yield* limit.with(() => sleep(2));
      } catch (error) {
        const { cause } = error as TimeoutError;
        note([error instanceof TimeoutError, String(error), cause instanceof CancelledError]);
      }
      note([loop.time(), limit.expired(), String(limit), currentTask()?.cancelling()]);
    });
    deepStrictEqual(log, [
      [true, 'TimeoutError', true],
      [1, true, '<Timeout [expired]>', 0],
    ]);
  });

  it('without a deadline never strikes, until it gets one', () => {
    const log = runMain(function* (loop, note) {
      const limit = timeout(undefined);
      yield* limit.with(function* () {
        note([limit.when(), String(limit)]);
        limit.reschedule(loop.time() + 1);
        note(yield* outcome(sleep(2)));
        note([limit.expired(), String(limit)]);
      });
      // The body swallowed the cancellation, so there is nothing to turn into an error.
      note([limit.expired(), currentTask()?.cancelling()]);
    });
    deepStrictEqual(log, [
      [undefined, '<Timeout [active] when=None>'],
      'CancelledError',
      [true, '<Timeout [expiring]>'],
      [true, 0],
    ]);
  });

  it('can be taken away, and moved into the past, which strikes in the next iteration', () => {
    const log = runMain(function* (loop, note) {
      const off = timeout(1);
      yield* off.with(function* () {
        yield* sleep(0.5);
        off.reschedule(undefined);
        yield* sleep(5);
      });
      note([off.expired(), loop.time()]);
      const past = timeout(1);
      const body = past.with(function* () {
        past.reschedule(loop.time() - 1);
        loop.callSoon(note, 'soon');
        yield* sleep(0);
        note('never');
      });
      note(yield* outcome(body));
    });
    deepStrictEqual(log, [[false, 5.5], 'soon', 'TimeoutError']);
  });

  it('of no time strikes at the first suspension only', () => {
    const log = runMain(function* (_loop, note) {
      const late = function* (): Coroutine<void> {
        note('body');
        yield* sleep(0);
        note('never');
      };
      note(yield* outcome(timeout(0).with(late)));
      note(yield* timeout(-1).with(() => atOnce(() => 'nothing awaited')));
    });
    deepStrictEqual(log, ['body', 'TimeoutError', 'nothing awaited']);
  });

  it('lets another error of the body pass, and takes its request to cancel back', () => {
    const log = runMain(function* (_loop, note) {
      const body = timeout(1).with(function* () {
        yield* outcome(sleep(2));
        throw new Error('other');
      });
      note([yield* outcome(body), currentTask()?.cancelling()]);
    });
    deepStrictEqual(log, [['Error: other', 0]]);
  });

  it('can be used once, in a task, and moved while its body runs', () => {
    const log = runMain(function* (loop, note) {
      const limit = timeout(1);
      note([thrown(() => limit.reschedule(1)), String(limit)]);
      yield* limit.with(() => sleep(0));
      note(thrown(() => limit.reschedule(1)));
      note(yield* outcome(limit.with(() => sleep(0))));
      const outside = timeout(1);
      loop.callSoon(() => note(thrown(() => outside.with(() => sleep(0)).next())));
      yield* sleep(0);
    });
    deepStrictEqual(log, [
      ['RuntimeError: Timeout has not been entered', '<Timeout [created]>'],
      'RuntimeError: Cannot change state of finished Timeout',
      'RuntimeError: Timeout has already been entered',
      'RuntimeError: Timeout should be used inside a task',
    ]);
  });

  for (const { outer, inner, expected } of [
    { outer: 1, inner: 2, expected: [['outer'], true, false, 0] },
    { outer: 2, inner: 1, expected: [['inner', 'rest'], false, true, 0] },
    // Both strike; the inner one sees a second request, which is not its own.
    { outer: 1, inner: 1, expected: [['outer'], true, true, 0] },
  ]) {
    it(`of ${outer} s around one of ${inner} s`, () => {
      const [result] = runMain(function* (_loop, note) {
        const log: string[] = [];
        const outerLimit = timeout(outer);
        const innerLimit = timeout(inner);
        const body = function* (): Coroutine<void> {
          const text = yield* outcomeOfTimeout(innerLimit.with(() => sleep(5)));
          if (text !== undefined) log.push('inner');
          yield* sleep(0);
          log.push('rest');
        };
        if ((yield* outcomeOfTimeout(outerLimit.with(body))) !== undefined) log.push('outer');
        note([log, outerLimit.expired(), innerLimit.expired(), currentTask()?.cancelling()]);
      });
      deepStrictEqual(result, expected);
    });
  }

  it('lets a cancellation by somebody else pass, whichever comes first', () => {
    const log = runMain(function* (loop, note) {
      const limited = () => createTask(timeout(1).with(() => sleep(5)));
      const early = limited();
      yield* sleep(0.5);
      early.cancel('user');
      note([yield* outcome(early), early.cancelling()]);
      // The timer of the limit is set by the first step of the task: after this one.
      const before = limited();
      loop.callLater(1, () => before.cancel('user'));
      note([yield* outcome(before), before.cancelling()]);
      const after = limited();
      yield* sleep(0.5);
      loop.callLater(0.5, () => after.cancel('user'));
      note([yield* outcome(after), after.cancelling()]);
    });
    deepStrictEqual(log, [
      ['CancelledError: user', 1],
      ['CancelledError: user', 1],
      ['CancelledError', 1],
    ]);
  });
});

/** The `TimeoutError` as text, undefined without one; other errors pass. */
function* outcomeOfTimeout(body: Coroutine): Coroutine<string | undefined> {
  try {
    yield* body;
    return undefined;
  } catch (error) {
    if (error instanceof TimeoutError) return String(error);
    throw error;
  }
}
