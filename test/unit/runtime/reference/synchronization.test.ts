import { deepStrictEqual } from 'node:assert/strict';
import {
  Barrier,
  BoundedSemaphore,
  Condition,
  type Coroutine,
  createTask,
  Event,
  gather,
  Lock,
  Semaphore,
  sleep,
} from '../../../../src/runtime';
import { runMain, thrown } from '../support';

/*
 * What the page "Synchronization Primitives" of the asyncio reference promises, as far as the tests of
 * the primitives do not show it. The expected values were printed by the same programs in CPython 3.14.2.
 */
describe('the reference on synchronization primitives', () => {
  it('says whether a lock is locked, and that it was acquired', () => {
    const log = runMain(function* (_loop, note) {
      const lock = new Lock();
      note([lock.locked(), yield* lock.acquire(), lock.locked()]);
      lock.release();
      note([lock.locked(), thrown(() => lock.release())]);
    });
    deepStrictEqual(log, [
      [false, true, true],
      [false, 'RuntimeError: Lock is not acquired.'],
    ]);
  });

  it('blocks who waits for an event again once it is cleared', () => {
    const log = runMain(function* (_loop, note) {
      const event = new Event();
      event.set();
      note([event.isSet(), yield* event.wait()]);
      event.clear();
      const task = createTask(event.wait());
      yield* sleep(1);
      note([event.isSet(), task.done()]);
      event.set();
      note(yield* task);
    });
    deepStrictEqual(log, [[true, true], [false, false], true]);
  });

  it('notifies nobody if nobody waits, which is no mistake', () => {
    const log = runMain(function* (_loop, note) {
      const condition = new Condition();
      yield* condition.acquire();
      condition.notify();
      condition.notify(5);
      condition.notifyAll();
      condition.release();
      const task = createTask(condition.with(() => condition.wait()));
      yield* sleep(1);
      // The notifications before it came were not kept.
      note(task.done());
      task.cancel();
    });
    deepStrictEqual(log, [false]);
  });

  it('gives what the predicate of a condition gave last, at once if that is true already', () => {
    const log = runMain(function* (_loop, note) {
      const condition = new Condition();
      const items: string[] = [];
      const first = createTask(condition.with(() => condition.waitFor(() => items[0])));
      yield* sleep(0);
      yield* condition.acquire();
      note([yield* condition.waitFor(() => 'now'), first.done()]);
      items.push('later');
      condition.notify();
      condition.release();
      note(yield* first);
    });
    deepStrictEqual(log, [['now', false], 'later']);
  });

  it('unlocks a condition while it waits, and keeps whoever was notified out until it is free', () => {
    const log = runMain(function* (_loop, note) {
      const condition = new Condition();
      const task = createTask(condition.with(() => condition.wait()));
      yield* sleep(0);
      note(condition.locked());
      yield* condition.acquire();
      condition.notify();
      yield* sleep(1);
      note(task.done());
      condition.release();
      note(yield* task);
    });
    deepStrictEqual(log, [false, false, true]);
  });

  it('counts a semaphore down and up, beyond its first value if it is not bounded', () => {
    const log = runMain(function* (_loop, note) {
      const semaphore = new Semaphore(2);
      note([yield* semaphore.acquire(), semaphore.locked()]);
      note([yield* semaphore.acquire(), semaphore.locked()]);
      for (let count = 0; count < 3; count++) semaphore.release();
      note(String(semaphore));
    });
    deepStrictEqual(log, [[true, false], [true, true], '<Semaphore [unlocked, value:3]>']);
  });

  it('refuses semaphores below zero', () => {
    const message = 'ValueError: Semaphore initial value must be >= 0';
    deepStrictEqual(
      [thrown(() => new Semaphore(-1)), thrown(() => new BoundedSemaphore(-1))],
      [message, message],
    );
  });

  it('gives one party of a barrier the number zero, who may do what is to be done once', () => {
    const log = runMain(function* (loop, note) {
      const barrier = new Barrier(3);
      const arrive = function* (delay: number): Coroutine<void> {
        yield* sleep(delay);
        const position = yield* barrier.wait();
        note([delay, position, loop.time()]);
        if (position === 0) note('done once');
      };
      yield* gather(arrive(2), arrive(1), arrive(3));
      note([barrier.parties, barrier.nWaiting, barrier.broken]);
    });
    // The last to arrive never waits, so it goes on first.
    deepStrictEqual(log, [[3, 2, 3], [1, 0, 3], 'done once', [2, 1, 3], [3, 0, false]]);
  });
});
