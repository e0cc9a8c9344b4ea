import type { TraceStore } from './store';

/** What a task does during an interval. `ready` begins when its timer is due, even if the loop has not come round to it. */
export const INTERVAL_STATES = ['ready', 'running', 'waiting'] as const;
export type IntervalState = (typeof INTERVAL_STATES)[number];

export interface Interval {
  readonly state: IntervalState;
  /** Seconds. */
  readonly from: number;
  /** Seconds; `Infinity` while the interval goes on. */
  readonly to: number;
  /** Seconds; for `ready`, when the task entered the ready queue: later than `from` if its timer was due before the loop came round to it. */
  readonly queued: number;
  /** The event that began it: `task.suspended`, `task.ready` or `task.step`. */
  readonly event: number;
  /** The event that ended it; -1 while it goes on. */
  readonly endEvent: number;
  readonly task: number;
}

const PAGE_INTERVALS = 4096;
const PAGE_BITS = Math.log2(PAGE_INTERVALS);
const PAGE_MASK = PAGE_INTERVALS - 1;

/** The columns of consecutive intervals. */
interface Page {
  readonly states: Uint8Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly events: Int32Array;
  readonly endEvents: Int32Array;
  readonly places: Int32Array;
}

/**
 * Intervals of all tasks in columns, in the order in which they began. What the event that began one says
 * is not kept again. The columns are in pages, so that a long table is never copied to grow.
 *
 * An interval is named by its index, which never changes.
 */
export class IntervalTable {
  readonly #trace: TraceStore;
  readonly #pages: Page[] = [];
  #length = 0;

  constructor(trace: TraceStore) {
    this.#trace = trace;
  }

  get length(): number {
    return this.#length;
  }

  /**
   * Begins an interval that is still open, and returns its index. `place`: of its task among all, in order of
   * creation.
   */
  open(state: IntervalState, from: number, event: number, place: number): number {
    const index = this.#length;
    const at = index & PAGE_MASK;
    if (at === 0) this.#pages.push(newPage(PAGE_INTERVALS));
    const page = this.#page(index);
    page.states[at] = INTERVAL_STATES.indexOf(state);
    page.from[at] = from;
    page.to[at] = Number.POSITIVE_INFINITY;
    page.events[at] = event;
    page.endEvents[at] = -1;
    page.places[at] = place;
    this.#length = index + 1;
    return index;
  }

  close(index: number, to: number, event: number): void {
    const page = this.#page(index);
    page.to[index & PAGE_MASK] = to;
    page.endEvents[index & PAGE_MASK] = event;
  }

  state(index: number): IntervalState {
    return INTERVAL_STATES[this.#page(index).states[index & PAGE_MASK]!]!;
  }

  from(index: number): number {
    return this.#page(index).from[index & PAGE_MASK]!;
  }

  /** Seconds; `Infinity` while the interval goes on. */
  to(index: number): number {
    return this.#page(index).to[index & PAGE_MASK]!;
  }

  queued(index: number): number {
    return this.#trace.time(this.event(index));
  }

  event(index: number): number {
    return this.#page(index).events[index & PAGE_MASK]!;
  }

  /** -1 while the interval goes on. */
  endEvent(index: number): number {
    return this.#page(index).endEvents[index & PAGE_MASK]!;
  }

  task(index: number): number {
    return this.#trace.task(this.event(index));
  }

  /** The place of its task among all, in order of creation. */
  place(index: number): number {
    return this.#page(index).places[index & PAGE_MASK]!;
  }

  at(index: number): Interval {
    return {
      state: this.state(index),
      from: this.from(index),
      to: this.to(index),
      queued: this.queued(index),
      event: this.event(index),
      endEvent: this.endEvent(index),
      task: this.task(index),
    };
  }

  #page(index: number): Page {
    return this.#pages[index >>> PAGE_BITS] ?? NO_PAGE;
  }
}

/** Where intervals are that are not in the table. */
const NO_PAGE = newPage(0);

function newPage(intervals: number): Page {
  return {
    states: new Uint8Array(intervals),
    from: new Float64Array(intervals),
    to: new Float64Array(intervals),
    events: new Int32Array(intervals),
    endEvents: new Int32Array(intervals),
    places: new Int32Array(intervals),
  };
}
