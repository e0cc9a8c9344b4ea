import { assertThat } from '../base/assert';
import { type Block, type Clock, MONOTONIC_RESOLUTION } from './clock';
import { LoopStalled } from './errors';

/** Work shorter than this many seconds costs nothing, so that ordinary runs are deterministic. */
export const DEFAULT_GRAIN = 0.01;

export interface VirtualClockOptions {
  /** Real time in seconds from a monotonic source; measures work. */
  now: () => number;
  /**
   * How many of so many real seconds, which just passed, the program really worked; the machine may
   * have given the rest to others. The default is all of them.
   */
  worked?: (elapsed: number) => number;
  /** Seconds that a piece of work must take to count; `Infinity` never measures. */
  grain?: number;
  /** Blocks the thread while something outside is awaited; without it such waits cannot exist. */
  block?: Block;
}

/**
 * A clock that skips idle time.
 *
 * 1. `idle` jumps to the deadline and costs no real time, unless something outside is outstanding.
 * 2. Work costs what it took: a piece that took `grain` or longer counts in full, a shorter one not
 *    at all. The rule is applied whenever the time is asked for, and the end of the piece settles it.
 * 3. `sleep` moves the clock and takes no real time, so nothing is counted twice.
 * 4. Time never goes back.
 */
export class VirtualClock implements Clock {
  readonly resolution = MONOTONIC_RESOLUTION;
  private readonly now: () => number;
  private readonly worked: (elapsed: number) => number;
  private readonly grain: number;
  private readonly block: Block | undefined;
  private readonly measures: boolean;
  private base = 0;
  private depth = 0;
  /** Real time at which the current piece of work began, moved on by what is excluded from it. */
  private workStart = 0;
  private exclusions = 0;
  private exclusionStart = 0;
  private outstanding = 0;
  private woken = false;

  constructor({ now, worked, grain = DEFAULT_GRAIN, block }: VirtualClockOptions) {
    this.now = now;
    this.worked = worked ?? ((elapsed) => elapsed);
    this.grain = grain;
    this.block = block;
    this.measures = grain !== Number.POSITIVE_INFINITY;
  }

  time(): number {
    return this.depth === 0 ? this.base : this.base + this.measured();
  }

  beginWork(): void {
    if (this.measures) {
      if (this.depth > 0) this.base += this.measured();
      this.workStart = this.now();
    }
    this.depth++;
  }

  endWork(): void {
    if (this.measures) this.base += this.measured();
    this.depth--;
    if (this.measures && this.depth > 0) this.workStart = this.now();
  }

  sleep(seconds: number): void {
    if (seconds > 0) this.base += seconds;
  }

  idle(deadline: number | undefined): void {
    this.settle();
    try {
      this.pass(deadline);
    } finally {
      if (this.depth > 0 && this.measures) this.workStart = this.now();
    }
  }

  wake(): void {
    this.woken = true;
  }

  beginOutside(): void {
    assertThat(this.block !== undefined, 'A clock that cannot block was asked to wait.');
    this.outstanding++;
  }

  endOutside(): void {
    this.outstanding--;
  }

  /** What happens until the matching `endExcluded` is not the program's work. Nests. */
  beginExcluded(): void {
    if (this.exclusions++ === 0 && this.measures) this.exclusionStart = this.now();
  }

  endExcluded(): void {
    if (--this.exclusions > 0 || !this.measures) return;
    this.workStart += Math.max(0, this.now() - this.exclusionStart);
  }

  /** Runs `action` without counting its time as work; returns and throws what it does. */
  exclude<T>(action: () => T): T {
    this.beginExcluded();
    try {
      return action();
    } finally {
      this.endExcluded();
    }
  }

  private measured(): number {
    if (!this.measures) return 0;
    const end = this.exclusions > 0 ? this.exclusionStart : this.now();
    const elapsed = end - this.workStart;
    if (!(elapsed >= this.grain && elapsed > 0)) return 0;
    const worked = this.worked(elapsed);
    return worked >= this.grain ? worked : 0;
  }

  private settle(): void {
    if (this.depth > 0) this.base += this.measured();
  }

  private pass(deadline: number | undefined): void {
    if (this.woken) {
      this.woken = false;
      return;
    }
    const end = deadline === Number.POSITIVE_INFINITY ? undefined : deadline;
    if (this.outstanding > 0 && this.block !== undefined) this.passReal(end, this.block);
    else if (end === undefined) throw new LoopStalled();
    else if (end > this.base) this.base = end;
  }

  private passReal(deadline: number | undefined, block: Block): void {
    const left = deadline === undefined ? undefined : deadline - this.base;
    if (left !== undefined && !(left > 0)) return;
    const start = this.now();
    block(left);
    const elapsed = Math.max(0, this.now() - start);
    // A thread may wake a little late; the deadline itself is what the program asked for.
    this.base =
      deadline === undefined ? this.base + elapsed : Math.min(deadline, this.base + elapsed);
    this.woken = false;
  }
}
