import { nameCallback } from './callback-name';
import type { Coroutine } from './coroutine';
import { CoroutineObject, type CoroutineOrigin } from './coroutine-object';
import { getEventLoop } from './current-loop';
import { TimeoutError } from './errors';
import { Future } from './future';
import type { EventLoop } from './loop';
import type { Purpose } from './purpose';

export interface AsCompletedOptions {
  /** Seconds after which every wait that is left throws `TimeoutError`; the default is never. */
  timeout?: number | null;
}

/** What is done, in the order in which it is: an `asyncio.as_completed` iterator. */
export interface AsCompleted<T> extends IterableIterator<Coroutine<T>> {
  /** For `for await`: gives the futures themselves, which are done. Throws `TimeoutError`. */
  [Symbol.asyncIterator](): { next(): Coroutine<IteratorResult<Future<T>, undefined>> };
}

/**
 * Gives one coroutine for each awaitable: awaiting the first gives what is done first, and so on, as
 * result or exception: `asyncio.as_completed`. In a `for await` it gives the tasks or futures instead.
 *
 * Coroutines become tasks, which go on after a timeout. Throws `TypeError` for anything but a list of
 * awaitables.
 */
export function asCompleted<T>(
  awaitables: Iterable<Future<T> | Coroutine<T>>,
  { timeout }: AsCompletedOptions = {},
): AsCompleted<T> {
  // A generator that nobody made a coroutine of may be one that gives awaitables.
  if (awaitables instanceof Future || awaitables instanceof CoroutineObject) {
    const name = awaitables instanceof Future ? awaitables.kind : 'coroutine';
    throw new TypeError(`expects an iterable of awaitables, not ${name}`);
  }
  return new Completions(getEventLoop(), awaitables, timeout);
}

const PURPOSE: Purpose = { kind: 'other', detail: 'as_completed' };

const WAIT_FOR_ONE: CoroutineOrigin = {
  qualname: '_AsCompletedIterator._wait_for_one',
  site: 0,
};
const NEXT: CoroutineOrigin = { qualname: '_AsCompletedIterator.__anext__', site: 0 };

/** The awaitables as they are done, and the coroutines that wait for the next one. */
class Completions<T> implements AsCompleted<T> {
  private readonly todo: Set<Future<T>>;
  /** For how many entries nobody has asked yet. */
  private left: number;
  /** What is done and not yet taken; undefined stands for a timeout. */
  private readonly done: Array<Future<T> | undefined> = [];
  /** Who waits, in the order in which they began; each is woken for one entry of `done`. */
  private readonly waiters: Array<Future<void>> = [];
  private readonly cancelTimer: () => void;

  constructor(
    private readonly loop: EventLoop,
    awaitables: Iterable<Future<T> | Coroutine<T>>,
    timeout: number | null | undefined,
  ) {
    this.todo = new Set([...new Set(awaitables)].map((one) => loop.ensureFuture(one)));
    this.left = this.todo.size;
    nameCallback(this.handleCompletion, 'asCompleted: one is done');
    for (const future of this.todo) future.addDoneCallback(this.handleCompletion);
    const isUnlimited = timeout === undefined || timeout === null || this.left === 0;
    const handleTimeout = () => this.expire();
    nameCallback(handleTimeout, 'timeout of asCompleted');
    const timer = isUnlimited ? undefined : loop.callLater(timeout, handleTimeout);
    this.cancelTimer = () => timer?.cancel();
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<Coroutine<T>, undefined> {
    if (this.left === 0) return { done: true, value: undefined };
    this.left--;
    return { done: false, value: new CoroutineObject(() => this.resultOfOne(), WAIT_FOR_ONE) };
  }

  [Symbol.asyncIterator](): ReturnType<AsCompleted<T>[typeof Symbol.asyncIterator]> {
    return { next: () => new CoroutineObject(() => this.nextFuture(), NEXT) };
  }

  private *nextFuture(): Coroutine<IteratorResult<Future<T>, undefined>> {
    if (this.left === 0) return { done: true, value: undefined };
    this.left--;
    return { done: false, value: yield* this.waitForOne() };
  }

  private readonly handleCompletion = (future: Future<T>): void => {
    // The timeout may have come between the end of the future and this callback.
    if (!this.todo.delete(future)) return;
    this.put(future);
    if (this.todo.size === 0) this.cancelTimer();
  };

  private expire(): void {
    for (const future of this.todo) {
      future.removeDoneCallback(this.handleCompletion);
      this.put(undefined);
    }
    this.todo.clear();
  }

  private *resultOfOne(): Coroutine<T> {
    return (yield* this.waitForOne()).result();
  }

  private *waitForOne(): Coroutine<Future<T>> {
    while (this.done.length === 0) yield* this.waitForEntry();
    const future = this.done.shift();
    if (future === undefined) throw new TimeoutError();
    return future;
  }

  private *waitForEntry(): Coroutine<void> {
    const waiter = this.loop.createFuture<void>();
    waiter.purpose = PURPOSE;
    this.waiters.push(waiter);
    try {
      yield* waiter;
    } catch (error) {
      waiter.cancel();
      const place = this.waiters.indexOf(waiter);
      if (place >= 0) this.waiters.splice(place, 1);
      // It was woken for an entry that it will not take any more.
      if (this.done.length > 0 && !waiter.cancelled()) this.wakeNext();
      throw error;
    }
  }

  private put(future: Future<T> | undefined): void {
    this.done.push(future);
    this.wakeNext();
  }

  private wakeNext(): void {
    let waiter = this.waiters.shift();
    while (waiter?.done()) waiter = this.waiters.shift();
    waiter?.setResult(undefined);
  }
}
