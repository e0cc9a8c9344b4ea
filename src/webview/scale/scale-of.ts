import type { EventOrder } from './event-order';
import { OrderScale } from './order-scale';
import { type AxisRange, clampRange, fitRange, type Scale, type ScaleKind, tailPx } from './scale';
import { TimeScale } from './time-scale';

const SCALES = { time: TimeScale, order: OrderScale };

/** All of a run, in positions of a scale. */
export function extentOf(kind: ScaleKind, order: EventOrder): AxisRange {
  return SCALES[kind].extentOf(order);
}

/** A scale between two pixels: the range that was chosen, within the run; undefined: all of the run. */
export function scaleOf(
  kind: ScaleKind,
  order: EventOrder,
  chosen: AxisRange | undefined,
  left: number,
  right: number,
): Scale {
  const Type = SCALES[kind];
  const width = right - left;
  const fit = fitRange(Type.extentOf(order), width, tailPx(order, width));
  return new Type(order, chosen ? clampRange(chosen, fit) : fit, left, right);
}
