import { ValueError } from '../errors';

export interface WriteLimitOptions {
  /** Bytes beyond which the protocol must pause; 64 KiB, or four times `low`. */
  high?: number;
  /** Bytes at which it may go on; a quarter of `high`. */
  low?: number;
}

const DEFAULT_HIGH = 64 * 1024;

/** How much of what was written may be buffered: `transports._FlowControlMixin`. */
export class WriteLimits {
  private low = DEFAULT_HIGH / 4;
  private high = DEFAULT_HIGH;
  private isOver = false;

  get range(): readonly [low: number, high: number] {
    return [this.low, this.high];
  }

  /** Throws `ValueError` unless `high >= low >= 0`. */
  set({ high, low }: WriteLimitOptions): void {
    const newHigh = high ?? (low === undefined ? DEFAULT_HIGH : 4 * low);
    const newLow = low ?? Math.floor(newHigh / 4);
    if (!(newHigh >= newLow && newLow >= 0)) {
      throw new ValueError(`high (${newHigh}) must be >= low (${newLow}) must be >= 0`);
    }
    this.high = newHigh;
    this.low = newLow;
  }

  /** The buffer grew to `size` bytes; true if the protocol must pause now. */
  grew(size: number): boolean {
    if (this.isOver || size <= this.high) return false;
    this.isOver = true;
    return true;
  }

  /** The buffer shrank to `size` bytes; true if the protocol may go on now. */
  shrank(size: number): boolean {
    if (!this.isOver || size > this.low) return false;
    this.isOver = false;
    return true;
  }
}
