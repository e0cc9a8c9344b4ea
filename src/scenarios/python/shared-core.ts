interface Busy {
  readonly from: number;
  readonly to: number;
}

/**
 * The one core that the threads of CPython share, because of its global lock: what threads compute at
 * the same time takes as long as if they did it one after another. Seconds.
 *
 * A thread runs before its time is known, so it is made late when it next shows something: its work
 * counts only where no other thread has worked. Waiting needs no core.
 */
export class SharedCore {
  #busy: Busy[] = [];

  /** What was `[from, to)` if there were no others: gives the time at which it is over. */
  work(from: number, to: number): number {
    let left = to - from;
    let end = from;
    const last = this.#busy.at(-1);
    if (last === undefined || last.to <= from) {
      // Mostly nobody else has worked so late.
      this.#append({ from, to: from + left });
      return from + left;
    }
    const pieces: Busy[] = [];
    for (const { from: begin, to: free } of this.#busy) {
      if (free <= end) continue;
      const gap = Math.max(0, begin - end);
      if (gap >= left) break;
      if (gap > 0) pieces.push({ from: end, to: begin });
      left -= gap;
      end = free;
    }
    if (left > 0) pieces.push({ from: end, to: end + left });
    this.#add(pieces);
    return end + left;
  }

  /** When the threads that work without a pause at `time` make one. */
  freeAt(time: number): number {
    let end = time;
    for (const { from, to } of this.#busy) if (from <= end && to > end) end = to;
    return end;
  }

  /** Nobody will ask for what was before `time`. */
  forget(time: number): void {
    this.#busy = this.#busy.filter(({ to }) => to > time);
  }

  #add(pieces: readonly Busy[]): void {
    if (pieces.length === 0) return;
    const sorted = [...this.#busy, ...pieces].sort((a, b) => a.from - b.from);
    this.#busy = [];
    for (const piece of sorted) this.#append(piece);
  }

  /** Adds what comes after all others. */
  #append(piece: Busy): void {
    const last = this.#busy.at(-1);
    if (last?.to === piece.from)
      this.#busy[this.#busy.length - 1] = { from: last.from, to: piece.to };
    else this.#busy.push(piece);
  }
}
