/** Calls back once after a time, in which pauses do not count. */
export class PausableTimer {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since = 0;
  #left: number;

  /** @param now real time in milliseconds, as `milliseconds` is */
  constructor(
    milliseconds: number,
    private readonly onOver: () => void,
    private readonly now = () => performance.now(),
  ) {
    this.#left = milliseconds;
    this.resume();
  }

  pause(): void {
    if (this.#timer === undefined) return;
    this.dispose();
    this.#left -= this.now() - this.#since;
  }

  /** Does nothing if it runs already. */
  resume(): void {
    if (this.#timer !== undefined) return;
    this.#since = this.now();
    this.#timer = setTimeout(this.onOver, this.#left);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
