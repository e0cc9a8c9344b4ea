import type { Coroutine } from './coroutine';
import { Exception, ValueError } from './errors';
import { Event } from './event';
import type { Future } from './future';
import { Line } from './line';
import { LoopBound } from './loop-bound';
import { part, tellCreated, tellLevel } from './primitive-observer';
import { NamedWait, type Purpose } from './purpose';
import { FifoStore, LifoStore, type QueueStore } from './queue-store';
import { reprItems } from './repr';

/** `getNowait` found nothing: `asyncio.QueueEmpty`. */
export class QueueEmpty extends Exception {
  static {
    QueueEmpty.prototype.name = 'QueueEmpty';
  }
}

/** `putNowait` found no room: `asyncio.QueueFull`. */
export class QueueFull extends Exception {
  static {
    QueueFull.prototype.name = 'QueueFull';
  }
}

/** The queue was shut down: `asyncio.QueueShutDown`. */
export class QueueShutDown extends Exception {
  static {
    QueueShutDown.prototype.name = 'QueueShutDown';
  }
}

/**
 * Hands items from tasks to tasks, first in, first out: `asyncio.Queue`.
 *
 * A free place or an item wakes the first in line, but is not kept for it: a task that runs before the
 * woken one may take it, and then the woken one queues up again at the end.
 */
export class Queue<T = unknown> extends LoopBound {
  private readonly getters = new Line<Future<void>>();
  private readonly putters = new Line<Future<void>>();
  private readonly getting: Purpose = { kind: 'queue.get', owner: this };
  private readonly putting: Purpose = { kind: 'queue.put', owner: this };
  private readonly joining: Purpose = { kind: 'queue.join', owner: this };
  private readonly allDone = part(() => new Event());
  private unfinished = 0;
  private isShutDown = false;

  /**
   * `maxsize` is how many items have room; zero or less is no limit. `store` says in which order items
   * leave, as the methods `_get` and `_put` of a subclass do in CPython.
   */
  constructor(
    readonly maxsize = 0,
    private readonly store: QueueStore<T> = new FifoStore(),
  ) {
    super();
    this.allDone.set();
    const limit = Math.max(0, maxsize);
    tellCreated({ primitive: this, kind: 'queue', level: store.size, limit });
  }

  get kind(): string {
    return 'Queue';
  }

  qsize(): number {
    return this.store.size;
  }

  empty(): boolean {
    return this.store.size === 0;
  }

  full(): boolean {
    return this.maxsize > 0 && this.store.size >= this.maxsize;
  }

  /** Waits for room and puts the item in. Throws `QueueShutDown`. */
  *put(item: T): Coroutine<void> {
    while (this.full()) {
      if (this.isShutDown) throw new QueueShutDown();
      yield* this.waitIn(this.putters, this.putting, () => !this.full());
    }
    this.putNowait(item);
  }

  /** Puts the item in. Throws `QueueFull` or `QueueShutDown`. */
  putNowait(item: T): void {
    if (this.isShutDown) throw new QueueShutDown();
    if (this.full()) throw new QueueFull();
    this.store.put(item);
    this.unfinished++;
    this.allDone.clear();
    tellLevel(this, this.store.size);
    wakeNext(this.getters);
  }

  /** Waits for an item and takes it out. Throws `QueueShutDown` if there will never be one. */
  *get(): Coroutine<T> {
    while (this.empty()) {
      if (this.isShutDown) throw new QueueShutDown();
      yield* this.waitIn(this.getters, this.getting, () => !this.empty());
    }
    return this.getNowait();
  }

  /** Takes an item out. Throws `QueueEmpty`, or `QueueShutDown` if there will never be one. */
  getNowait(): T {
    if (this.empty()) throw this.isShutDown ? new QueueShutDown() : new QueueEmpty();
    const item = this.store.take();
    tellLevel(this, this.store.size);
    wakeNext(this.putters);
    return item;
  }

  /** Says that the work on an item is done, once for each `get`. Throws `ValueError` if too often. */
  taskDone(): void {
    if (this.unfinished <= 0) throw new ValueError('task_done() called too many times');
    this.unfinished--;
    if (this.unfinished === 0) this.allDone.set();
  }

  /** Waits until every item that was put in is done, as `taskDone` says. */
  *join(): Coroutine<void> {
    if (this.unfinished > 0) yield* new NamedWait(this.joining, this.allDone.wait());
  }

  /**
   * No more items: `put` throws `QueueShutDown` from now on, and so does `get` when the queue is empty.
   * `immediate` drops the items that are left, which count as done.
   */
  shutdown(immediate = false): void {
    this.isShutDown = true;
    if (immediate) this.drop();
    while (wakeNext(this.getters));
    while (wakeNext(this.putters));
  }

  override toString(): string {
    const { store, getters, putters } = this;
    const parts = [`<${this.kind} maxsize=${this.maxsize}`];
    if (store.size > 0) parts.push(`_queue=${reprItems(store.items())}`);
    if (getters.size > 0) parts.push(`_getters[${getters.size}]`);
    if (putters.size > 0) parts.push(`_putters[${putters.size}]`);
    if (this.unfinished > 0) parts.push(`tasks=${this.unfinished}`);
    if (this.isShutDown) parts.push('shutdown');
    return `${parts.join(' ')}>`;
  }

  private drop(): void {
    while (!this.empty()) {
      this.store.take();
      if (this.unfinished > 0) this.unfinished--;
    }
    if (this.unfinished === 0) this.allDone.set();
    tellLevel(this, this.store.size);
  }

  private *waitIn(
    line: Line<Future<void>>,
    purpose: Purpose,
    isPossible: () => boolean,
  ): Coroutine<void> {
    const waiter = this.bindLoop().createFuture<void>();
    waiter.purpose = purpose;
    const place = line.join(waiter);
    let isWoken = false;
    try {
      yield* waiter;
      isWoken = true;
    } finally {
      if (!isWoken) {
        waiter.cancel();
        line.leave(place);
        // It was woken, but cannot go on: the next in line must run instead.
        if (isPossible() && !waiter.cancelled()) wakeNext(line);
      }
    }
  }
}

/** A queue whose last item leaves first: `asyncio.LifoQueue`. */
export class LifoQueue<T = unknown> extends Queue<T> {
  constructor(maxsize = 0) {
    super(maxsize, new LifoStore());
  }

  override get kind(): string {
    return 'LifoQueue';
  }
}

/** Takes the first who waits still out of the line and wakes it; returns whether there was one. */
function wakeNext(line: Line<Future<void>>): boolean {
  for (let place = line.first; place; place = line.first) {
    line.leave(place);
    if (place.item.done()) continue;
    place.item.setResult(undefined);
    return true;
  }
  return false;
}
