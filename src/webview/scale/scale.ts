import type { CursorMoment } from '../../trace/cursor';
import type { EventOrder } from './event-order';
import type { Tick } from './ticks';

/** What grows along the x axis. */
export type ScaleKind = 'time' | 'order';

/** A stretch of an axis, in positions of its scale; `to` is greater than `from`. */
export interface AxisRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Maps moments of a trace to CSS pixels and back; immutable.
 *
 * Between the two stands the _position_, which grows evenly with the pixels: ranges that are in view, zoomed
 * and moved are ranges of positions. What a position is, each scale says.
 */
export abstract class Scale {
  abstract readonly kind: ScaleKind;
  /** The shortest range that can be looked at. */
  abstract readonly closest: number;
  /** CSS pixels in one position. */
  readonly pxPerUnit: number;
  /** How far what goes on after the end of the run is drawn beyond it, in pixels. */
  readonly tail: number;

  /**
   * `extent` is all of the trace as it was then; `left` and `right` are the pixels at which `range.from` and
   * `range.to` stand.
   */
  constructor(
    protected readonly order: EventOrder,
    readonly extent: AxisRange,
    readonly range: AxisRange,
    readonly left: number,
    readonly right: number,
  ) {
    this.pxPerUnit = Math.max(1, right - left) / (range.to - range.from);
    this.tail = tailPx(order, right - left);
  }

  /** The pixel of a position. */
  x(position: number): number {
    return this.left + (position - this.range.from) * this.pxPerUnit;
  }

  position(x: number): number {
    return this.range.from + (x - this.left) / this.pxPerUnit;
  }

  /** The position of an event, and of what it tells of if the trace heard of it late: at `time` (seconds). */
  abstract positionOf(time: number, event: number): number;

  /** The pixel at which an event is drawn, see `positionOf`. */
  abstract xOf(time: number, event: number): number;

  abstract positionOfCursor(moment: CursorMoment): number;

  /** The pixel of a cursor. */
  abstract xOfCursor(moment: CursorMoment): number;

  /** What has happened at a pixel. */
  abstract momentAt(x: number): CursorMoment;

  /** Moments in view whose places are at least `gap` pixels apart, from left to right. */
  abstract ticks(gap: number): Tick[];

  /** The stretches in view for which the axis does not take the room that their time would, if they can be told apart. */
  abstract skips(): readonly { readonly x: number; readonly width: number }[];

  /** The range that shows everything. */
  get fit(): AxisRange {
    return fitRange(this.extent, this.right - this.left, this.tail);
  }

  /** The range after zooming by `factor` (over 1: closer) so that what is at `x` stays where it is. */
  zoomed(factor: number, x: number): AxisRange {
    const { from, to } = this.range;
    const length = Math.max(this.closest, (to - from) / factor);
    const fixed = this.position(x);
    const share = (fixed - from) / (to - from);
    return { from: fixed - share * length, to: fixed + (1 - share) * length };
  }

  /** The range after moving the picture by `dx` pixels to the right. */
  panned(dx: number): AxisRange {
    const units = dx / this.pxPerUnit;
    return { from: this.range.from - units, to: this.range.to - units };
  }
}

/** Pixels left free at both ends of a run, for marks that stand beside its first and last moment. */
export const FIT_LEFT_PX = 20;
export const FIT_RIGHT_PX = 36;

/** How far beyond its end what goes on is drawn, where there is room, and at least; both in pixels. */
const TAIL_PX = 90;
const LEAST_TAIL_PX = 20;

/** How far beyond the end of a run in `width` pixels what goes on after it is drawn. */
export function tailPx(order: EventOrder, width: number): number {
  return order.goesOn ? Math.max(LEAST_TAIL_PX, Math.min(TAIL_PX, width / 5)) : 0;
}

/** The range that shows all of `extent` in `width` pixels, with some room at both ends and a tail. */
export function fitRange(extent: AxisRange, width: number, tail: number): AxisRange {
  const length = extent.to - extent.from > 0 ? extent.to - extent.from : 1;
  const right = FIT_RIGHT_PX + tail;
  const inner = Math.max(width * 0.5, width - FIT_LEFT_PX - right);
  const unitsPerPixel = length / Math.max(1, inner);
  const outer = Math.max(0, width - inner);
  const before = (outer * FIT_LEFT_PX) / (FIT_LEFT_PX + right);
  return {
    from: extent.from - before * unitsPerPixel,
    to: extent.from + length + (outer - before) * unitsPerPixel,
  };
}

/** Keeps a range from being wider than `fit` and from leaving it. */
export function clampRange(range: AxisRange, fit: AxisRange): AxisRange {
  const length = Math.min(range.to - range.from, fit.to - fit.from);
  const from = Math.min(Math.max(range.from, fit.from), fit.to - length);
  return { from, to: from + length };
}
