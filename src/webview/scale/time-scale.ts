/** A stretch of time in seconds; `to` is later than `from`. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** The closest that the user may come: seconds over the whole width. */
export const MIN_RANGE_SECONDS = 1e-7;

/** Maps seconds to CSS pixels and back; immutable. */
export class TimeScale {
  /** CSS pixels in a second. */
  readonly pxPerSecond: number;

  /** `left` and `right` are the pixels at which `range.from` and `range.to` stand. */
  constructor(
    readonly range: TimeRange,
    readonly left: number,
    readonly right: number,
  ) {
    this.pxPerSecond = Math.max(1, right - left) / (range.to - range.from);
  }

  x(seconds: number): number {
    return this.left + (seconds - this.range.from) * this.pxPerSecond;
  }

  time(x: number): number {
    return this.range.from + (x - this.left) / this.pxPerSecond;
  }

  /** The time at `x`, rounded to what a fraction of a pixel can tell. */
  moment(x: number): number {
    const digits = Math.ceil(Math.log10(this.pxPerSecond)) + 1;
    return digits < 0 || digits > 15 ? this.time(x) : Number(this.time(x).toFixed(digits));
  }

  /** The range after zooming by `factor` (over 1: closer) so that the moment at `x` stays where it is. */
  zoomed(factor: number, x: number): TimeRange {
    const { from, to } = this.range;
    const length = Math.max(MIN_RANGE_SECONDS, (to - from) / factor);
    const fixed = this.time(x);
    const share = (fixed - from) / (to - from);
    return { from: fixed - share * length, to: fixed + (1 - share) * length };
  }

  /** The range after moving the picture by `dx` pixels to the right. */
  panned(dx: number): TimeRange {
    const seconds = dx / this.pxPerSecond;
    return { from: this.range.from - seconds, to: this.range.to - seconds };
  }
}

/** Pixels left free at both ends of a run, for marks that stand beside its first and last moment. */
export const FIT_LEFT_PX = 20;
export const FIT_RIGHT_PX = 36;

/** The range that shows all of `extent` in `width` pixels, with some room at both ends. */
export function fitRange(extent: TimeRange, width: number): TimeRange {
  const length = extent.to - extent.from > 0 ? extent.to - extent.from : 1;
  const inner = Math.max(width * 0.5, width - FIT_LEFT_PX - FIT_RIGHT_PX);
  const secondsPerPixel = length / Math.max(1, inner);
  const outer = Math.max(0, width - inner);
  const before = (outer * FIT_LEFT_PX) / (FIT_LEFT_PX + FIT_RIGHT_PX);
  return {
    from: extent.from - before * secondsPerPixel,
    to: extent.from + length + (outer - before) * secondsPerPixel,
  };
}

/** Keeps a range from being wider than `fit` and from leaving it. */
export function clampRange(range: TimeRange, fit: TimeRange): TimeRange {
  const length = Math.min(range.to - range.from, fit.to - fit.from);
  const from = Math.min(Math.max(range.from, fit.from), fit.to - length);
  return { from, to: from + length };
}
