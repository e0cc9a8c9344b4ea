const PAGE_BITS = 15;
const PAGE_LENGTH = 2 ** PAGE_BITS;
const PAGE_MASK = PAGE_LENGTH - 1;

/** A row of numbers that grows at its end, in pages, so that a long one is never copied to grow. */
export class Column {
  readonly #newPage: (length: number) => Uint32Array | Float64Array;
  readonly #pages: (Uint32Array | Float64Array)[] = [];
  #length = 0;

  private constructor(newPage: (length: number) => Uint32Array | Float64Array) {
    this.#newPage = newPage;
  }

  /** Of whole numbers from 0 to 4,294,967,295. */
  static ofCounts(): Column {
    return new Column((length) => new Uint32Array(length));
  }

  static ofNumbers(): Column {
    return new Column((length) => new Float64Array(length));
  }

  get length(): number {
    return this.#length;
  }

  /** The number at an index below `length`. */
  at(index: number): number {
    return this.#pages[index >>> PAGE_BITS]![index & PAGE_MASK]!;
  }

  push(value: number): void {
    const at = this.#length & PAGE_MASK;
    if (at === 0) this.#pages.push(this.#newPage(PAGE_LENGTH));
    this.#pages[this.#length >>> PAGE_BITS]![at] = value;
    this.#length++;
  }
}
