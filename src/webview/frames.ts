import { GrowthPace } from './growth-pace';

/** When the page draws. Times are milliseconds of one clock. */
export interface FrameTimes {
  now(): number;
  /** Does something in the next animation frame. */
  inNextFrame(act: () => void): void;
  /** Does something after a pause, unless what it returns is called before. */
  after(pause: number, act: () => void): () => void;
}

const timesOfPage: FrameTimes = {
  now: () => performance.now(),
  inNextFrame: (act) => {
    requestAnimationFrame(act);
  },
  after: (pause, act) => {
    const timer = window.setTimeout(act, pause);
    return () => window.clearTimeout(timer);
  },
};

/** One animation frame draws everything that changed since the last. */
export class Frames {
  readonly #draw: () => void;
  readonly #times: FrameTimes;
  readonly #pace = new GrowthPace();
  #isAsked = false;
  /** Takes back the frame for growth that waits; undefined if none does. */
  #cancel: (() => void) | undefined;

  constructor(draw: () => void, times = timesOfPage) {
    this.#draw = draw;
    this.#times = times;
  }

  /** Draws in the next frame. */
  ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.#cancel?.();
    this.#cancel = undefined;
    this.#times.inNextFrame(() => {
      this.#isAsked = false;
      const begun = this.#times.now();
      this.#draw();
      this.#pace.drawn(begun, this.#times.now());
    });
  }

  /** The trace has grown: draws in the next frame, or later if more of it should come first. */
  askForGrowth(): void {
    if (this.#isAsked || this.#cancel) return;
    const wait = this.#pace.wait(this.#times.now());
    if (wait === 0) this.ask();
    else this.#cancel = this.#times.after(wait, () => this.ask());
  }
}
