/** Hands out 1, 2, 3, … */
export class Counter {
  private last = 0;

  next(): number {
    return ++this.last;
  }
}
