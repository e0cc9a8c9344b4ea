/** Of the time, for what grows: the rest is left to what arrives and to the hand of the user. */
const SHARE = 0.2;
/** Drawing that takes no longer than this may happen in every frame. */
const SHORT_MS = 4;

/**
 * How often a picture that grows is drawn: seldom if that takes long, since what is drawn of a long trace
 * is soon out of date.
 */
export class GrowthPace {
  #next = Number.NEGATIVE_INFINITY;

  /** The picture was drawn with what is new in it; milliseconds of any clock. */
  drawn(begun: number, ended: number): void {
    const took = ended - begun;
    this.#next = took <= SHORT_MS ? ended : ended + took * (1 / SHARE - 1);
  }

  /** Milliseconds to wait before it is drawn again. */
  wait(now: number): number {
    return Math.max(0, this.#next - now);
  }
}
