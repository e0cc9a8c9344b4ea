import type { TimelineModel } from '../model/timeline-model';
import type { ScaleKind } from '../scale/scale';
import { SpanSums } from './span-sums';

type LaneSums = WeakMap<TimelineModel, Map<number, SpanSums>>;

const known: Readonly<Record<ScaleKind, LaneSums>> = { time: new WeakMap(), order: new WeakMap() };

/**
 * The sums of a long lane, in positions of one kind of scale. They outlive every change of the scale, and end
 * with their run; the minimap reads those of the loop's lane, too.
 */
export function sumsOf(model: TimelineModel, kind: ScaleKind, lane: number): SpanSums {
  const lanes = known[kind].get(model) ?? new Map<number, SpanSums>();
  known[kind].set(model, lanes);
  const sums = lanes.get(lane) ?? new SpanSums();
  lanes.set(lane, sums);
  return sums;
}
