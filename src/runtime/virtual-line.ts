import { Agenda } from './agenda';

/** How a virtual clock measures work. */
export interface WorkMeter {
  /** Real time in seconds from a monotonic source. */
  readonly now: () => number;
  /** How many of so many real seconds, which just passed, the program really worked. */
  readonly worked: (elapsed: number) => number;
  /** Seconds that a piece of work must take to count; `Infinity` never measures. */
  readonly grain: number;
}

/**
 * One line of virtual time: the program's own, or that of a branch.
 *
 * Work costs what it took: a piece that took the grain or longer counts in full, a shorter one not at
 * all. The rule is applied whenever the time is asked for, and the end of the piece settles it.
 */
export class VirtualLine {
  readonly agenda = new Agenda();
  private readonly measures: boolean;
  private depth = 0;
  /** Real time at which the current piece of work began, moved on by what is excluded from it. */
  private workStart = 0;
  /** What somebody has been told that the current piece of work took, in seconds. */
  private told = 0;
  private exclusions = 0;
  private exclusionStart = 0;

  /** `base` is the time without the work that is being measured, in seconds. */
  constructor(
    private readonly meter: WorkMeter,
    public base: number,
  ) {
    this.measures = meter.grain !== Number.POSITIVE_INFINITY;
  }

  time(): number {
    return this.depth === 0 ? this.base : this.base + this.measured();
  }

  /** Lets the time pass until `when`, in seconds, if that is not over. */
  moveOnTo(when: number): void {
    const work = this.time() - this.base;
    if (this.base + work >= when) return;
    this.base = when - work;
    // Whoever waits for a moment must find it reached, whatever the sum is rounded to.
    if (this.base + work < when) this.base += when * Number.EPSILON;
  }

  beginWork(): void {
    if (this.measures) {
      if (this.depth > 0) this.base += this.measured();
      this.begin();
    }
    this.depth++;
  }

  endWork(): void {
    if (this.measures) this.base += this.measured();
    this.depth--;
    this.restart();
  }

  beginExcluded(): void {
    if (this.exclusions++ === 0 && this.measures) this.exclusionStart = this.meter.now();
  }

  endExcluded(): void {
    if (--this.exclusions > 0 || !this.measures) return;
    this.workStart += Math.max(0, this.meter.now() - this.exclusionStart);
  }

  /** Counts what has been worked so far. */
  settle(): void {
    if (this.depth > 0) this.base += this.measured();
  }

  /** The piece of work that goes on, if any, counts from now. */
  restart(): void {
    if (this.depth > 0 && this.measures) this.begin();
  }

  private begin(): void {
    this.workStart = this.meter.now();
    this.told = 0;
  }

  private measured(): number {
    if (!this.measures) return 0;
    const { now, worked, grain } = this.meter;
    const end = this.exclusions > 0 ? this.exclusionStart : now();
    const elapsed = end - this.workStart;
    if (!(elapsed >= grain && elapsed > 0)) return this.told;
    const seconds = worked(elapsed);
    // A meter may forget what came before a mark, but the time does not go back.
    if (seconds >= grain) this.told = Math.max(this.told, seconds);
    return this.told;
  }
}
