import { plural } from './format-seconds';
import type { TaskNames } from './task-names';

/** How often something took how long. */
export class Tally {
  count = 0;
  /** Seconds in all. */
  seconds = 0;
  #shortest = Number.POSITIVE_INFINITY;
  #longest = 0;

  add(seconds: number): void {
    this.count++;
    this.seconds += seconds;
    this.#shortest = Math.min(this.#shortest, seconds);
    this.#longest = Math.max(this.#longest, seconds);
  }

  /** `1.00 s`, `3 × 1.00 s` if all look the same, else `3 ×, 2.35 s in all`. */
  toString(): string {
    const longest = shortSeconds(this.#longest);
    if (this.count <= 1) return longest;
    const times = `${grouped(this.count)} ×`;
    if (shortSeconds(this.#shortest) === longest) return `${times} ${longest}`;
    return `${times}, ${shortSeconds(this.seconds)} in all`;
  }
}

/** How many tasks something happened to, and which if it was one. */
export class TaskCount {
  readonly #tasks = new Set<number>();

  get count(): number {
    return this.#tasks.size;
  }

  add(task: number): void {
    this.#tasks.add(task);
  }

  /** `func1`, or `3 tasks`. */
  in(names: TaskNames): string {
    const [first] = this.#tasks;
    return first !== undefined && this.count === 1 ? names.of(first) : countOf(this.count, 'task');
  }
}

/** Seconds for the end of a line, where a glance has to do: `1.00 s`, `0.004 s`. */
export function shortSeconds(seconds: number): string {
  if (seconds < 0.0005) return '0 s';
  return `${seconds.toFixed(seconds < 0.0995 ? 3 : 2)} s`;
}

/** `1 task`, `10,000 tasks`. */
export function countOf(count: number, noun: string): string {
  return plural(count, noun).replace(String(count), grouped(count));
}

/** `10,000`. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
