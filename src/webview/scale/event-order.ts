import { firstIndex } from '../../base/search';
import { Column } from '../../trace/column';
import type { CursorMoment } from '../../trace/cursor';
import { momentAtTime } from '../../trace/cursor';
import { writtenAt } from '../../trace/moment-time';
import { EVENT_KINDS, type EventKind } from '../../trace/schema';
import type { Timeline } from '../../trace/timeline';

/** How many half cells events take side by side; those that are not named here take none. */
const WIDTHS: Readonly<Partial<Record<EventKind, number>>> = {
  'task.step': 2,
  'task.ready': 2,
  'task.cancelling': 2,
  'callback.started': 2,
  'job.started': 2,
  'job.ended': 2,
  output: 2,
  'cell.started': 2,
  'task.created': 1,
  'task.suspended': 1,
  'task.ended': 1,
  'callback.ready': 1,
  'callback.ended': 1,
  'timer.set': 1,
  'timer.cancelled': 1,
  'job.submitted': 1,
  'primitive.changed': 1,
};
/** The same of a row that reports a stretch of time: there is time to be seen in it, if it took any. */
const STRETCH_WIDTH = 5;
const STRETCHES: ReadonlySet<EventKind> = new Set<EventKind>(['loop.idle', 'block']);
const WIDTH_OF_NUMBER = EVENT_KINDS.map((kind) =>
  STRETCHES.has(kind) ? STRETCH_WIDTH : (WIDTHS[kind] ?? 0),
);

/**
 * The events of a trace side by side, each in a cell of its own, for a trace that may still grow.
 * Positions are half cells from the first event on; an _instant_ is all events of one time.
 *
 * 1. `update` reads each event once, and what it places never moves.
 * 2. Of the cells of an instant, time passes in the last one only. So time never decreases with the
 *    position, and the longest wait takes one cell.
 * 3. Every question takes O(log n).
 */
export class EventOrder {
  /** Where cells begin; one more, for where the last one ends. */
  readonly #starts = Column.ofCounts();
  /** The instant of each event. */
  readonly #instants = Column.ofCounts();
  /** The first event of each instant, and its time in seconds. */
  readonly #firsts = Column.ofCounts();
  readonly #times = Column.ofNumbers();
  #goesOn = false;

  constructor(readonly timeline: Timeline) {
    this.#starts.push(0);
    this.update();
  }

  get trace() {
    return this.timeline.trace;
  }

  /** Number of events. */
  get length(): number {
    return this.#instants.length;
  }

  /** Where the cell of the last event ends. */
  get size(): number {
    return this.#starts.at(this.length);
  }

  get instantCount(): number {
    return this.#times.length;
  }

  /** Seconds; when the trace begins, and how far it goes. */
  get from(): number {
    return this.length === 0 ? 0 : this.trace.time(0);
  }

  get to(): number {
    return this.timeline.end;
  }

  /** Whether the run ended while tasks still waited, so that there is more to draw than time tells. */
  get goesOn(): boolean {
    return this.#goesOn;
  }

  /** Reads the events that came since the last call. Call it after `Timeline.update`. */
  update(): void {
    const { trace, timeline } = this;
    if (this.length === trace.length) return;
    const isKnown = timeline.runEnd !== undefined && timeline.dropped === 0;
    this.#goesOn = isKnown && timeline.tasks.some(({ ended }) => ended === undefined);
    let start = this.size;
    let last = this.instantCount === 0 ? -1 : this.#times.at(this.instantCount - 1);
    for (let event = this.length; event < trace.length; event++) {
      const begins = this.#begins(event);
      if (event === 0 || begins > last) {
        last = begins;
        this.#times.push(begins);
        this.#firsts.push(event);
      }
      this.#instants.push(this.instantCount - 1);
      start += this.#widthOf(event, begins);
      this.#starts.push(start);
    }
  }

  /** Where the cell of an event begins; after the last event, where the last cell ends. */
  start(event: number): number {
    return this.#starts.at(Math.max(0, Math.min(event, this.length)));
  }

  /** Seconds; when what the event tells of began. */
  begins(event: number): number {
    return this.#times.at(this.#instants.at(event));
  }

  /** Whether a row was written at the end of the time that it reports. */
  isStretch(event: number): boolean {
    return event < this.trace.length && STRETCHES.has(this.trace.kind(event));
  }

