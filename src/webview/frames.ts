import { GrowthPace } from './growth-pace';

/** One animation frame draws everything that changed since the last. */
export class Frames {
  readonly #draw: () => void;
  readonly #pace = new GrowthPace();
  #isAsked = false;
  #timer: number | undefined;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  /** Draws in the next frame. */
  ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    window.clearTimeout(this.#timer);
    this.#timer = undefined;
    requestAnimationFrame(() => {
      this.#isAsked = false;
      const begun = performance.now();
      this.#draw();
      this.#pace.drawn(begun, performance.now());
    });
  }

  /** The trace has grown: draws in the next frame, or later if more of it should come first. */
  askForGrowth(): void {
    if (this.#isAsked || this.#timer !== undefined) return;
    const wait = this.#pace.wait(performance.now());
    if (wait === 0) this.ask();
    else this.#timer = window.setTimeout(() => this.ask(), wait);
  }
}
