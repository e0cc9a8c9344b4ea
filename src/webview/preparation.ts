/** What has to be read before it can be asked. */
export interface Preparable {
  /** Reads as many events, and says whether all have been read. */
  prepare(events: number): boolean;
}

/** Events that are read at once: a few milliseconds, so that frames come in time. */
const PIECE_EVENTS = 16_384;
/** Milliseconds between two pieces, for frames and for what the user does. */
const PAUSE_MS = 4;
/** The same while the trace still comes in: that goes first. */
const GROWTH_PAUSE_MS = 60;

/** Reads a long trace in pieces, between frames; a short one is read at once. */
export class Preparation {
  readonly #done: () => void;
  #timer: number | undefined;
  #what: Preparable | undefined;

  /** `done` is called when all that was asked for has been read, if it could not be read at once. */
  constructor(done: () => void) {
    this.#done = done;
  }

  /** Whether all has been read; if not, the rest is on its way. `grows`: more of the trace is. */
  isDone(what: Preparable, grows: boolean): boolean {
    const isUnderWay = this.#timer !== undefined && what === this.#what;
    if (isUnderWay && !grows) return false;
    window.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#what = what;
    if (what.prepare(PIECE_EVENTS)) return true;
    this.#goOn(what, grows ? GROWTH_PAUSE_MS : PAUSE_MS);
    return false;
  }

  #goOn(what: Preparable, pause: number): void {
    this.#timer = window.setTimeout(() => {
      this.#timer = undefined;
      if (what.prepare(PIECE_EVENTS)) this.#done();
      else this.#goOn(what, PAUSE_MS);
    }, pause);
  }
}
