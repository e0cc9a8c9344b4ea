import type { AxisRange } from './scale';

/** A mark on the axis. */
export interface Tick {
  /** CSS pixels. */
  readonly x: number;
  /** Empty: a line alone. */
  readonly label: string;
  /** A label alone, beside the left edge: of a time that goes on there. */
  readonly isPinned?: true;
}

const NICE = [1, 2, 2.5, 5, 10];
/** More than the closest zoom needs. */
const MAX_DIGITS = 12;

/** Ticks at round seconds, at most `maxCount` in the range. */
export function ticks(
  range: AxisRange,
  maxCount: number,
): { readonly time: number; readonly label: string }[] {
  const step = niceStep((range.to - range.from) / Math.max(1, maxCount));
  const digits = decimals(step);
  const first = Math.ceil(range.from / step - 1e-9);
  const last = Math.floor(range.to / step + 1e-9);
  const result: { time: number; label: string }[] = [];
  for (let index = Math.max(0, first); index <= last; index++) {
    const time = index * step;
    result.push({ time, label: `${time.toFixed(digits)} s` });
  }
  return result;
}

/** The smallest of 1, 2, 2.5, 5 times a power of ten that is at least `seconds`. */
export function niceStep(seconds: number): number {
  const power = 10 ** Math.floor(Math.log10(seconds));
  const factor = NICE.find((nice) => nice * power >= seconds * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Digits after the point that tell multiples of `step` apart. */
function decimals(step: number): number {
  for (let digits = 0; digits < MAX_DIGITS; digits++) {
    const scaled = step * 10 ** digits;
    // Relative to the step: also a tiny one is no multiple of 1.
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return digits;
  }
  return MAX_DIGITS;
}
