import { assertThat } from '../base/assert';
import type { Agenda } from './agenda';
import { type Block, type Clock, MONOTONIC_RESOLUTION } from './clock';
import { LoopStalled } from './errors';
import { Patients } from './patients';
import { VirtualLine, type WorkMeter } from './virtual-line';

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
 * 2. Work costs what it took, see `VirtualLine`.
 * 3. `sleep` moves the clock and takes no real time, so nothing is counted twice.
 * 4. Time never goes back, except that a branch leaves it as it was.
 */
export class VirtualClock implements Clock {
  readonly resolution = MONOTONIC_RESOLUTION;
  readonly patients = new Patients();
  private readonly meter: WorkMeter;
  private readonly block: Block | undefined;
  private readonly main: VirtualLine;
  private line: VirtualLine;
  private outstanding = 0;
  private woken = false;
  /** Real time at which time became real, and for how many seconds it is at most. */
  private real: { readonly since: number; readonly limit: number } | undefined = undefined;
  /** Whether somebody has asked for the time since then. */
  private isRealSeen = false;

  constructor({
    now,
    worked = (elapsed) => elapsed,
    grain = DEFAULT_GRAIN,
    block,
  }: VirtualClockOptions) {
    this.meter = { now, worked, grain };
    this.block = block;
    this.main = new VirtualLine(this.meter, 0);
    this.line = this.main;
  }

  time(): number {
    return this.line.time() + this.realPassed();
  }

  mainTime(): number {
    return this.main.time() + this.realPassed();
  }

  get agenda(): Agenda {
    return this.line.agenda;
  }

  get mainAgenda(): Agenda {
    return this.main.agenda;
  }

  beginWork(): void {
    this.line.beginWork();
  }

  endWork(): void {
    this.line.endWork();
  }

  spend(seconds: number): void {
    this.line.base += seconds;
  }

  sleep(seconds: number): void {
    if (!(seconds > 0)) return;
    const { line } = this;
    const end = line.base + seconds;
    this.passTo(line.time() + seconds);
    line.base = Math.max(line.base, end);
  }

  sleepUntil(when: number): void {
    this.passTo(when);
    this.line.moveOnTo(when);
  }

  catchUp(): void {
    const { line } = this;
    if (line.agenda.next() !== Number.POSITIVE_INFINITY) this.doWhatIsDue(line.time());
  }

  beginPatients(): boolean {
    const { patients } = this;
    if (this.line !== this.main || (patients.isEmpty && patients.areAwake)) return false;
    return this.exclude(() => patients.begin());
  }

  resumePaused(): void {
    if (this.line === this.main && !this.patients.areAwake) {
      this.exclude(() => this.patients.resume());
    }
  }

  branch(start: number, action: () => void): number {
    const outer = this.line;
    const inner = new VirtualLine(this.meter, start);
    outer.beginExcluded();
    this.line = inner;
    inner.beginWork();
    try {
      action();
    } finally {
      inner.endWork();
      this.line = outer;
      inner.agenda.moveTo(outer.agenda);
      outer.endExcluded();
    }
    return inner.time();
  }

  idle(deadline: number | undefined): void {
    this.line.settle();
    try {
      this.pass(deadline);
    } finally {
      this.line.restart();
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

  get awaitsOutside(): boolean {
    return this.outstanding > 0;
  }

  /** Time passes as it does outside until the matching `endReal`, for `limit` seconds at the most. */
  beginReal(limit: number): void {
    this.beginExcluded();
    this.real = { since: this.meter.now(), limit };
    this.isRealSeen = false;
  }

  /**
   * Keeps the time that has passed since `beginReal`, or forgets it. Less than `short` seconds that nobody has
   * seen are forgotten, too.
   */
  endReal(isKept: boolean, short = 0): void {
    const isSeen = this.isRealSeen;
    const passed = this.realPassed();
    this.real = undefined;
    this.endExcluded();
    if (isKept && (isSeen || passed >= short)) this.sleep(passed);
  }

  /** What happens until the matching `endExcluded` is not the program's work. Nests. */
  beginExcluded(): void {
    this.line.beginExcluded();
  }

  endExcluded(): void {
    this.line.endExcluded();
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

  /** As `doWhatIsDue`; if there is time to pass, the program waits. */
  private passTo(until: number): void {
    if (until > this.line.time()) {
      this.catchUp();
      this.beginPatients();
    }
    this.doWhatIsDue(until);
  }

  /** Does what stands on the agenda up to `until`, each at its moment or, if that is over, now. */
  private doWhatIsDue(until: number): void {
    const { line } = this;
    const { agenda } = line;
    while (agenda.next() <= until) {
      line.moveOnTo(agenda.next());
      this.exclude(() => agenda.doNext());
      // Those who wake at the same time do so before those who are woken by them.
      if (agenda.next() > line.time()) this.resumePaused();
    }
  }

  private realPassed(): number {
    if (this.real === undefined) return 0;
    this.isRealSeen = true;
    const { since, limit } = this.real;
    return Math.min(limit, Math.max(0, this.meter.now() - since));
  }

  private pass(deadline: number | undefined): void {
    if (this.woken) {
      this.woken = false;
      return;
    }
    const end = deadline === Number.POSITIVE_INFINITY ? undefined : deadline;
    if (this.awaitsOutside && this.block !== undefined) this.passReal(end, this.block);
    else if (end === undefined) throw new LoopStalled();
    else if (end > this.line.base) this.line.base = end;
  }

  private passReal(deadline: number | undefined, block: Block): void {
    const { line } = this;
    const left = deadline === undefined ? undefined : deadline - line.base;
    if (left !== undefined && !(left > 0)) return;
    const start = this.meter.now();
    block(left);
    const elapsed = Math.max(0, this.meter.now() - start);
    // A thread may wake a little late; the deadline itself is what the program asked for.
    line.base =
      deadline === undefined ? line.base + elapsed : Math.min(deadline, line.base + elapsed);
    this.woken = false;
  }
}
