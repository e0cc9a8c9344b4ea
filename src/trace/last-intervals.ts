import type { IntervalState } from './intervals';

/** `none`: there is no interval yet; `ran`: one that ran and was closed. */
const STATES = { none: 0, ready: 1, running: 2, waiting: 3, ran: 4 } as const;
const FIRST_CAPACITY = 256;

/**
 * What the next event of each task has to know of its last interval, in columns by the place of the task.
 *
 * In a long trace the interval itself and the event that began it are far away in the memory, and most of
 * the time would go into fetching them.
 */
export class LastIntervals {
  #states = new Uint8Array(FIRST_CAPACITY);
  #intervals = new Int32Array(FIRST_CAPACITY);
  /** Seconds. */
  #since = new Float64Array(FIRST_CAPACITY);
  /** Seconds; when a sleep is over, NaN of other waits. */
  #deadlines = new Float64Array(FIRST_CAPACITY);

  begin(place: number, interval: number, state: IntervalState, since: number): void {
    if (place >= this.#states.length) this.#grow(place + 1);
    this.#states[place] = STATES[state];
    this.#intervals[place] = interval;
    this.#since[place] = since;
    this.#deadlines[place] = Number.NaN;
  }

  /** The interval that has just begun is a sleep until `deadline` (seconds). */
  sleeps(place: number, deadline: number): void {
    this.#deadlines[place] = deadline;
  }

  /** Whether the interval runs and goes on. */
  isRunning(place: number): boolean {
    return this.#states[place] === STATES.running;
  }

  /**
   * When what the task waits for was due: the timer that woke it (NaN: none did), else its sleep. Not before
   * it began to wait, and NaN if it does not wait, or for nothing with a deadline. Seconds.
   */
  due(place: number, timer: number): number {
    if (this.#states[place] !== STATES.waiting) return Number.NaN;
    const deadline = Number.isNaN(timer) ? this.#deadlines[place]! : timer;
    return Math.max(deadline, this.#since[place]!);
  }

  /** The last interval is over. Returns its index, -1 if there is none. */
  close(place: number): number {
    const state = this.#states[place] ?? STATES.none;
    if (state === STATES.none) return -1;
    if (state === STATES.running) this.#states[place] = STATES.ran;
    return this.#intervals[place]!;
  }

  #grow(places: number): void {
    const capacity = Math.max(places, this.#states.length * 2);
    this.#states = copied(this.#states, new Uint8Array(capacity));
    this.#intervals = copied(this.#intervals, new Int32Array(capacity));
    this.#since = copied(this.#since, new Float64Array(capacity));
    this.#deadlines = copied(this.#deadlines, new Float64Array(capacity));
  }
}

function copied<T extends { set(from: ArrayLike<number>): void }>(
  from: ArrayLike<number>,
  to: T,
): T {
  to.set(from);
  return to;
}
