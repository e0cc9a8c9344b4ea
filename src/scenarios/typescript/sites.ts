import type { Position } from '../../trace/schema';

/** The places of the user's source that compiled code refers to by number; 0 is no place. */
export class Sites {
  readonly #positions: (Position | undefined)[] = [undefined];
  readonly #numbers = new Map<string, number>();
  readonly #variables = new Map<number, readonly string[]>();
  readonly #lists = new Map<string, readonly string[]>();

  /** The number of a place; equal places have equal numbers. */
  add(position: Position): number {
    const { file, line, column, endLine, endColumn, name } = position;
    const key = `${line}:${column}-${endLine}:${endColumn}:${name}:${file}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#positions.push(position) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  /** Says which variables can be read where something is awaited at a place. */
  setVariables(site: number, names: readonly string[]): void {
    const key = names.join();
    const list = this.#lists.get(key) ?? names;
    this.#lists.set(key, list);
    this.#variables.set(site, list);
  }

  /** Equal lists of names are the same list. */
  variables(site: number): readonly string[] {
    return this.#variables.get(site) ?? [];
  }

  /** The place of a number, undefined for 0. */
  get(site: number): Position | undefined {
    return this.#positions[site];
  }
}
