import type { SocketWatch, Watchable, WatchedSide } from './socket-watch';

const NO_BYTES = new Uint8Array(0);

/**
 * Standard input. Somebody outside is asked for more when the program wants to read and has read all;
 * what is asked for is asked for once.
 */
export class Keyboard implements Watchable {
  readonly isWritable = false;
  #typed: Uint8Array[] = [];
  #hasEnded = false;
  #isAsking = false;
  #watch: SocketWatch | undefined;

  constructor(private readonly ask: () => void) {}

  get isReadable(): boolean {
    return this.#typed.length > 0 || this.#hasEnded;
  }

  /** Asks for input if there is none. */
  want(): void {
    if (this.isReadable || this.#isAsking) return;
    this.#isAsking = true;
    this.ask();
  }

  /** Takes an answer; no bytes for the end of the input. */
  receive(data: Uint8Array): void {
    this.#isAsking = false;
    if (data.length > 0) this.#typed.push(data);
    else this.#hasEnded = true;
    this.#changed();
  }

  /** At most `limit` bytes; none at the end, which is told once, as at a terminal. */
  read(limit: number): Uint8Array {
    const first = this.#typed.shift();
    if (first === undefined) this.#hasEnded = false;
    else if (first.length > limit) this.#typed.unshift(first.subarray(limit));
    this.#changed();
    return first?.slice(0, limit) ?? NO_BYTES;
  }

  watch(_side: WatchedSide, watch: SocketWatch | undefined): void {
    this.#watch?.cancel();
    this.#watch = watch;
    this.#changed();
  }

  #changed(): void {
    const watch = this.#watch;
    if (watch === undefined) return;
    this.want();
    watch.setOutside(!this.isReadable);
    watch.consider();
  }
}
