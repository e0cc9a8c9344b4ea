import { firstIndex } from '../../base/search';
import type { TraceStore } from '../../trace/store';
import type { Cause } from './causes';

const KINDS = ['created', 'woke', 'cancelled'] as const;
/** Integers of a cause: its kind, task and event of `from`, event of `to`, `within`, `via`. */
const INTEGERS = 6;
const [KIND, FROM_TASK, FROM_EVENT, TO_EVENT, WITHIN, VIA] = [0, 1, 2, 3, 4, 5] as const;
/** Integers of a link: the cause, and the link before it in the same list (-1: none). */
const LINK = 2;

/** Causes in columns, in the order of the events that they are of: there is one for nearly every step of a run. */
export class CauseTable {
  readonly #trace: TraceStore;
  #length = 0;
  #integers = new Int32Array(64 * INTEGERS);
  #links = new Int32Array(64 * LINK);
  #linkCount = 0;
  /** By the event of a list, its last link. */
  readonly #lists = new Map<number, number>();

  constructor(trace: TraceStore) {
    this.#trace = trace;
  }

  /** Adds a cause of the event `to` to the end, and returns its index. */
  add(kind: Cause['kind'], from: Cause['from'], to: number, within: number, via: number): number {
    const index = this.#length++;
    const at = index * INTEGERS;
    this.#integers = withRoom(this.#integers, at + INTEGERS);
    this.#integers.set([KINDS.indexOf(kind), from.task, from.event, to, within, via], at);
    return index;
  }

  /** Puts a cause into the list of an event. */
  keep(event: number, cause: number): void {
    const link = this.#linkCount++;
    this.#links = withRoom(this.#links, (link + 1) * LINK);
    this.#links[link * LINK] = cause;
    this.#links[link * LINK + 1] = this.#lists.get(event) ?? -1;
    this.#lists.set(event, link);
  }

  /** The cause of an event; undefined if there is none. */
  of(event: number): Cause | undefined {
    const row = firstIndex(this.#length, (index) => this.#integer(index, TO_EVENT) >= event);
    return row < this.#length && this.#integer(row, TO_EVENT) === event ? this.#at(row) : undefined;
  }

  /** The causes in the list of an event, in the order in which they were put there. */
  list(event: number): Cause[] {
    const causes: Cause[] = [];
    let link = this.#lists.get(event) ?? -1;
    while (link >= 0) {
      causes.push(this.#at(this.#links[link * LINK]!));
      link = this.#links[link * LINK + 1]!;
    }
    return causes.reverse();
  }

  #at(index: number): Cause {
    const event = this.#integer(index, TO_EVENT);
    return {
      kind: KINDS[this.#integer(index, KIND)]!,
      from: { task: this.#integer(index, FROM_TASK), event: this.#integer(index, FROM_EVENT) },
      to: { task: this.#trace.task(event), event },
      within: this.#integer(index, WITHIN),
      via: this.#integer(index, VIA),
    };
  }

  #integer(index: number, place: number): number {
    return this.#integers[index * INTEGERS + place]!;
  }
}

/** The same integers, copied if there are not yet as many. */
function withRoom(from: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (length <= from.length) return from;
  const to = new Int32Array(from.length * 2);
  to.set(from);
  return to;
}
