import { BUSY, type Control, PROGRESS } from '../control';

const LOOK_INTERVAL_MS = 5;

/** Finds out where a long step stands; called again and again until the step is over. */
export type Sample = (isFirst: boolean) => void;

/**
 * Notices steps that keep a loop busy, so that somebody can find out on which line. A program whose
 * handles stay below the work grain is never disturbed.
 */
export class StepWatch {
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #looksUntilLong: number;
  #progress = -1;
  #looks = 0;

  /** `grain`: seconds without progress after which a handle counts as long. */
  constructor(
    private readonly control: Control,
    grain: number,
    private readonly sample: Sample,
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
    if (this.#looks >= this.#looksUntilLong) this.sample(this.#looks === this.#looksUntilLong);
  }
}
