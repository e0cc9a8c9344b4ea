import type { Awaitable, Coroutine } from './futures';
import { Lockable } from './lockable';

/**
 * Lets one task in at a time, in the order in which they asked: `asyncio.Lock`.
 *
 *     await lock.with(async () => { … });
 */
export class Lock extends Lockable {
  locked(): boolean;

  /** Waits until the lock is free, and locks it. */
  acquire(): Coroutine<true>;

  /**
   * Unlocks, and wakes the first in line.
   * @throws RuntimeError if it is not locked
   */
  release(): void;
}

/** A flag that tasks can wait for; it is not set at first: `asyncio.Event`. */
export class Event {
  isSet(): boolean;

  /** Sets the flag, and wakes all who wait. */
  set(): void;

  clear(): void;

  /** Waits until the flag is set; returns at once if it is. */
  wait(): Coroutine<true>;
}

/**
 * A lock whose holder can wait until another holder notifies it: `asyncio.Condition`.
 *
 *     await condition.with(async () => { await condition.waitFor(() => items.length > 0); });
 */
export class Condition extends Lockable {
  /** Several conditions may share a lock; the default is one of its own. */
  constructor(lock?: Lock);

  locked(): boolean;

  acquire(): Coroutine<true>;

  /** @throws RuntimeError if the lock is not locked */
  release(): void;

  /**
   * Releases the lock, waits to be notified, and takes the lock again.
   * @throws RuntimeError if the lock is not locked
   */
  wait(): Coroutine<true>;

  /** Waits until `predicate` gives something true, which it returns. */
  waitFor<T>(predicate: () => T): Coroutine<T>;

  /**
   * Wakes at most `count` of those who wait, one by default.
   * @throws RuntimeError if the lock is not locked
   */
  notify(count?: number): void;

  /**
   * Wakes all who wait.
   * @throws RuntimeError if the lock is not locked
   */
  notifyAll(): void;
}

/** Lets a number of tasks in at a time: `asyncio.Semaphore`. */
export class Semaphore extends Lockable {
  /**
   * @param value how many may enter, one by default
   * @throws ValueError if `value` is negative
   */
  constructor(value?: number);

  /** Whether `acquire` would have to wait. */
  locked(): boolean;

  /** Waits for a place, and takes it. */
  acquire(): Coroutine<true>;

  /** Gives a place back, and wakes the first in line. */
  release(): void;
}

/** A semaphore that cannot be released more often than it was acquired: `asyncio.BoundedSemaphore`. */
export class BoundedSemaphore extends Semaphore {
  /**
   * Gives a place back, and wakes the first in line.
   * @throws ValueError if every place is free already
   */
  release(): void;
}

/** Holds tasks until a number of them have arrived, then lets all go: `asyncio.Barrier`. */
export class Barrier {
  /** @throws ValueError if `parties`, the number of tasks, is less than one */
  constructor(parties: number);

  readonly parties: number;

  /** How many tasks wait for others to arrive. */
  readonly nWaiting: number;

  readonly broken: boolean;

  /**
   * Waits until all have arrived; gives each a number of its own, from 0.
   * @throws BrokenBarrierError on `abort` or `reset`
   */
  wait(): Coroutine<number>;

  /** Waits, then runs the body with the number: `async with barrier as position`. */
  with<R>(body: (position: number) => Awaitable<R> | R): Coroutine<R>;

  /** Makes the barrier as good as new; who waits gets `BrokenBarrierError`. */
  reset(): Coroutine<void>;

  /** Breaks the barrier: who waits or comes gets `BrokenBarrierError`, until a reset. */
  abort(): Coroutine<void>;
}
