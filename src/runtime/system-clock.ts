import { type Block, type Clock, MONOTONIC_RESOLUTION } from './clock';

export interface SystemClockOptions {
  /** Real time in seconds from a monotonic source. */
  now: () => number;
  /** Blocks the thread; returns early when woken. */
  block: Block;
}

/** Real time: waiting waits, work costs what it takes. */
export class SystemClock implements Clock {
  readonly resolution = MONOTONIC_RESOLUTION;
  private readonly now: () => number;
  private readonly block: Block;
  private readonly origin: number;
  private woken = false;

  constructor({ now, block }: SystemClockOptions) {
    this.now = now;
    this.block = block;
    this.origin = now();
  }

  time(): number {
    return this.now() - this.origin;
  }

  beginWork(): void {}

  endWork(): void {}

  sleep(seconds: number): void {
    const end = this.time() + seconds;
    for (let left = seconds; left > 0; left = end - this.time()) {
      this.block(left);
      // What ended this pause early was meant for the loop, so the next idle must not wait for it.
      if (this.time() < end) this.woken = true;
    }
  }

  idle(deadline: number | undefined): void {
    if (this.woken) {
      this.woken = false;
      return;
    }
    if (deadline === undefined || deadline === Number.POSITIVE_INFINITY) this.block(undefined);
    else if (deadline > this.time()) this.block(deadline - this.time());
    this.woken = false;
  }

  wake(): void {
    this.woken = true;
  }

  beginOutside(): void {}

  endOutside(): void {}
}
