import type { LoopSpan } from '../../trace/timeline';
import { formatSeconds, plural } from '../format-seconds';
import { isOfAsyncio } from './callback-words';
import { busyWith, spanAtEvent, spanKey, spanName } from './loop-load';
import { type Narrator, SHORTEST } from './narrator';
import { neighbour } from './neighbour';
import { capitalised, listedOf, type Passage, say } from './passage';
import { MOST_NAMES } from './step-words';

/** What kept a ready task from running, as a sentence. `isDue`: its timer was over, so that it is late. */
export function delaySentence(n: Narrator, interval: number, isDue: boolean): Passage {
  const { intervals } = n.timeline;
  const from = intervals.from(interval);
  const to = n.until(intervals.to(interval));
  const next = neighbour(n.timeline, interval, 1);
  if (next < 0) return neverRan(n, interval);
  if (to - from < SHORTEST) return queueSentence(n, interval, next);
  const task = n.name(intervals.task(interval));
  const seconds = formatSeconds(to - from);
  const effect = isDue
    ? say`${task} ran ${seconds} late`
    : say`${task} waited ${seconds} for its turn`;
  const busy = busyWith(n, from, to);
  if (!busy) return say`The loop came round to it only at ${n.time(to)}, so ${effect}.`;
  return say`The loop was busy with ${busy} until ${n.time(to)}, so ${effect}.`;
}

/** The task was ready and ran at the same moment: who stood before it in the queue. */
function queueSentence(n: Narrator, interval: number, next: number): Passage {
  const { intervals, loop } = n.timeline;
  const first = spanAtEvent(loop, intervals.event(interval) + 1);
  const last = spanAtEvent(loop, intervals.event(next));
  const seen = new Set<number>();
  const names: Passage[] = [];
  let turns = 0;
  for (let index = first; index < last; index++) {
    const span = loop.at(index)!;
    if (isOwn(n, span)) continue;
    turns++;
    const key = spanKey(n, span);
    if (!seen.has(key) && names.length < MOST_NAMES) names.push(spanName(n, span));
    seen.add(key);
  }
  if (turns === 0) return say`It was the next task in the queue, so it ran at once.`;
  const counted = turns > seen.size ? ` (${plural(turns, 'turn')})` : '';
  return say`${capitalised(listedOf(names, seen.size))}${counted} ran before it, but that took no time.`;
}

/** Callbacks of asyncio itself are no competitors. */
function isOwn({ trace }: Narrator, { kind, event }: LoopSpan): boolean {
  return kind === 'idle' || (kind === 'callback' && isOfAsyncio(trace.text(trace.b(event))));
}

function neverRan(n: Narrator, interval: number): Passage {
  const { runEnd, end, dropped, intervals } = n.timeline;
  const task = n.timeline.task(intervals.task(interval));
  if (task && task.endedEvent >= 0)
    return say`It ended before its turn came, at ${n.time(task.ended ?? end)}.`;
  if (dropped > 0) return say`What came then is not in the trace, because a limit was reached.`;
  if (!runEnd || n.isKept) return say`Its turn has not come by ${n.time(end)}.`;
  const busy = busyWith(n, intervals.from(interval), end);
  if (busy)
    return say`The loop was busy with ${busy}, and the run ended at ${n.time(runEnd.time)} before its turn came.`;
  return say`The run ended at ${n.time(runEnd.time)} before its turn came.`;
}
