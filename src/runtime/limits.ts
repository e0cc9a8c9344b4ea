import { LimitReached } from './errors';

export interface Limits {
  /** How many handles may run. */
  steps?: number;
  /** The time of the clock, in seconds, that must not be passed. */
  seconds?: number;
}

/** Guards against a program that never ends. Throws `LimitReached`. */
export class LimitGuard {
  private maxSteps = Number.POSITIVE_INFINITY;
  private maxSeconds = Number.POSITIVE_INFINITY;
  private steps = 0;

  constructor(limits: Limits = {}) {
    this.renew(limits);
  }

  /** Counts anew, up to other limits. */
  renew({ steps, seconds }: Limits): void {
    this.steps = 0;
    this.maxSteps = steps ?? Number.POSITIVE_INFINITY;
    this.maxSeconds = seconds ?? Number.POSITIVE_INFINITY;
  }

  countStep(): void {
    if (this.steps >= this.maxSteps) throw new LimitReached('steps', this.maxSteps);
    this.steps++;
  }

  checkTime(time: number): void {
    if (time > this.maxSeconds) throw new LimitReached('seconds', this.maxSeconds);
  }

  /** How long an idle wait for `deadline` may last, so that the time shows that it was waited. */
  latest(deadline: number): number {
    return Math.min(deadline, this.maxSeconds);
  }

  /** After an idle wait: `deadline` lies beyond the limit, and the limit has been waited for. */
  checkIdle(deadline: number, time: number): void {
    const beyond = deadline > this.maxSeconds && time >= this.maxSeconds;
    if (beyond) throw new LimitReached('seconds', this.maxSeconds);
  }
}
