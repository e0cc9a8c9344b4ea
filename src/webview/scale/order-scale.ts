import type { CursorMoment } from '../../trace/cursor';
import type { EventOrder } from './event-order';
import { orderTicks } from './order-ticks';
import { type AxisRange, Scale } from './scale';
import type { Tick } from './ticks';

/** The closest that the user may come: half cells over the whole width. */
const MIN_RANGE_CELLS = 4;
/** The narrowest cell that is marked as skipped time. */
const MIN_SKIP_PX = 6;

/** Positions are half cells of an `EventOrder`: everything that happens gets its room, and time gets none. */
export class OrderScale extends Scale {
  override readonly kind = 'order';
  override readonly closest = MIN_RANGE_CELLS;

  /** See `Scale`. */
  constructor(order: EventOrder, range: AxisRange, left: number, right: number) {
    super(order, OrderScale.extentOf(order), range, left, right);
  }

  static extentOf({ size }: EventOrder): AxisRange {
    return { from: 0, to: size };
  }

  override positionOf(time: number, event: number): number {
    return event < 0 ? this.order.positionAt(time) : this.order.positionOf(time, event);
  }

  override xOf(time: number, event: number): number {
    return this.x(this.positionOf(time, event));
  }

  override positionOfCursor(moment: CursorMoment): number {
    return this.order.positionOfCursor(moment);
  }

  override xOfCursor(moment: CursorMoment): number {
    return this.x(this.positionOfCursor(moment));
  }

  override momentAt(x: number): CursorMoment {
    return this.order.momentAt(this.position(x));
  }

  override ticks(gap: number): Tick[] {
    return orderTicks(this.order, this, gap);
  }

  override skips() {
    const order = this.order;
    const found: { x: number; width: number }[] = [];
    if (this.pxPerUnit * 5 < MIN_SKIP_PX) return found;
    const first = Math.max(0, order.eventAt(this.range.from));
    for (let event = first; event < order.trace.length; event++) {
      const x = this.x(order.start(event));
      if (x > this.right) break;
      const width = this.x(order.start(event + 1)) - x;
      if (order.trace.kind(event) === 'loop.idle' && width > 0) found.push({ x, width });
    }
    return found;
  }
}
