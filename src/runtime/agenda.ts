import { Heap } from '../base/heap';

interface Entry {
  /** Seconds. */
  readonly when: number;
  /** Number of the insertion; decides between equal times. */
  readonly order: number;
  readonly action: () => void;
}

/** What others do at times that are known already, such as the ends of jobs in threads. */
export class Agenda {
  private readonly heap = new Heap<Entry>((a, b) => a.when - b.when || a.order - b.order);
  private insertions = 0;

  /** Does `action` when the time reaches `when`, in seconds. */
  add(when: number, action: () => void): void {
    this.heap.push({ when, order: this.insertions++, action });
  }

  /** When the first entry is due, in seconds; `Infinity` if there is none. */
  next(): number {
    return this.heap.peek()?.when ?? Number.POSITIVE_INFINITY;
  }

  /** Takes the first entry and does it. */
  doNext(): void {
    this.heap.pop()?.action();
  }

  /** Hands what is left on to `other`, in its order. */
  moveTo(other: Agenda): void {
    for (let entry = this.heap.pop(); entry !== undefined; entry = this.heap.pop()) {
      other.add(entry.when, entry.action);
    }
  }
}
