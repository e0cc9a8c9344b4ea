import { firstIndex } from '../base/search';
import type { TraceStore } from './store';

/** What the loop does for a while: run a step of `task`, run a callback (`task` 0), or nothing. */
export interface LoopSpan {
  readonly kind: LoopSpanKind;
  readonly from: number;
  /** Seconds; `Infinity` while it goes on. */
  readonly to: number;
  readonly task: number;
  /** The `task.step`, `callback.started` or `loop.idle` event. */
  readonly event: number;
  /** The event that ended it, or the one after a `loop.idle`, which may not be there yet; -1 while it goes on. */
  readonly endEvent: number;
}
export type LoopSpanKind = 'task' | 'callback' | 'idle';

const PAGE_SPANS = 4096;
const PAGE_BITS = Math.log2(PAGE_SPANS);
const PAGE_MASK = PAGE_SPANS - 1;

/** The columns of consecutive spans. */
interface Page {
  readonly to: Float64Array;
  readonly events: Int32Array;
  readonly endEvents: Int32Array;
}

/**
 * What the loop did, in columns, in the order in which it began. What the event that began a span says is
 * not kept again. The columns are in pages, so that a long table is never copied to grow.
 *
 * A span is named by its index, which never changes. At most one goes on, and it is the last one that runs.
 */
export class LoopTable {
  readonly #trace: TraceStore;
  readonly #pages: Page[] = [];
  #length = 0;
  /** The span that goes on, -1 if none does. */
  #current = -1;
  /** The event with which the run ended. */
  #over = Number.POSITIVE_INFINITY;

  constructor(trace: TraceStore) {
    this.#trace = trace;
  }

  get length(): number {
    return this.#length;
  }

  /** The task whose step goes on, 0 if none does. */
  get currentTask(): number {
    return this.#current < 0 ? 0 : this.task(this.#current);
  }

  /** Begins what goes on until `finish`; `event`: `task.step` or `callback.started`. */
  begin(event: number): void {
    this.finish(this.#trace.time(event), event);
    this.#current = this.#add(Number.POSITIVE_INFINITY, event, -1);
  }

  /** Ends what goes on, if something does, at `time` (seconds). */
  finish(time: number, event: number): void {
    const index = this.#current;
    if (index < 0) return;
    const page = this.#page(index);
    page.to[index & PAGE_MASK] = time;
    page.endEvents[index & PAGE_MASK] = event;
    this.#current = -1;
  }

  /** The run is over. */
  end(time: number, event: number): void {
    this.finish(time, event);
    this.#over = event;
  }

  /** Adds idle time up to `to` (seconds), which a `loop.idle` event tells of. */
  idle(event: number, to: number): void {
    this.#add(to, event, event + 1);
  }

  kind(index: number): LoopSpanKind {
    const kind = this.#trace.kind(this.event(index));
    return kind === 'task.step' ? 'task' : kind === 'loop.idle' ? 'idle' : 'callback';
  }

  from(index: number): number {
    return this.#trace.time(this.event(index));
  }

  /** Seconds; `Infinity` while the span goes on. */
  to(index: number): number {
    return this.#page(index).to[index & PAGE_MASK]!;
  }

  task(index: number): number {
    return this.kind(index) === 'task' ? this.#trace.task(this.event(index)) : 0;
  }

  event(index: number): number {
    return this.#page(index).events[index & PAGE_MASK]!;
  }

  /** See `LoopSpan`. */
  endEvent(index: number): number {
    return this.#page(index).endEvents[index & PAGE_MASK]!;
  }

  /** A span as it is now; undefined if there is none with that index. */
  at(index: number): LoopSpan | undefined {
    if (index < 0 || index >= this.#length) return undefined;
    return {
      kind: this.kind(index),
      from: this.from(index),
      to: this.to(index),
      task: this.task(index),
      event: this.event(index),
      endEvent: this.endEvent(index),
    };
  }

  /** The spans from `first` to before `last` as they are now. */
  slice(first = 0, last = this.#length): LoopSpan[] {
    const spans: LoopSpan[] = [];
    for (let index = first; index < last; index++) spans.push(this.at(index)!);
    return spans;
  }

  /** The index of the last step or callback that has begun when `event` has happened, -1 if none has. */
  lastBegun(event: number): number {
    let last = firstIndex(this.#length, (span) => this.event(span) > event) - 1;
    while (last >= 0 && this.kind(last) === 'idle') last--;
    return last;
  }

  /** The index of the step or callback that goes on when `event` has happened, -1 if none does. */
  busyAt(event: number): number {
    const last = this.lastBegun(event);
    if (last < 0 || event >= this.#over) return -1;
    const end = this.endEvent(last);
    if (end < 0 || end > event) return last;
    // What went on when a limit was reached is known no longer, but it did not end then.
    return this.#trace.kind(end) === 'dropped' ? last : -1;
  }

  #add(to: number, event: number, endEvent: number): number {
    const index = this.#length;
    const at = index & PAGE_MASK;
    if (at === 0) this.#pages.push(newPage(PAGE_SPANS));
    const page = this.#page(index);
    page.to[at] = to;
    page.events[at] = event;
    page.endEvents[at] = endEvent;
    this.#length = index + 1;
    return index;
  }

  #page(index: number): Page {
    return this.#pages[index >>> PAGE_BITS] ?? NO_PAGE;
  }
}

/** Where spans are that are not in the table. */
const NO_PAGE = newPage(0);

function newPage(spans: number): Page {
  return {
    to: new Float64Array(spans),
    events: new Int32Array(spans),
    endEvents: new Int32Array(spans),
  };
}
