import type { ToTimeline } from '../../protocol/timeline';
import type { CursorMoment } from '../../trace/cursor';
import type { RunModel } from '../run/run-model';

/** Delivers a message to the page; false if there is no page to take it. */
export type Post = (message: ToTimeline) => PromiseLike<boolean>;

/** Events in one message: about 1.3 MB, which a page takes in without a pause that shows. */
const MAX_EVENTS = 32_768;

/**
 * Brings the trace of a run to the timeline's page, however fast it grows.
 *
 * 1. Nothing is sent before a page said that it is ready. The next page, or one that was given up as
 *    gone, gets everything from the beginning; one that only says so twice goes on, with what the user
 *    has done in it.
 * 2. One message is under way at a time; what comes meanwhile travels together in the next.
 * 3. A run that was replaced is never mixed with the one that replaced it.
 * 4. A message that was lost with a page says nothing about the page that came after it.
 */
export class TimelineFeed {
  readonly #post: Post;
  #model: RunModel | undefined;
  #ready = false;
  /** Rises with each page that is served from the beginning. */
  #page = 0;
  #loadedAt: number | undefined;
  #pumping = false;
  #begun = false;
  #ended = false;
  /** What the page knows of the interpreter and of the file of its run. */
  #isKept = false;
  #isOutdated = false;
  #events = 0;
  #texts = 1;
  #positions = 1;
  /** Undefined: nothing to tell. */
  #cursor: { readonly cursor: CursorMoment | undefined; readonly says?: string } | undefined;
  #revealed: number | undefined;
  readonly #requests: ToTimeline[] = [];

  constructor(post: Post) {
    this.#post = post;
  }

  /** Whether there is a page that takes messages, as far as is known. */
  get hasPage(): boolean {
    return this.#ready;
  }

  /** Shows another run from its beginning. */
  show(model: RunModel | undefined): void {
    this.#model = model;
    this.#restart();
  }

  /**
   * A page is loaded.
   * @param loadedAt differs from page to page
   */
  pageReady(loadedAt: number): void {
    if (this.#ready && loadedAt === this.#loadedAt) return;
    this.#ready = true;
    this.#loadedAt = loadedAt;
    this.#page++;
    this.#restart();
  }

  /** The page is gone; another one may come. */
  pageGone(): void {
    this.#ready = false;
  }

  /** Sends what is new in the trace. */
  update(): void {
    void this.#pump();
  }

  /** Undefined: the end of the run. `says`: what screen readers are told about it. */
  setCursor(cursor: CursorMoment | undefined, says?: string): void {
    this.#cursor = says === undefined ? { cursor } : { cursor, says };
    this.update();
  }

  /** Asks the page something about the run, once it has all of the trace so far. */
  request(message: ToTimeline): void {
    this.#requests.push(message);
    this.update();
  }

  revealTask(task: number): void {
    this.#revealed = task;
    this.update();
  }

  #restart(): void {
    this.#begun = false;
    this.#ended = false;
    this.#isKept = false;
    this.#isOutdated = false;
    this.#events = 0;
    this.#texts = 1;
    this.#positions = 1;
    const cursor = this.#model?.cursor;
    this.#cursor = cursor && { cursor };
    this.update();
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      for (;;) {
        const message = this.#next();
        if (!message) return;
        await this.#deliver(message);
      }
    } finally {
      this.#pumping = false;
    }
  }

  async #deliver(message: ToTimeline): Promise<void> {
    const page = this.#page;
    // Rejected if the panel was closed while the message was under way.
    const isTaken = await Promise.resolve(this.#post(message)).catch(() => false);
    if (!isTaken && page === this.#page) this.pageGone();
  }

  #next(): ToTimeline | undefined {
    const model = this.#model;
    if (!model || !this.#ready) return undefined;
    if (!this.#begun) {
      this.#begun = true;
      return { type: 'trace/begin', header: model.header };
    }
    return (
      this.#nextOfTrace(model) ??
      this.#nextOfKept(model) ??
      this.#nextOfFile(model) ??
      this.#nextOfView()
    );
  }

  #nextOfTrace({ trace, header, outcome }: RunModel): ToTimeline | undefined {
    const { runId } = header;
    if (this.#events < trace.length) {
      const last = Math.min(trace.length, this.#events + MAX_EVENTS);
      const chunk = trace.slice(this.#events, this.#texts, this.#positions, last);
      this.#events = last;
      this.#texts += chunk.texts.length;
      this.#positions += chunk.positions.length;
      return { type: 'trace/append', runId, chunk };
    }
    if (!outcome || this.#ended) return undefined;
    this.#ended = true;
    return { type: 'trace/end', runId, notes: outcome.notes ?? [] };
  }

  #nextOfKept({ isKept, header: { runId } }: RunModel): ToTimeline | undefined {
    if (isKept === this.#isKept) return undefined;
    this.#isKept = isKept;
    return { type: 'cells/kept', runId, isKept };
  }

  #nextOfFile({ isOutdated }: RunModel): ToTimeline | undefined {
    if (isOutdated === this.#isOutdated) return undefined;
    this.#isOutdated = isOutdated;
    return { type: 'file/changed', hasChanged: isOutdated };
  }

  #nextOfView(): ToTimeline | undefined {
    const cursor = this.#cursor;
    if (cursor) {
      this.#cursor = undefined;
      return { type: 'cursor/set', ...cursor };
    }
    const task = this.#revealed;
    this.#revealed = undefined;
    return task === undefined ? this.#requests.shift() : { type: 'task/reveal', task };
  }
}
