import { firstIndex } from '../base/search';

/** The end of a span that is still open. */
const OPEN = 0x7fffffff;
/** Spans that begin between two lists of open ones, at least. */
const SPANS_PER_LIST = 256;

/** The open spans at one place of the trace. */
interface OpenList {
  /** The first span that is not looked at for the list. */
  readonly next: number;
  readonly spans: Int32Array;
}

/**
 * Things that begin with one event and end with another, such as handles in the ready queue. Which of
 * them are open at an event is found without reading the trace again.
 *
 * 1. Spans are named by their index, in the order in which they begin.
 * 2. Lists of what is open are kept now and then: the next one only after as many spans as the last one
 *    holds, so that all lists together hold at most twice as many spans as there are.
 */
export class OpenSpans {
  #length = 0;
  #begins = new Int32Array(256);
  #ends = new Int32Array(256);
  #subjects = new Int32Array(256);
  readonly #lists: OpenList[] = [{ next: 0, spans: new Int32Array(0) }];

  get length(): number {
    return this.#length;
  }

  /** Begins a span with an event and returns its index; `subject` is the event that describes it. */
  begin(event: number, subject: number): number {
    const span = this.#length;
    if (span === this.#begins.length) this.#grow();
    const { next, spans } = this.#lists.at(-1)!;
    if (span - next >= Math.max(SPANS_PER_LIST, spans.length)) this.#keepList(event);
    this.#begins[span] = event;
    this.#ends[span] = OPEN;
    this.#subjects[span] = subject;
    this.#length = span + 1;
    return span;
  }

  /** Ends a span with an event, unless it has ended before. */
  end(span: number, event: number): void {
    if (this.isOpen(span)) this.#ends[span] = event;
  }

  /** Whether the span has no end yet. */
  isOpen(span: number): boolean {
    return this.#ends[span] === OPEN;
  }

  /** The event with which the span begins. */
  beginOf(span: number): number {
    return this.#begins[span]!;
  }

  /** The event that describes the span. */
  subject(span: number): number {
    return this.#subjects[span]!;
  }

  /** The spans that have begun when `event` has happened, and have not ended, in order. */
  openAt(event: number): number[] {
    const list = this.#lists[this.#listBefore(event)]!;
    const open: number[] = [];
    for (const span of list.spans) if (this.#ends[span]! > event) open.push(span);
    for (let span = list.next; span < this.#length; span++) {
      if (this.#begins[span]! > event) break;
      if (this.#ends[span]! > event) open.push(span);
    }
    return open;
  }

  #keepList(event: number): void {
    this.#lists.push({ next: this.#length, spans: Int32Array.from(this.openAt(event)) });
  }

  /** The last list whose next span has begun at `event`; the first list, which is empty, if none has. */
  #listBefore(event: number): number {
    const later = this.#lists.length - 1;
    return firstIndex(later, (list) => this.#begins[this.#lists[list + 1]!.next]! > event);
  }

  #grow(): void {
    this.#begins = doubled(this.#begins);
    this.#ends = doubled(this.#ends);
    this.#subjects = doubled(this.#subjects);
  }
}

function doubled(from: Int32Array): Int32Array<ArrayBuffer> {
  const to = new Int32Array(from.length * 2);
  to.set(from);
  return to;
}
