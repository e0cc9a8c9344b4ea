import { type CursorMoment, momentAtTime } from '../../trace/cursor';
import type { EventOrder } from './event-order';
import { type AxisRange, Scale } from './scale';
import { type Tick, ticks } from './ticks';

/** A stretch of time in seconds; `to` is later than `from`. */
export type TimeRange = AxisRange;

/** The closest that the user may come: seconds over the whole width. */
export const MIN_RANGE_SECONDS = 1e-7;

/** Between two events of one instant, for each half cell. */
const SPREAD_PX = 1;
/** Over which all events of an instant are spread at most, so that it does not look like a duration. */
const MAX_SPREAD_PX = 24;

/**
 * Positions are seconds.
 *
 * What happens at one time is drawn a pixel or two apart, so that its order can be read. It never takes
 * more than half of the room up to the next time.
 */
export class TimeScale extends Scale {
  override readonly kind = 'time';
  override readonly closest = MIN_RANGE_SECONDS;

  /** See `Scale`. */
  constructor(order: EventOrder, range: AxisRange, left: number, right: number) {
    super(order, TimeScale.extentOf(order), range, left, right);
  }

  static extentOf({ from, to }: EventOrder): AxisRange {
    return { from, to };
  }

  override positionOf(time: number): number {
    return time;
  }

  override xOf(time: number, event: number): number {
    const order = this.order;
    const begins = event < 0 || event >= order.length ? undefined : order.begins(event);
    if (begins === undefined || time < begins) return this.#after(time);
    const cells = order.startInInstant(event);
    const x = this.x(begins);
    if (cells > 0) return x + cells * this.#spread(order.instantOf(event)).px;
    return time > begins ? Math.max(x, this.x(time)) : x;
  }

  override positionOfCursor({ time }: CursorMoment): number {
    return time;
  }

  override xOfCursor(moment: CursorMoment): number {
    const order = this.order;
    const { event, time } = moment;
    if (event < 0 || event >= order.length) return this.x(time);
    if (order.isStretch(event)) return this.xOf(time, event + 1);
    const instant = order.instantOf(event);
    if (time > order.timeOf(instant)) return this.#after(time);
    const { first, px, length } = this.#spread(instant);
    const at = Math.min(order.positionOfCursor(moment) - first, length);
    return this.x(time) + at * px;
  }

  override momentAt(x: number): CursorMoment {
    const order = this.order;
    const time = this.position(x);
    const instant = order.instantAt(time);
    if (instant >= 0) {
      const { first, px, length } = this.#spread(instant);
      const left = this.x(order.timeOf(instant));
      if (x - left < length * px) return order.momentAt(first + (x - left) / px);
    }
    return momentAtTime(order.trace, this.#rounded(time));
  }

  override ticks(gap: number): Tick[] {
    const most = (this.right - this.left) / gap;
    return ticks(this.range, most).map(({ time, label }) => ({ x: this.x(time), label }));
  }

  override skips() {
    return [];
  }

  /** The pixel of a time, after everything that began then. */
  #after(time: number): number {
    const instant = this.order.instantAt(time);
    if (instant < 0) return this.x(time);
    const { px, length } = this.#spread(instant);
    return Math.max(this.x(time), this.x(this.order.timeOf(instant)) + length * px);
  }

  /** Where an instant begins and how far its last cell is from there, in half cells of so many pixels. */
  #spread(instant: number): { first: number; length: number; px: number } {
    const order = this.order;
    const first = order.start(order.firstOf(instant));
    const next = order.firstOf(instant + 1);
    const length = order.start(next - 1) - first;
    const isLast = next >= order.length;
    const seconds = order.timeOf(instant + 1) - order.timeOf(instant);
    const room = isLast ? MAX_SPREAD_PX : (seconds * this.pxPerUnit) / 2;
    return { first, length, px: Math.min(SPREAD_PX, Math.min(MAX_SPREAD_PX, room) / length) };
  }

  /** Rounded to what a fraction of a pixel can tell. */
  #rounded(time: number): number {
    const digits = Math.ceil(Math.log10(this.pxPerUnit)) + 1;
    return digits < 0 || digits > 15 ? time : Number(time.toFixed(digits));
  }
}
