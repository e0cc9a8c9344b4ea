import type { LookupAnswer } from '../../runtime/network';
import type { SocketWatch, Watchable, WatchedSide } from './socket-watch';

/** A lookup of a name; it can be read when there is an answer. */
export class PythonLookup implements Watchable {
  answer: LookupAnswer | undefined;
  readonly isWritable = false;
  #watch: SocketWatch | undefined;

  get isReadable(): boolean {
    return this.answer !== undefined;
  }

  finish(answer: LookupAnswer): void {
    this.answer = answer;
    this.#watch?.consider();
  }

  watch(_side: WatchedSide, watch: SocketWatch | undefined): void {
    this.#watch?.cancel();
    this.#watch = watch;
    watch?.consider();
  }
}
