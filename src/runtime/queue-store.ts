/** Keeps the items of a queue and says which one leaves next. */
export interface QueueStore<T> {
  readonly size: number;
  put(item: T): void;
  /** Takes the next item out. Only called if there is one. */
  take(): T;
  /** The items for messages, in the order in which they are kept. */
  items(): readonly T[];
}

/** With fewer items gone than this, moving the rest to the front is not worth it. */
const MIN_GONE_TO_MOVE = 64;

/** First in, first out. Each item is moved at most once on average, so that both ends cost O(1). */
export class FifoStore<T> implements QueueStore<T> {
  private kept: T[] = [];
  /** How many at the front of `kept` have left. */
  private gone = 0;

  get size(): number {
    return this.kept.length - this.gone;
  }

  put(item: T): void {
    this.kept.push(item);
  }

  take(): T {
    const item = this.kept[this.gone]!;
    this.gone++;
    if (this.gone >= MIN_GONE_TO_MOVE && this.gone * 2 >= this.kept.length) {
      this.kept = this.items();
      this.gone = 0;
    }
    return item;
  }

  items(): T[] {
    return this.kept.slice(this.gone);
  }
}

/** Last in, first out. */
export class LifoStore<T> implements QueueStore<T> {
  private readonly kept: T[] = [];

  get size(): number {
    return this.kept.length;
  }

  put(item: T): void {
    this.kept.push(item);
  }

  take(): T {
    return this.kept.pop()!;
  }

  items(): readonly T[] {
    return this.kept;
  }
}
