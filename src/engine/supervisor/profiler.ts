import { BUSY, type Control, PROGRESS, SIGNAL } from '../control';

/** `SIGPROF`; `blocking.py` listens to it. */
const SAMPLE_SIGNAL = 27;
const SAMPLE_INTERVAL_MS = 5;
/** Looks without progress after which a handle counts as long: 20 ms. */
const LOOKS_UNTIL_LONG = 4;

/**
 * Finds the line that keeps a loop busy: while a handle runs for long, asks the interpreter every few
 * milliseconds where it stands. A program without long handles is never asked.
 */
export class Profiler {
  readonly #timer: ReturnType<typeof setInterval>;
  #progress = -1;
  #looks = 0;

  constructor(private readonly control: Control) {
    this.#timer = setInterval(() => this.#look(), SAMPLE_INTERVAL_MS);
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
    if (this.#looks >= LOOKS_UNTIL_LONG) Atomics.compareExchange(cells, SIGNAL, 0, SAMPLE_SIGNAL);
  }
}
