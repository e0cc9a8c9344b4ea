/**
 * A binary heap: the item with the smallest key is at the front, and of those with equal keys the one
 * with the smallest order, such as the number of its insertion.
 *
 * Keys stand in an array of their own, so that comparing them does not lead all over the memory.
 *
 * There is no removal of an arbitrary item. An owner whose items can become void marks them, skips
 * them at the front, and now and then drops all of them with `retain`, as asyncio does with timers.
 */
export class Heap<T> {
  private keys: number[] = [];
  private orders: number[] = [];
  private items: T[] = [];

  get size(): number {
    return this.items.length;
  }

  /** The smallest key; `Infinity` if there is none. */
  get firstKey(): number {
    return this.keys.length === 0 ? Number.POSITIVE_INFINITY : this.keys[0]!;
  }

  peek(): T | undefined {
    return this.items[0];
  }

  push(item: T, key: number, order: number): void {
    this.items.push(item);
    this.keys.push(key);
    this.orders.push(order);
    this.siftUp(this.size - 1, key, order, item);
  }

  pop(): T | undefined {
    const first = this.items[0];
    const item = this.items.pop();
    const key = this.keys.pop();
    const order = this.orders.pop();
    if (item !== undefined && key !== undefined && order !== undefined && this.size > 0) {
      this.siftDown(0, key, order, item);
    }
    return first;
  }

  /** Drops every item for which `keep` is false; O(n). */
  retain(keep: (item: T) => boolean): void {
    const kept = this.items.map((_, index) => index).filter((index) => keep(this.items[index]!));
    this.keys = kept.map((index) => this.keys[index]!);
    this.orders = kept.map((index) => this.orders[index]!);
    this.items = kept.map((index) => this.items[index]!);
    for (let index = (this.size >> 1) - 1; index >= 0; index--) {
      this.siftDown(index, this.keys[index]!, this.orders[index]!, this.items[index]!);
    }
  }

  clear(): void {
    this.keys = [];
    this.orders = [];
    this.items = [];
  }

  /** The items in no particular order. */
  values(): readonly T[] {
    return this.items;
  }

  private siftUp(start: number, key: number, order: number, item: T): void {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.isBefore(parent, key, order)) break;
      this.move(parent, index);
      index = parent;
    }
    this.place(index, key, order, item);
  }

  private siftDown(start: number, key: number, order: number, item: T): void {
    const { keys, orders } = this;
    const count = keys.length;
    let index = start;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= count) break;
      if (child + 1 < count && this.isBefore(child + 1, keys[child]!, orders[child]!)) child++;
      if (!this.isBefore(child, key, order)) break;
      this.move(child, index);
      index = child;
    }
    this.place(index, key, order, item);
  }

  private isBefore(index: number, key: number, order: number): boolean {
    const own = this.keys[index]!;
    return own < key || (own === key && this.orders[index]! < order);
  }

  private move(from: number, to: number): void {
    this.place(to, this.keys[from]!, this.orders[from]!, this.items[from]!);
  }

  private place(index: number, key: number, order: number, item: T): void {
    this.keys[index] = key;
    this.orders[index] = order;
    this.items[index] = item;
  }
}
