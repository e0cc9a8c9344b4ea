import { describe, isPlain } from './value-text';

/** Takes a variable that has another text, or none: it is gone. */
export type TellVariable = (name: string, text: string | undefined) => void;

/** Stands for values that must not be kept. */
const NOT_KEPT = Symbol('not kept');

/**
 * What the trace knows of the variables of one coroutine of a stack.
 *
 * No object of the program is kept, except numbers and the like, which nobody can miss.
 */
export class ToldVariables {
  #names: readonly string[] = [];
  #values: unknown[] = [];
  #texts: (string | undefined)[] = [];

  /** Tells what has changed. `names` is the same list whenever the names are the same. */
  update(names: readonly string[], values: readonly unknown[], tell: TellVariable): void {
    if (names !== this.#names) this.#takeNames(names, tell);
    for (let index = 0; index < names.length; index++) {
      const value = values[index];
      if (Object.is(value, this.#values[index])) continue;
      this.#values[index] = isPlain(value) ? value : NOT_KEPT;
      const text = describe(value);
      if (text === this.#texts[index]) continue;
      this.#texts[index] = text;
      tell(names[index]!, text);
    }
  }

  #takeNames(names: readonly string[], tell: TellVariable): void {
    const before = new Map(this.#names.map((name, index) => [name, index]));
    const places = names.map((name) => before.get(name));
    for (const name of names) before.delete(name);
    for (const gone of before.keys()) tell(gone, undefined);
    const [values, texts] = [this.#values, this.#texts];
    this.#names = names;
    this.#values = places.map((place) => (place === undefined ? NOT_KEPT : values[place]));
    this.#texts = places.map((place) => (place === undefined ? undefined : texts[place]));
  }
}
