import type { CursorMoment } from '../../trace/cursor';
import type { AxisRange, Scale } from './scale';

/** From one moment of a run to another that is not earlier. */
export interface Stretch {
  readonly from: CursorMoment;
  readonly to: CursorMoment;
}

/** A stretch in positions of a scale. */
export function rangeOf({ from, to }: Stretch, scale: Scale): AxisRange {
  return { from: scale.positionOfCursor(from), to: scale.positionOfCursor(to) };
}

/** The shortest stretch that holds both. */
export function joined(one: Stretch, other: Stretch): Stretch {
  return {
    from: isBefore(one.from, other.from) ? one.from : other.from,
    to: isBefore(one.to, other.to) ? other.to : one.to,
  };
}

function isBefore(one: CursorMoment, other: CursorMoment): boolean {
  return one.event < other.event || (one.event === other.event && one.time < other.time);
}
