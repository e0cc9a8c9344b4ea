/** What has to be read before it can be asked. */
export interface Preparable {
  /** Events that have not been read. */
  readonly unread: number;
  /** Reads as many events, and says whether all have been read. */
  prepare(events: number): boolean;
}

/** Events that are read at once: a few milliseconds, so that frames come in time. */
const PIECE_EVENTS = 16_384;
/** Milliseconds between two pieces, for frames and for what the user does. */
const PAUSE_MS = 4;
/** The same while the trace still comes in: a long one that is opened goes first. */
const GROWTH_PAUSE_MS = 200;

/** Does something after a pause (milliseconds), unless what it returns is called before. */
export type After = (pause: number, act: () => void) => () => void;

const afterOnPage: After = (pause, act) => {
  const timer = window.setTimeout(act, pause);
  return () => window.clearTimeout(timer);
};

/** Reads a long trace in pieces, between frames; a short one is read at once. */
export class Preparation {
  readonly #done: () => void;
  readonly #after: After;
  /** Takes back the next piece; undefined if none is to come. */
  #cancel: (() => void) | undefined;
  #what: Preparable | undefined;
  #grows = false;

  /** `done` is called when all that was asked for has been read, if it could not be read at once. */
  constructor(done: () => void, after = afterOnPage) {
    this.#done = done;
    this.#after = after;
  }

  /** Whether all has been read; if not, the rest is on its way. `grows`: more of the trace is. */
  isDone(what: Preparable, grows: boolean): boolean {
    this.#grows = grows;
    if (what !== this.#what) this.#begin(what);
    if (this.#cancel) return false;
    if (what.unread <= PIECE_EVENTS) return what.prepare(PIECE_EVENTS);
    this.#goOn(what);
    return false;
  }

  #begin(what: Preparable): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#what = what;
  }

  #goOn(what: Preparable): void {
    this.#cancel = this.#after(this.#grows ? GROWTH_PAUSE_MS : PAUSE_MS, () => {
      this.#cancel = undefined;
      if (what.prepare(PIECE_EVENTS)) this.#done();
      else this.#goOn(what);
    });
  }
}
