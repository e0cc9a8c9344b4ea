import { BUSY, type Control, PROGRESS, SIGNAL } from '../control';

const LOOK_INTERVAL_MS = 5;

/** `SIGPROF`; `blocking.py` listens to it. */
const SAMPLE_SIGNAL = 27;

/**
 * Finds the line that keeps a loop busy: while a handle runs for long, asks the interpreter every few
 * milliseconds where it stands. A program whose handles stay below the work grain is never asked.
 */
export class SignalProfiler {
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #looksUntilLong: number;
  #progress = -1;
  #looks = 0;

  /** `grain`: seconds without progress after which a handle counts as long. */
  constructor(
    private readonly control: Control,
    grain: number,
  ) {
    this.#looksUntilLong = Math.max(2, Math.ceil((grain * 1000) / LOOK_INTERVAL_MS));
    this.#timer = setInterval(() => this.#look(), LOOK_INTERVAL_MS);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const { cells } = this.control;
    const progress = Atomics.load(cells, PROGRESS);
    const isStill = progress === this.#progress && Atomics.load(cells, BUSY) === 1;
    this.#progress = progress;
    this.#looks = isStill ? this.#looks + 1 : 0;
    // A signal that the program has still to handle is left alone.
    if (this.#looks >= this.#looksUntilLong)
      Atomics.compareExchange(cells, SIGNAL, 0, SAMPLE_SIGNAL);
  }
}
