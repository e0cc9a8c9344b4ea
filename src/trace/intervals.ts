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

/**
 * Intervals of all tasks in columns, in the order in which they began.
 *
 * An interval is named by its index, which never changes.
 */
export class IntervalTable {
  #length = 0;
  #states = new Uint8Array(256);
  #from = new Float64Array(256);
  #to = new Float64Array(256);
  #queued = new Float64Array(256);
  #events = new Int32Array(256);
  #endEvents = new Int32Array(256);
  #tasks = new Int32Array(256);

  get length(): number {
    return this.#length;
  }

  /** Begins an interval that is still open, and returns its index. */
  open(state: IntervalState, from: number, queued: number, event: number, task: number): number {
    const index = this.#length;
    if (index === this.#states.length) this.#grow();
    this.#states[index] = INTERVAL_STATES.indexOf(state);
    this.#from[index] = from;
    this.#to[index] = Number.POSITIVE_INFINITY;
    this.#queued[index] = queued;
    this.#events[index] = event;
    this.#endEvents[index] = -1;
    this.#tasks[index] = task;
    this.#length = index + 1;
    return index;
  }

  /** `event` ended it. */
  close(index: number, to: number, event: number): void {
    this.#to[index] = to;
    this.#endEvents[index] = event;
  }

  state(index: number): IntervalState {
    return INTERVAL_STATES[this.#states[index]!]!;
  }

  from(index: number): number {
    return this.#from[index]!;
  }

  /** Seconds; `Infinity` while the interval goes on. */
  to(index: number): number {
    return this.#to[index]!;
  }

  queued(index: number): number {
    return this.#queued[index]!;
  }

  event(index: number): number {
    return this.#events[index]!;
  }

  /** The event that ended the interval; -1 while it goes on. */
  endEvent(index: number): number {
    return this.#endEvents[index]!;
  }

  task(index: number): number {
    return this.#tasks[index]!;
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

  #grow(): void {
    const capacity = this.#states.length * 2;
    const states = new Uint8Array(capacity);
    states.set(this.#states);
    this.#states = states;
    this.#from = doubled(this.#from);
    this.#to = doubled(this.#to);
    this.#queued = doubled(this.#queued);
    this.#events = doubledIntegers(this.#events);
    this.#endEvents = doubledIntegers(this.#endEvents);
    this.#tasks = doubledIntegers(this.#tasks);
  }
}

function doubled(from: Float64Array): Float64Array<ArrayBuffer> {
  const to = new Float64Array(from.length * 2);
  to.set(from);
  return to;
}

function doubledIntegers(from: Int32Array): Int32Array<ArrayBuffer> {
  const to = new Int32Array(from.length * 2);
  to.set(from);
  return to;
}
