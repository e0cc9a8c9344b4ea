import { firstIndex } from '../../base/search';
import type { TaskRecord } from '../../trace/timeline';
import type { TimelineModel } from '../model/timeline-model';
import type { Scale } from '../scale/scale';
import type { SceneMark } from './scene';

/** Limits that were not reached are marked only where there are so few that each can be read. */
const MOST_KEPT = 8;
/** Limits of a task that are looked at for one picture. */
const MOST_LOOKED_AT = 2_000;
/** CSS pixels between two marks. */
const APART_PX = 8;

/**
 * Where the timeouts of a task end; `y` is the middle of the marks. Of those that end to the right of what is
 * seen there is the first one, for the line that leads to it.
 */
export function limitMarks(
  model: TimelineModel,
  { id }: TaskRecord,
  scale: Scale,
  y: number,
): SceneMark[] {
  const { trace, timeline } = model;
  const limits = timeline.timeLimits(id);
  const xOfSet = (index: number) => scale.xOf(trace.time(limits[index]!.set), limits[index]!.set);
  const last = firstIndex(limits.length, (index) => xOfSet(index) > scale.right);
  const marks: SceneMark[] = [];
  let beyond: SceneMark | undefined;
  for (let index = Math.max(0, last - MOST_LOOKED_AT); index < last; index++) {
    const { deadline, end, isOver } = limits[index]!;
    if (!isOver && limits.length > MOST_KEPT) continue;
    const isOnTime = isOver && trace.time(end) === deadline;
    const x = scale.xOf(deadline, isOnTime ? end : -1);
    const before = marks.at(-1);
    if (x < scale.left || (before && Math.abs(x - before.x) < APART_PX)) continue;
    const kind = isOver ? 'over' : 'limit';
    const mark = { kind, time: deadline, x, y, fromX: xOfSet(index), limit: index } as const;
    if (x > scale.right) beyond ??= mark;
    else marks.push(mark);
  }
  return beyond ? [...marks, beyond] : marks;
}
