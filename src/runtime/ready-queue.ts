import type { Handle } from './handle';

const INITIAL_CAPACITY = 64;

/** The ready queue: first in, first out, in a ring so that neither end costs more than the other. */
export class ReadyQueue {
  private ring: Array<Handle | undefined> = new Array(INITIAL_CAPACITY).fill(undefined);
  private mask = INITIAL_CAPACITY - 1;
  private head = 0;
  private count = 0;

  get length(): number {
    return this.count;
  }

  push(handle: Handle): void {
    if (this.count > this.mask) this.grow();
    this.ring[(this.head + this.count) & this.mask] = handle;
    this.count++;
  }

  shift(): Handle | undefined {
    if (this.count === 0) return undefined;
    const handle = this.ring[this.head];
    this.ring[this.head] = undefined;
    this.head = (this.head + 1) & this.mask;
    this.count--;
    return handle;
  }

  clear(): void {
    this.ring.fill(undefined);
    this.head = 0;
    this.count = 0;
  }

  /** The handles in the order in which they will run. */
  *[Symbol.iterator](): Generator<Handle> {
    for (let index = 0; index < this.count; index++) {
      const handle = this.ring[(this.head + index) & this.mask];
      if (handle !== undefined) yield handle;
    }
  }

  private grow(): void {
    const old = this.ring;
    this.ring = [...old.slice(this.head), ...old.slice(0, this.head)];
    this.ring.length = old.length * 2;
    this.ring.fill(undefined, old.length);
    this.mask = this.ring.length - 1;
    this.head = 0;
  }
}
