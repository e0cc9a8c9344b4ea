import { Agenda } from './agenda';
import { type Block, type Clock, MONOTONIC_RESOLUTION } from './clock';
import { Patients } from './patients';

export interface SystemClockOptions {
  /** Real time in seconds from a monotonic source. */
  now: () => number;
  /** Blocks the thread; returns early when woken. */
  block: Block;
}

/** One line of time: how far it is ahead of real time, in seconds, and what will happen on it. */
interface Line {
  ahead: number;
  readonly agenda: Agenda;
}

/**
 * Real time: waiting waits, work costs what it takes.
 *
 * In a branch waiting does not wait: it puts the branch ahead, and what comes of it waits for its
 * moment on the agenda.
 */
export class SystemClock implements Clock {
  readonly resolution = MONOTONIC_RESOLUTION;
  readonly patients = new Patients();
  private readonly now: () => number;
  private readonly block: Block;
  private readonly origin: number;
  private readonly main: Line = { ahead: 0, agenda: new Agenda() };
  private line = this.main;
  private outstanding = 0;
  private woken = false;

  constructor({ now, block }: SystemClockOptions) {
    this.now = now;
    this.block = block;
    this.origin = now();
  }

  time(): number {
    return this.mainTime() + this.line.ahead;
  }

  mainTime(): number {
    return this.now() - this.origin;
  }

  get agenda(): Agenda {
    return this.line.agenda;
  }

  get mainAgenda(): Agenda {
    return this.main.agenda;
  }

  beginWork(): void {}

  endWork(): void {}

  spend(): void {}

  sleep(seconds: number): void {
    if (seconds > 0) this.sleepUntil(this.time() + seconds);
  }

  sleepUntil(when: number): void {
    if (when > this.time()) {
      this.catchUp();
      this.beginPatients();
    }
    this.passTo(when);
  }

  catchUp(): void {
    if (this.line.agenda.next() !== Number.POSITIVE_INFINITY) this.passTo(this.time());
  }

  beginPatients(): boolean {
    return this.line === this.main && this.patients.begin();
  }

  resumePaused(): void {
    if (this.line === this.main) this.patients.resume();
  }

  branch(start: number, action: () => void): number {
    const outer = this.line;
    const inner: Line = { ahead: start - this.mainTime(), agenda: new Agenda() };
    this.line = inner;
    try {
      action();
      return this.time();
    } finally {
      this.line = outer;
      inner.agenda.moveTo(outer.agenda);
    }
  }

  idle(deadline: number | undefined): void {
    if (this.woken) {
      this.woken = false;
      return;
    }
    const isOpen = deadline === undefined || deadline === Number.POSITIVE_INFINITY;
    if (isOpen) this.block(undefined);
    else if (this.line === this.main) this.blockOnce(deadline);
    else this.holdUntil(deadline);
    this.woken = false;
  }

  wake(): void {
    this.woken = true;
  }

  beginOutside(): void {
    this.outstanding++;
  }

  endOutside(): void {
    this.outstanding--;
  }

  get awaitsOutside(): boolean {
    return this.outstanding > 0;
  }

  private passTo(when: number): void {
    const { agenda } = this.line;
    for (let next = agenda.next(); next <= when; next = agenda.next()) {
      this.holdUntil(next);
      agenda.doNext();
      if (agenda.next() > next) this.resumePaused();
    }
    this.holdUntil(when);
  }

  private blockOnce(deadline: number): void {
    const left = deadline - this.time();
    if (left > 0) this.block(left);
  }

  private holdUntil(when: number): void {
    if (this.line !== this.main) {
      const now = this.mainTime();
      this.line.ahead = Math.max(this.line.ahead, when - now);
      // Whoever waits for a moment must find it reached, whatever the sum is rounded to.
      if (now + this.line.ahead < when) this.line.ahead += when * Number.EPSILON;
      return;
    }
    for (let left = when - this.time(); left > 0; left = when - this.time()) {
      this.block(left);
      // What ended this pause early was meant for the loop, so the next idle must not wait for it.
      if (this.time() < when) this.woken = true;
    }
  }
}
