import { firstIndex } from '../../base/search';
import type { TimeLimit } from '../../trace/time-limits';
import type { TaskRecord } from '../../trace/timeline';
import type { TimelineModel } from '../model/timeline-model';
import type { Scale } from '../scale/scale';
import { MIN_SPAN_PX } from './metrics';
import type { SceneMark } from './scene';

/** Limits that were not reached are marked only where there are so few that each can be read. */
const MOST_KEPT = 8;
/** Limits of a task that are looked at for one picture. */
const MOST_LOOKED_AT = 2_000;
/** CSS pixels between two marks. */
const APART_PX = 8;
/** By how much the line of a timeout within another one is lower. */
const WITHIN_PX = 3;

/**
 * Where the timeouts of a task end; `y` is the middle of the marks, if they do not lie within each other. Of those
 * that end to the right of what is seen there is the first one, for the line that leads to it.
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
  /** Where those end that lie within no other. */
  let outer = Number.NEGATIVE_INFINITY;
  for (let index = Math.max(0, last - MOST_LOOKED_AT); index < last; index++) {
    const limit = limits[index]!;
    if (!limit.isOver && limits.length > MOST_KEPT) continue;
    const { time, x } = endOf(model, limit, scale);
    const before = marks.at(-1);
    if (x < scale.left || (before && Math.abs(x - before.x) < APART_PX)) continue;
    const kind = limit.isOver ? 'over' : 'limit';
    const fromX = xOfSet(index);
    const isWithin = fromX < outer;
    if (!isWithin) outer = x;
    const mark = { kind, time, x, y: isWithin ? y + WITHIN_PX : y, fromX, limit: index } as const;
    if (x > scale.right) beyond ??= mark;
    else marks.push(mark);
  }
  return beyond ? [...marks, beyond] : marks;
}

/** A timeout ends at its deadline or where it was left; if the run ended before, beside the end of the run. */
function endOf(
  { trace, timeline, isLive }: TimelineModel,
  { deadline, end, isOver }: TimeLimit,
  scale: Scale,
): { readonly time: number; readonly x: number } {
  if (end >= 0 && !isOver) return { time: trace.time(end), x: scale.xOf(trace.time(end), end) };
  if (isLive || deadline <= timeline.end) {
    const isOnTime = isOver && trace.time(end) === deadline;
    return { time: deadline, x: scale.xOf(deadline, isOnTime ? end : -1) };
  }
  const x = scale.xOf(timeline.end, -1) + scale.tail + MIN_SPAN_PX + 9;
  return { time: deadline, x };
}
