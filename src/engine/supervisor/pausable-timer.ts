/** Calls back once after a time, in which pauses do not count. */
export class PausableTimer {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since = 0;
  #left: number;

  /** @param milliseconds real time */
  constructor(
    milliseconds: number,
    private readonly onOver: () => void,
  ) {
    this.#left = milliseconds;
    this.resume();
  }

  pause(): void {
    if (this.#timer === undefined) return;
    this.dispose();
    this.#left -= performance.now() - this.#since;
  }

  /** Does nothing if it runs already. */
  resume(): void {
    if (this.#timer !== undefined) return;
    this.#since = performance.now();
    this.#timer = setTimeout(this.onOver, this.#left);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
