/**
 * A binary heap: the smallest item by `compare` is at the front.
 *
 * There is no removal of an arbitrary item. An owner whose items can become void marks them, skips
 * them at the front, and now and then drops all of them with `retain`, as asyncio does with timers.
 */
export class Heap<T> {
  private items: T[] = [];

  /** @param compare negative if `a` comes before `b`; a total order makes the heap stable */
  constructor(private readonly compare: (a: T, b: T) => number) {}

  get size(): number {
    return this.items.length;
  }

  peek(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    this.items.push(item);
    this.siftUp(this.items.length - 1);
  }

  pop(): T | undefined {
    const first = this.items[0];
    const last = this.items.pop();
    if (last !== undefined && this.items.length > 0) {
      this.items[0] = last;
      this.siftDown(0);
    }
    return first;
  }

  /** Drops every item for which `keep` is false; O(n). */
  retain(keep: (item: T) => boolean): void {
    this.items = this.items.filter(keep);
    for (let index = (this.items.length >> 1) - 1; index >= 0; index--) this.siftDown(index);
  }

  clear(): void {
    this.items = [];
  }

  /** The items in no particular order. */
  values(): readonly T[] {
    return this.items;
  }

  private siftUp(start: number): void {
    const items = this.items;
    const item = items[start]!;
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const other = items[parent]!;
      if (this.compare(item, other) >= 0) break;
      items[index] = other;
      index = parent;
    }
    items[index] = item;
  }

  private siftDown(start: number): void {
    const items = this.items;
    const item = items[start]!;
    const count = items.length;
    let index = start;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= count) break;
      if (child + 1 < count && this.compare(items[child + 1]!, items[child]!) < 0) child++;
      const other = items[child]!;
      if (this.compare(item, other) <= 0) break;
      items[index] = other;
      index = child;
    }
    items[index] = item;
  }
}
