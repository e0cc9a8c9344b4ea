import { Heap } from '../base/heap';

/** Something on an agenda; what was taken off has no action. */
interface Entry {
  action: (() => void) | undefined;
}

/** What others do at times that are known already, such as the ends of jobs in threads. */
export class Agenda {
  private readonly heap = new Heap<Entry>();
  private insertions = 0;

  /** Does `action` when the time reaches `when`, in seconds. Returns what takes it off the agenda. */
  add(when: number, action: () => void): () => void {
    const entry: Entry = { action };
    this.heap.push(entry, when, this.insertions++);
    return () => {
      entry.action = undefined;
    };
  }

  /** When the first entry is due, in seconds; `Infinity` if there is none. */
  next(): number {
    this.clean();
    return this.heap.firstKey;
  }

  /** Takes the first entry and does it. */
  doNext(): void {
    this.clean();
    this.heap.pop()?.action?.();
  }

  /** Hands what is left on to `other`, in its order. */
  moveTo(other: Agenda): void {
    for (let entry = this.heap.peek(); entry !== undefined; entry = this.heap.peek()) {
      other.heap.push(entry, this.heap.firstKey, other.insertions++);
      this.heap.pop();
    }
  }

  private clean(): void {
    let first = this.heap.peek();
    while (first !== undefined && first.action === undefined) {
      this.heap.pop();
      first = this.heap.peek();
    }
  }
}
