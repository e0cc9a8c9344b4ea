/**
 * What a trace tells of by id. Ids mostly count up from 1, so most are found in an array, which takes a part
 * of the time and the memory of a map.
 */
export class ById<T> {
  readonly #counted: (T | undefined)[] = [undefined];
  readonly #others = new Map<number, T>();

  /** Undefined for an id that was not set. */
  get(id: number): T | undefined {
    return (id >= 0 ? this.#counted[id] : undefined) ?? this.#others.get(id);
  }

  set(id: number, value: T): void {
    const next = this.#counted.length;
    if (id === next) this.#counted.push(value);
    else if (id >= 0 && id < next) this.#counted[id] = value;
    else this.#others.set(id, value);
  }
}
