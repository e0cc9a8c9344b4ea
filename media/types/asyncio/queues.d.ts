import type { Coroutine } from './futures';

/** Hands items from tasks to tasks, first in, first out: `asyncio.Queue`. */
export class Queue<T = unknown> {
  /** @param maxsize how many items have room; zero, the default, is no limit */
  constructor(maxsize?: number);

  readonly maxsize: number;

  /** How many items are in the queue. */
  qsize(): number;

  empty(): boolean;

  full(): boolean;

  /**
   * Waits for room, and puts the item in.
   * @throws QueueShutDown after `shutdown`
   */
  put(item: T): Coroutine<void>;

  /**
   * Puts the item in, without waiting.
   * @throws QueueFull if there is no room, QueueShutDown after `shutdown`
   */
  putNowait(item: T): void;

  /**
   * Waits for an item, and takes it out.
   * @throws QueueShutDown if there will never be one
   */
  get(): Coroutine<T>;

  /**
   * Takes an item out, without waiting.
   * @throws QueueEmpty if there is none, QueueShutDown if there will never be one
   */
  getNowait(): T;

  /**
   * Says that the work on an item is done, once for each `get`.
   * @throws ValueError if it is called too often
   */
  taskDone(): void;

  /** Waits until every item that was put in is done, as `taskDone` says. */
  join(): Coroutine<void>;

  /**
   * No more items: `put` throws from now on, and `get` when the queue is empty.
   * @param immediate drops the items that are left
   */
  shutdown(immediate?: boolean): void;
}

/**
 * A queue whose smallest item leaves first: `asyncio.PriorityQueue`. Items are numbers, strings, or
 * arrays such as `[priority, name]`, which are compared entry by entry.
 */
export class PriorityQueue<T = unknown> extends Queue<T> {}

/** A queue whose last item leaves first: `asyncio.LifoQueue`. */
export class LifoQueue<T = unknown> extends Queue<T> {}
