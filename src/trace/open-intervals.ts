import { firstIndex } from '../base/search';
import type { IntervalTable } from './intervals';
import type { Timeline } from './timeline';

/** Intervals that begin between two lists of open ones, at least. */
const INTERVALS_PER_LIST = 256;

/** The open intervals at one place of the table. */
interface OpenList {
  /** The first interval that is not looked at for the list. */
  readonly next: number;
  readonly intervals: Int32Array;
}

/**
 * Which intervals of a table are open at an event, without a look at each task.
 *
 * Lists of what is open are kept now and then: the next one only after as many intervals as the last one
 * holds, so that all lists together hold at most twice as many intervals as there are.
 */
export class OpenIntervals {
  readonly #timeline: Timeline;
  readonly #table: IntervalTable;
  readonly #lists: OpenList[] = [{ next: 0, intervals: new Int32Array(0) }];

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#table = timeline.intervals;
  }

  /** The intervals that have begun when `event` has happened, and have not ended, in order. */
  at(event: number): number[] {
    this.#update();
    return this.#from(this.#listBefore(event), event);
  }

  #update(): void {
    for (;;) {
      const last = this.#lists.at(-1)!;
      const next = last.next + Math.max(INTERVALS_PER_LIST, last.intervals.length);
      if (next >= this.#table.length) return;
      // An interval that ends with the event with which the next one begins is not in the list.
      const open = this.#from(last, this.#table.event(next - 1));
      this.#lists.push({ next, intervals: Int32Array.from(open) });
    }
  }

  #from({ next, intervals }: OpenList, event: number): number[] {
    const table = this.#table;
    const open: number[] = [];
    for (const interval of intervals) if (this.#isOpen(interval, event)) open.push(interval);
    for (let interval = next; interval < table.length; interval++) {
      if (table.event(interval) > event) break;
      if (this.#isOpen(interval, event)) open.push(interval);
    }
    return open;
  }

  /** What went on when a limit was reached is known no longer, but it did not end then. */
  #isOpen(interval: number, event: number): boolean {
    const end = this.#table.endEvent(interval);
    if (end < 0 || end > event) return true;
    const { dropped, trace } = this.#timeline;
    return dropped > 0 && trace.kind(end) === 'dropped';
  }

  /** The last list whose intervals have all begun when `event` has happened. */
  #listBefore(event: number): OpenList {
    const later = this.#lists.length - 1;
    const begun = firstIndex(
      later,
      (list) => this.#table.event(this.#lists[list + 1]!.next - 1) > event,
    );
    return this.#lists[begun]!;
  }
}