  /** How far the cell of an event is from that of the first event of its instant. */
  startInInstant(event: number): number {
    return this.#starts.at(event) - this.#starts.at(this.#firsts.at(this.#instants.at(event)));
  }

  /** The event in whose cell a position lies, -1 before the first. */
  eventAt(position: number): number {
    return firstIndex(this.length, (event) => this.#starts.at(event) > position) - 1;
  }

  /** The first event whose cell begins at a position or after it. */
  eventFrom(position: number): number {
    return firstIndex(this.length, (event) => this.#starts.at(event) >= position);
  }

  /** The instant of an event. */
  instantOf(event: number): number {
    return this.#instants.at(event);
  }

  /** The last instant at `time` (seconds) or before, -1 if there is none. */
  instantAt(time: number): number {
    return firstIndex(this.instantCount, (instant) => this.timeOf(instant) > time) - 1;
  }

  /** Seconds; of the instant after the last one, the end of the trace. */
  timeOf(instant: number): number {
    return instant < this.instantCount ? this.#times.at(instant) : this.to;
  }

  /** The first event of an instant; after the last instant, the number of events. */
  firstOf(instant: number): number {
    return instant < this.instantCount ? this.#firsts.at(instant) : this.length;
  }

  /** The position at `time` (seconds), after everything that began then. */
  positionAt(time: number): number {
    const instant = this.instantAt(time);
    if (instant < 0) return 0;
    const [from, to] = [this.timeOf(instant), this.timeOf(instant + 1)];
    const end = this.start(this.firstOf(instant + 1));
    const start = this.#startOfLast(instant);
    return to > from ? start + (end - start) * Math.min(1, (time - from) / (to - from)) : end;
  }

  /** Where an event stands; before its cell if what it tells of began at `time`, earlier than the trace heard of it. */
  positionOf(time: number, event: number): number {
    if (event >= this.length || time >= this.begins(event)) return this.start(event);
    return Math.min(this.positionAt(time), this.start(event));
  }

  /** What has happened at a position. */
  momentAt(position: number): CursorMoment {
    const event = this.eventAt(Math.max(0, position));
    if (event < 0) return { event, time: this.from };
    const instant = this.instantOf(event);
    const [from, to] = [this.timeOf(instant), this.timeOf(instant + 1)];
    const start = this.#startOfLast(instant);
    if (position < start || to <= from) return { event, time: from };
    const end = this.start(this.firstOf(instant + 1));
    const share = end > start ? Math.min(1, (position - start) / (end - start)) : 1;
    return momentAtTime(this.trace, from + (to - from) * share);
  }

  /** Where a cursor stands: in the middle of a cell, or in a cell in which time passes, where its time is. */
  positionOfCursor({ event, time }: CursorMoment): number {
    const known = Math.min(event, this.length - 1);
    if (known < 0) return 0;
    const instant = this.instantOf(known);
    if (time > this.timeOf(instant)) {
      const next = known + 1;
      return Math.min(this.positionAt(time), this.start(this.isStretch(next) ? next + 1 : next));
    }
    // An event without a cell happens in the cell before.
    const own = this.start(known + 1) > this.start(known);
    const cell = own ? known : this.eventAt(this.start(known) - 0.5);
    if (cell < this.firstOf(instant)) return this.start(known);
    const isLast = this.start(cell) >= this.#startOfLast(instant);
    const passes = isLast && this.timeOf(instant + 1) > this.timeOf(instant);
    return passes ? this.start(cell) : (this.start(cell) + this.start(cell + 1)) / 2;
  }

  /** Where the last cell of an instant begins; if it has none, where it would be. */
  #startOfLast(instant: number): number {
    const end = this.start(this.firstOf(instant + 1));
    const last = this.eventAt(end - 0.5);
    return last < this.firstOf(instant) ? end : this.start(last);
  }

  #begins(event: number): number {
    const { trace } = this;
    const time = trace.time(event);
    if (WIDTH_OF_NUMBER[trace.kindNumber(event)] !== STRETCH_WIDTH || event === 0) return time;
    return Math.max(time, writtenAt(trace, event - 1));
  }

  #widthOf(event: number, begins: number): number {
    const width = WIDTH_OF_NUMBER[this.trace.kindNumber(event)]!;
    if (width !== STRETCH_WIDTH) return width;
    return this.trace.value(event) > begins ? width : 0;
  }
}
