import type { PrimitiveRecord } from '../trace/primitive-lanes';
import type { Timeline } from '../trace/timeline';
import { holderName } from './primitive-holder';
import { PRIMITIVE_WORDS } from './primitive-kinds';
import type { TaskNames } from './task-names';
import type { LaneSpan } from './text-lane';
import { printable } from './text-width';

/** The states of a lock, queue or the like that take time, but for those in which it is free or empty. */
export function primitiveSpans(
  timeline: Timeline,
  names: TaskNames,
  primitive: PrimitiveRecord,
): LaneSpan[] {
  const { trace, end } = timeline;
  return primitive.events.flatMap((event, index): LaneSpan[] => {
    const state = primitive.state(index);
    const { level, waiters } = state;
    const next = primitive.events[index + 1];
    const [from, to] = [trace.time(event), next === undefined ? end : trace.time(next)];
    if (to <= from || (waiters === 0 && isFree(primitive, level))) return [];
    const words = PRIMITIVE_WORDS[primitive.kind].is(level, primitive.limit);
    const holder = printable(holderName(timeline, names, state));
    const labels = holder ? [`${words} by ${holder}`, holder] : [words];
    return [{ state: waiters > 0 ? 'awaited' : 'level', from, to, labels: () => labels }];
  });
}

function isFree({ kind, limit }: PrimitiveRecord, level: number): boolean {
  return level === (kind === 'semaphore' ? limit : 0);
}
