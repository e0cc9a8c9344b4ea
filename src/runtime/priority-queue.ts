import { heapPop, heapPush } from './heapq';
import { Queue } from './queue';
import type { QueueStore } from './queue-store';

/**
 * A queue whose smallest item leaves first: `asyncio.PriorityQueue`.
 *
 * Items are ordered as in Python: numbers, strings, arrays such as `[priority, data]` by the first
 * entries that differ, and objects whose `valueOf` gives one of the former. `put` and `get` throw
 * `TypeError` when they must compare anything else, as data that has no order with equal priorities.
 */
export class PriorityQueue<T = unknown> extends Queue<T> {
  constructor(maxsize = 0) {
    super(maxsize, new HeapStore());
  }

  override get kind(): string {
    return 'PriorityQueue';
  }
}

class HeapStore<T> implements QueueStore<T> {
  private readonly heap: T[] = [];

  get size(): number {
    return this.heap.length;
  }

  put(item: T): void {
    heapPush(this.heap, item);
  }

  take(): T {
    return heapPop(this.heap);
  }

  items(): readonly T[] {
    return this.heap;
  }
}
