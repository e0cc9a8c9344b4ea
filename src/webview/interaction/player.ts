/** Says when to draw the next picture of something that moves. */
export interface FrameClock {
  /** Calls back once with the time in milliseconds of any clock; the result takes that back. */
  next(callback: (now: number) => void): () => void;
}

/** Longer pauses between two frames, as of a hidden page, count as this many seconds. */
const LONGEST_FRAME = 1;

/** Plays something, frame by frame. */
export class Player {
  #cancel: (() => void) | undefined;
  #last: number | undefined;

  /** `advance` goes on by some real seconds, at `now` milliseconds; false: that was the end. */
  constructor(
    private readonly clock: FrameClock,
    private readonly advance: (seconds: number, now: number) => boolean,
  ) {}

  get isPlaying(): boolean {
    return this.#cancel !== undefined;
  }

  start(): void {
    this.stop();
    this.#last = undefined;
    this.#schedule();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #schedule(): void {
    this.#cancel = this.clock.next((now) => {
      const seconds = this.#last === undefined ? 0 : (now - this.#last) / 1000;
      this.#last = now;
      const goesOn = this.advance(Math.min(seconds, LONGEST_FRAME), now);
      // Whatever was told of the movement may have stopped it.
      if (!this.isPlaying) return;
      if (goesOn) this.#schedule();
      else this.stop();
    });
  }
}
