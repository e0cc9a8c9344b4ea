/** The clock of a run. All times are seconds since the run began; `time` never goes back. */
export interface Clock {
  time(): number;

  /**
   * The smallest step of the clock in seconds; a timer due within it counts as due.
   * Counterpart: `BaseEventLoop._clock_resolution`.
   */
  readonly resolution: number;

  /** The program starts to work. Pieces nest: the outer one is interrupted by the inner one. */
  beginWork(): void;

  /** The innermost piece of work ends. */
  endWork(): void;

  /** Holds the program for `seconds`, as `time.sleep` does. */
  sleep(seconds: number): void;

  /**
   * Nothing is ready: lets the time pass until `deadline`, for ever if it is undefined, or until
   * `wake` is called. May return early. Throws `LoopStalled` if nothing could ever wake it.
   */
  idle(deadline: number | undefined): void;

  /** Ends `idle` now, or the next one before it begins. */
  wake(): void;

  /** Something outside is awaited from now on: idle time is real until the matching `endOutside`. */
  beginOutside(): void;

  endOutside(): void;
}

/** The resolution of `time.monotonic()` on Linux. */
export const MONOTONIC_RESOLUTION = 1e-9;

/** Blocks the thread for at most `seconds`, or until woken; the host consumes what woke it. */
export type Block = (seconds: number | undefined) => void;
