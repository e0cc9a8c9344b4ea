import { TOLERANCE } from '../blocking-steps';
import { formatSeconds } from '../format-seconds';
import { cancelClause } from './cancel-words';
import { createdClause, creatorOf } from './explain-ready';
import type { Explanation } from './explanation';
import { hotSpotOf, spanAtEvent } from './loop-load';
import { type Narrator, SHORTEST } from './narrator';
import { neighbour } from './neighbour';
import { capitalised, listedUpTo, type Passage, say } from './passage';
import { requestsIn } from './requests';
import { deedSentence, deeds, MOST_NAMES, quoted, stepEnd } from './step-words';
import { wakeClause } from './wake-words';

/** Why a task ran, what it did, and whom it kept waiting. */
export function explainRunning(n: Narrator, interval: number): Explanation {
  const { intervals } = n.timeline;
  const [from, to] = [intervals.from(interval), intervals.to(interval)];
  const task = n.name(intervals.task(interval));
  const isBlocking = n.until(to) - from >= n.slowCallbackDuration - TOLERANCE && to > from;
  const did = deedsOf(n, interval);
  if (!isBlocking) {
    return {
      headline: say`${task} ran ${n.span(from, to)}`,
      sentences: [whySentence(n, interval), ...did],
    };
  }
  const hold = holdSentence(n, interval);
  return { headline: say`${task} held the loop ${n.span(from, to)}`, sentences: [hold, ...did] };
}

/** Why a step ran. */
export function whySentence(n: Narrator, interval: number): Passage {
  const { timeline, trace } = n;
  const { intervals } = timeline;
  const before = neighbour(timeline, interval, -1);
  const task = intervals.task(interval);
  if (before < 0) return eagerSentence(n, task);
  const ready = intervals.event(before);
  if (trace.kind(ready) === 'task.suspended') {
    return say`It had let the others go first${n.atLine(trace.positionOf(ready))}, and now it was its turn again.`;
  }
  const wait = neighbour(timeline, before, -1);
  if (wait < 0) return firstSentence(n, task, before);
  return say`It went on because ${wakeClause(n, intervals.event(wait), ready)}.`;
}

function firstSentence(n: Narrator, task: number, ready: number): Passage {
  const [request] = requestsIn(n.timeline, ready);
  if (request === undefined) return say`This is its first step: ${createdClause(n, task)}.`;
  return say`${capitalised(cancelClause(n, request))} before this first step, so its coroutine never began.`;
}

/** A task that runs without having been ready was started by its creator, in the creator's step. */
function eagerSentence(n: Narrator, task: number): Passage {
  const record = n.timeline.task(task);
  const line = record ? n.inBrackets(n.trace.positionOf(record.createdEvent)) : '';
  const who = capitalised(creatorOf(n, task));
  return say`${who} created it as an eager task${line}, so its first step ran at once, before its creator went on.`;
}

/** What the step did and how it ended. */
function deedsOf(n: Narrator, interval: number): Passage[] {
  const { timeline, trace } = n;
  const began = timeline.intervals.event(interval);
  const next = neighbour(timeline, interval, 1);
  const task = timeline.intervals.task(interval);
  const ended = timeline.task(task)?.endedEvent ?? -1;
  const isEnd = next < 0 && ended >= 0;
  const last = next >= 0 ? timeline.intervals.event(next) : isEnd ? ended : trace.length;
  const sentence = deedSentence(
    deeds(n, began, { task, first: began, last }),
    stepEnd(n, interval),
    isEnd,
  );
  if (sentence) return next >= 0 || isEnd ? [sentence] : [sentence, unfinished(n)];
  return [unfinished(n)];
}

/** A step that is still open at the end of the trace. */
function unfinished(n: Narrator): Passage {
  const { runEnd, end, dropped } = n.timeline;
  if (dropped > 0) return say`What it did then is not in the trace, because a limit was reached.`;
  if (!runEnd) return say`It still runs at ${n.time(end)}.`;
  return say`The run ended at ${n.time(runEnd.time)}, before this step did.`;
}

function holdSentence(n: Narrator, interval: number): Passage {
  const { intervals, loop } = n.timeline;
  const span = spanAtEvent(loop, intervals.event(interval));
  const to = n.until(intervals.to(interval));
  return say`${holdClause(n, span)}${keptWaiting(n, span, to)}.`;
}

/** What held the loop in one of its spans: `` `time.sleep(2)` (line 14) did not give control back ``. */
export function holdClause(n: Narrator, span: number): Passage {
  const { call, position, isStart } = hotSpotOf(n, span);
  const line = n.inBrackets(position);
  const { from, to } = n.timeline.loop[span]!;
  const seconds = formatSeconds(n.until(to) - from);
  if (call !== '')
    return say`${quoted(call)}${line} did not give control back to the loop for ${seconds}`;
  const begins = isStart && line.text !== '' ? ' that begins' : '';
  return say`The work${begins}${n.atLine(position)} did not give control back to the loop for ${seconds}`;
}

/** Who became ready while a span held the loop until `to`: `, so func1 had to wait`. */
export function keptWaiting(n: Narrator, span: number, to: number): Passage {
  const late = tasksReadyDuring(n, span, to);
  if (late.length === 0) return say`, but nobody else was ready`;
  return say`, so ${listedUpTo(
    MOST_NAMES,
    late.map((task) => n.name(task)),
  )} had to wait`;
}

/** Iterations of the loop after which all who became ready meanwhile had their turn. */
const ITERATIONS = 3;

/**
 * Tasks that were ready while a span of the loop held it until `to` (seconds). Each of them runs in
 * the iterations after it: a timer's callback in the next, what it wakes in the one behind.
 */
function tasksReadyDuring(n: Narrator, span: number, to: number): number[] {
  const { timeline, trace } = n;
  const { loop, intervals } = timeline;
  const held = loop[span]!;
  const late = new Set<number>();
  const last = trace.c(held.event) + ITERATIONS;
  for (let index = span + 1; index < loop.length; index++) {
    const { kind, task, event } = loop[index]!;
    if (kind === 'idle' || trace.c(event) > last || trace.c(event) < trace.c(held.event)) break;
    if (kind !== 'task' || task === held.task) continue;
    const running = intervalOfEvent(n, event);
    const ready = running < 0 ? -1 : neighbour(timeline, running, -1);
    if (ready < 0 || intervals.state(ready) !== 'ready') continue;
    if (intervals.from(ready) < to - SHORTEST && intervals.to(ready) >= to) late.add(task);
  }
  return [...late];
}

/** The interval that began with an event, -1 if none did. Events of the table ascend. */
export function intervalOfEvent(n: Narrator, event: number): number {
  const { intervals } = n.timeline;
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (intervals.event(middle) < event) low = middle + 1;
    else high = middle;
  }
  return low < intervals.length && intervals.event(low) === event ? low : -1;
}
