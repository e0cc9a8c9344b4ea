import type { Position } from '../../trace/schema';
import type { Narrator } from './narrator';
import { NOTHING, type Passage, say } from './passage';
import { between, quoted } from './step-words';

/** What took the time of a long step. */
export interface HotSpot {
  /** The call that blocked longest, as code; empty if it was a computation. */
  readonly call: string;
  /** How often something on its line blocked. */
  readonly times: number;
  readonly position: Position | undefined;
  /** True if only the beginning of the step is known. */
  readonly isStart: boolean;
}

/** The longest blocking call between two events, else the line that samples found most often, else the beginning. */
export function hotSpotOf(n: Narrator, first: number, last: number): HotSpot {
  const { timeline, trace } = n;
  const blocks = between(timeline.blocks, first, last);
  const call = maximum(blocks, (event) => trace.value(event) - trace.time(event));
  if (call !== undefined) {
    const line = trace.positionOf(call)?.line;
    const times = blocks.filter((event) => trace.positionOf(event)?.line === line).length;
    const text = quoted(trace.text(trace.a(call)));
    return { call: text, times, position: trace.positionOf(call), isStart: false };
  }
  const seconds = new Map<number, number>();
  for (const event of between(timeline.samples, first, last)) {
    const position = trace.position(event);
    seconds.set(position, (seconds.get(position) ?? 0) + trace.value(event));
  }
  const hottest = maximum([...seconds.keys()], (position) => seconds.get(position)!);
  const position = hottest ? trace.knownPosition(hottest) : trace.positionOf(first);
  return { call: '', times: 0, position, isStart: !hottest };
}

/** `` (`time.sleep(2)`, line 14) ``, or nothing. */
export function hotInBrackets(n: Narrator, first: number, last: number): Passage {
  const { call, times, position, isStart } = hotSpotOf(n, first, last);
  const line = n.line(position);
  if (call === '') {
    if (line.text === '') return NOTHING;
    return isStart ? say` (from ${line} on)` : say` (${line})`;
  }
  const what = times > 1 ? `${call} ${times} times` : call;
  return line.text === '' ? say` (${what})` : say` (${what}, ${line})`;
}

function maximum(items: readonly number[], size: (item: number) => number): number | undefined {
  let found: number | undefined;
  for (const item of items) if (found === undefined || size(item) > size(found)) found = item;
  return found;
}
