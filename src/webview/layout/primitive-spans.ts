import { firstIndex } from '../../base/search';
import type { PrimitiveRecord } from '../../trace/primitive-lanes';
import { primitiveLabels, topLevel } from '../model/primitives';
import type { TimelineModel } from '../model/timeline-model';
import type { Scale } from '../scale/scale';
import { labelIn } from './lane-spans';
import type { SceneSpan } from './scene';
import { onScale, primitiveTable, tailOf } from './span-tables';
import { placeSpans } from './spans';
import type { Measure } from './text-fit';

/** States are merged by pixels, and each crowd reads its own, so that crowds are never joined. */
const ALONE = { state: 'job', steps: 1, busySeconds: 0 } as const;

/** The visible states of a primitive, with their levels as shares of the highest. */
export function primitiveSpans(
  model: TimelineModel,
  primitive: PrimitiveRecord,
  scale: Scale,
  measure: Measure,
): SceneSpan[] {
  const table = primitiveTable(model, primitive);
  const source = { ...onScale(table, scale), crowd: () => ALONE };
  const first = firstIndex(source.length, (index) => source.right(index) >= scale.left - 4);
  const top = topLevel(primitive);
  return placeSpans(source, first, scale.right).map((box): SceneSpan => {
    const isDense = box.last > box.first;
    const labels = isDense ? [] : primitiveLabels(model, primitive, box.first);
    const { low, high, waiters } = primitive.extremes(box.first, box.last);
    return {
      ...{ state: 'level', first: box.first, last: box.last, x: box.x, width: box.width },
      ...{ from: table.from(box.first), to: table.to(box.last) },
      ...{ start: source.from(box.first), end: source.to(box.last) },
      ...labelIn(box, labels, scale, measure),
      ...{ isDense, busy: 1, isSelected: false },
      tail: tailOf(table, box.last, scale),
      level: { low: low / top, high: high / top, isAwaited: waiters > 0 },
    };
  });
}

/** Where in the lane its limit is, as a share of the highest level; undefined if that is out of sight. */
export function limitShare(primitive: PrimitiveRecord): number | undefined {
  const { limit } = primitive;
  const share = limit === undefined ? Number.POSITIVE_INFINITY : limit / topLevel(primitive);
  return share <= 1 ? share : undefined;
}
