import { Heap } from '../base/heap';

/** What others do at times that are known already, such as the ends of jobs in threads. */
export class Agenda {
  private readonly heap = new Heap<() => void>();
  private insertions = 0;

  /** Does `action` when the time reaches `when`, in seconds. */
  add(when: number, action: () => void): void {
    this.heap.push(action, when, this.insertions++);
  }

  /** When the first entry is due, in seconds; `Infinity` if there is none. */
  next(): number {
    return this.heap.firstKey;
  }

  /** Takes the first entry and does it. */
  doNext(): void {
    this.heap.pop()?.();
  }

  /** Hands what is left on to `other`, in its order. */
  moveTo(other: Agenda): void {
    for (let action = this.heap.peek(); action !== undefined; action = this.heap.peek()) {
      other.add(this.heap.firstKey, action);
      this.heap.pop();
    }
  }
}
