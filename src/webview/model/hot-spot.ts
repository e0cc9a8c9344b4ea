import { firstIndex } from '../../base/search';
import type { Position } from '../../trace/schema';
import type { TimelineModel } from './timeline-model';

/** What took the time of a long step. */
export interface HotSpot {
  /** The call that blocked, or `busy` for a computation. */
  readonly text: string;
  readonly position: Position | undefined;
  /** Further calls that blocked in the same step. */
  readonly others: number;
}

/** The longest blocking call between two events, else the line in which samples found it most, else where it began. */
export function hotSpot(model: TimelineModel, first: number, last: number): HotSpot {
  const { trace } = model;
  const blocks = between(model.timeline.blocks, first, last);
  const longest = maximum(blocks, (event) => trace.value(event) - trace.time(event));
  if (longest !== undefined) {
    return {
      text: trace.text(trace.a(longest)),
      position: trace.positionOf(longest),
      others: blocks.length - 1,
    };
  }
  const seconds = new Map<number, number>();
  for (const event of between(model.timeline.samples, first, last)) {
    const position = trace.position(event);
    seconds.set(position, (seconds.get(position) ?? 0) + trace.value(event));
  }
  const hottest = maximum([...seconds.keys()], (position) => seconds.get(position)!);
  const position = hottest ? trace.knownPosition(hottest) : trace.positionOf(first);
  return { text: 'busy', position, others: 0 };
}

/** The events of an ascending list that lie after `first` and before `last`. */
function between(events: readonly number[], first: number, last: number): readonly number[] {
  const from = firstIndex(events.length, (index) => events[index]! > first);
  const to = firstIndex(events.length, (index) => events[index]! >= last);
  return events.slice(from, to);
}

function maximum(items: readonly number[], size: (item: number) => number): number | undefined {
  let found: number | undefined;
  for (const item of items) if (found === undefined || size(item) > size(found)) found = item;
  return found;
}
