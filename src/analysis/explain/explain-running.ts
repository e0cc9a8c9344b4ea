import { inputAskedAt } from '../../trace/input-asked';
import { TOLERANCE } from '../blocking-steps';
import { cancelClause } from './cancel-words';
import { createdClause, creatorOf } from './explain-ready';
import type { Explanation } from './explanation';
import { holdSentence } from './hold-words';
import { spanAtEvent } from './loop-load';
import type { Narrator } from './narrator';
import { neighbour } from './neighbour';
import { capitalised, type Passage, say } from './passage';
import { requestsIn } from './requests';
import { deedSentence, deeds, stepEnd } from './step-words';
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
  const hold = holdOf(n, interval);
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
  const last = eventAfter(n, interval);
  const isEnd = next < 0 && last < trace.length;
  const sentence = deedSentence(
    deeds(n, began, { task, first: began, last }),
    stepEnd(n, interval),
    isEnd,
  );
  if (sentence) return next >= 0 || isEnd ? [sentence] : [sentence, unfinished(n)];
  return [unfinished(n)];
}

/** The first event that no longer belongs to a step. */
export function eventAfter({ timeline }: Narrator, interval: number): number {
  const next = neighbour(timeline, interval, 1);
  if (next >= 0) return timeline.intervals.event(next);
  const ended = timeline.task(timeline.intervals.task(interval))?.endedEvent ?? -1;
  return ended >= 0 ? ended : timeline.trace.length;
}

/** A step that is still open at the end of the trace. */
function unfinished(n: Narrator): Passage {
  const { runEnd, end, dropped, trace } = n.timeline;
  if (dropped > 0) return say`What it did then is not in the trace, because a limit was reached.`;
  if (!runEnd) {
    const asked = inputAskedAt(trace, { event: trace.length - 1 });
    if (asked < 0) return say`It still runs at ${n.time(end)}.`;
    const where = n.inBrackets(trace.positionOf(asked));
    return say`\`${trace.text(trace.a(asked))}\`${where} waits for your input and holds the loop until then.`;
  }
  return say`The run ended at ${n.time(runEnd.time)}, before this step did.`;
}

function holdOf(n: Narrator, interval: number): Passage {
  const { timeline } = n;
  const { intervals } = timeline;
  const event = intervals.event(interval);
  const span = spanAtEvent(timeline.loop, event);
  const [from, to] = [intervals.from(interval), n.until(intervals.to(interval))];
  return holdSentence(n, { span, first: event, last: eventAfter(n, interval), from, to });
}
