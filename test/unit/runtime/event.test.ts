import { deepStrictEqual } from 'node:assert/strict';
import { type Coroutine, createTask, Event, sleep, waitFor } from '../../../src/runtime';
import { makeLoop, outcome, runMain } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
function* noteWhenSet(event: Event, name: string, note: (entry: unknown) => void): Coroutine<void> {
  note(`${name} ${yield* event.wait()}`);
}

describe('Event', () => {
  it('wakes all who wait, in order, even if it is cleared at once', () => {
    const log = runMain(function* (_loop, note) {
      const event = new Event();
      note([event.isSet(), `${event}`]);
      const tasks = ['a', 'b', 'c'].map((name) => createTask(noteWhenSet(event, name, note)));
      yield* sleep(0);
      note(`${event}`);
      event.set();
      event.set();
      note(`${event}`);
      event.clear();
      note(`${event}`);
      for (const task of tasks) yield* task;
      note(`${event}`);
    });
    deepStrictEqual(log, [
      [false, '<Event [unset]>'],
      '<Event [unset, waiters:3]>',
      '<Event [set, waiters:3]>',
      '<Event [unset, waiters:3]>',
      'a true',
      'b true',
      'c true',
      '<Event [unset]>',
    ]);
  });

  it('gives up no turn if it is set', () => {
    const log = runMain(function* (loop, note) {
      const event = new Event();
      event.set();
      loop.callSoon(note, 'soon');
      note([yield* event.wait(), event.isSet()]);
      yield* sleep(0);
    });
    deepStrictEqual(log, [[true, true], 'soon']);
  });

  it('keeps who comes after it was cleared waiting for the next time', () => {
    const log = runMain(function* (_loop, note) {
      const event = new Event();
      const a = createTask(noteWhenSet(event, 'a', note));
      yield* sleep(0);
      event.set();
      event.clear();
      const b = createTask(noteWhenSet(event, 'b', note));
      yield* a;
      yield* sleep(0);
      note(`${event}`);
      event.set();
      yield* b;
    });
    deepStrictEqual(log, ['a true', '<Event [unset, waiters:1]>', 'b true']);
  });

  it('skips who was cancelled; a cancellation after it was set still counts', () => {
    const log = runMain(function* (_loop, note) {
      const event = new Event();
      const [a, b, c] = [event.wait(), event.wait(), event.wait()].map((one) => createTask(one));
      yield* sleep(0);
      a!.cancel('before');
      note(`${event}`);
      event.set();
      c!.cancel('after');
      note([yield* outcome(a!), yield* outcome(b!), yield* outcome(c!), `${event}`]);
    });
    deepStrictEqual(log, [
      '<Event [unset, waiters:3]>',
      ['CancelledError: before', 'result true', 'CancelledError: after', '<Event [set]>'],
    ]);
  });

  it('can be waited for with a timeout', () => {
    const log = runMain(function* (loop, note) {
      const event = new Event();
      note([yield* outcome(waitFor(event.wait(), 1)), loop.time(), `${event}`]);
      loop.callLater(1, () => event.set());
      note([yield* outcome(waitFor(event.wait(), 2)), loop.time()]);
    });
    deepStrictEqual(log, [
      ['TimeoutError', 1, '<Event [unset]>'],
      ['result true', 2],
    ]);
  });

  it('belongs to the loop where somebody waited for it first', () => {
    const event = new Event();
    const use = () => {
      const { loop } = makeLoop();
      const main = function* (): Coroutine<string> {
        loop.callSoon(() => event.set());
        return yield* outcome(event.wait());
      };
      return loop.runUntilComplete(main());
    };
    const first = use();
    // A set event makes nobody wait, on any loop.
    const second = use();
    event.clear();
    deepStrictEqual(
      [first, second, use()],
      [
        'result true',
        'result true',
        'RuntimeError: <Event [unset]> is bound to a different event loop',
      ],
    );
  });
});
