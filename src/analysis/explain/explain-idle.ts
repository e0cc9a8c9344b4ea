import { firstIndex } from '../../base/search';
import type { LoopSpan } from '../../trace/timeline';
import { waitKind } from '../../trace/timeline';
import { callbackName, isOfAsyncio, isTimer } from './callback-words';
import type { Explanation } from './explanation';
import { intervalOfEvent } from './interval-of-event';
import type { Narrator } from './narrator';
import { neighbour } from './neighbour';
import { capitalised, listed, type Passage, say } from './passage';
import { MOST_NAMES } from './step-words';
import { waitPhraseUntil } from './wait-words';
import { wakeClause } from './wake-words';

/** Why nothing was ready, and what ended that. */
export function explainIdle(n: Narrator, span: LoopSpan): Explanation {
  const { from, to, event } = span;
  const headline = say`Nothing was ready ${n.span(from, to)}`;
  return { headline, sentences: [waitsSentence(n, waitsAt(n, event)), endSentence(n, span)] };
}

/** Who waited while nothing was ready. */
interface Waits {
  /** The `task.suspended` events of those that are named: who sleeps shortest comes first. */
  readonly named: readonly number[];
  readonly count: number;
}

/** Who waited when an event was written. */
function waitsAt(n: Narrator, event: number): Waits {
  const { intervals, tasks } = n.timeline;
  const named: number[] = [];
  let count = 0;
  for (const task of tasks) {
    if (task.createdEvent > event) break;
    if (task.endedEvent >= 0 && task.endedEvent < event) continue;
    const interval = lastBefore(n, task.intervals, event);
    if (interval < 0 || intervals.state(interval) !== 'waiting') continue;
    insert(n, named, intervals.event(interval));
    count++;
  }
  return { named, count };
}

/** Keeps the few that come first; equal ones in the order in which they were created. */
function insert(n: Narrator, named: number[], wait: number): void {
  const end = endOfSleep(n, wait);
  const place = named.findIndex((other) => end < endOfSleep(n, other));
  if (place < 0 && named.length >= MOST_NAMES) return;
  named.splice(place < 0 ? named.length : place, 0, wait);
  if (named.length > MOST_NAMES) named.pop();
}

/** Seconds; very late for what is not a sleep. */
function endOfSleep({ trace }: Narrator, wait: number): number {
  const deadline = waitKind(trace, wait) === 'sleep' ? trace.value(wait) : Number.NaN;
  return Number.isNaN(deadline) ? Number.MAX_VALUE : deadline;
}

function lastBefore(n: Narrator, own: readonly number[], event: number): number {
  const { intervals } = n.timeline;
  const next = firstIndex(own.length, (index) => intervals.event(own[index]!) >= event);
  return own[next - 1] ?? -1;
}

function waitsSentence(n: Narrator, { named, count }: Waits): Passage {
  if (count === 0) return say`No task waited for anything.`;
  const clauses = named.map((wait) => {
    return say`${n.name(n.trace.task(wait))} ${waitPhraseUntil(n, wait)}`;
  });
  const left = count - named.length;
  const rest = left === 0 ? [] : [left === 1 ? '1 more task waited' : `${left} more tasks waited`];
  return say`${capitalised(listed([...clauses, ...rest]))}.`;
}

/** The first thing after the idle time that made somebody ready, or the end of the run. */
function endSentence(n: Narrator, { to, event }: LoopSpan): Passage {
  const { trace } = n;
  for (let next = event + 1; next < trace.length; next++) {
    const kind = trace.kind(next);
    if (kind === 'task.ready') return wokenSentence(n, next);
    if (kind === 'callback.started') return callbackSentence(n, next, to);
    if (kind === 'run.ended') return say`Then the run ended.`;
    if (kind === 'loop.idle' || kind === 'task.step') break;
  }
  return say`What ended that is not in the trace.`;
}

function wokenSentence(n: Narrator, ready: number): Passage {
  const task = n.trace.task(ready);
  const wait = waitBefore(n, ready);
  if (wait < 0) return say`Then ${n.name(task)} became ready.`;
  return say`Then ${wakeClause(n, wait, ready, say`${n.name(task)}'s`)}, so ${n.name(task)} became ready.`;
}

function callbackSentence(n: Narrator, started: number, to: number): Passage {
  const woke = n.causes.from(started).find(({ kind }) => kind !== 'created');
  const name = n.trace.text(n.trace.b(started));
  if (woke && isOfAsyncio(name)) {
    const at =
      n.trace.kind(woke.to.event) === 'task.ready' ? woke.to.event : readyAfter(n, woke.to.event);
    if (at >= 0) return wokenSentence(n, at);
  }
  const asked = n.causes.schedulingOf(started);
  if (!asked || !isTimer(n, started)) {
    return say`Then something from outside called ${callbackName(n, started)} at ${n.time(to)}.`;
  }
  const line = n.inBrackets(n.trace.positionOf(asked.event));
  const setter = asked.from.task === 0 ? 'the loop' : n.name(asked.from.task);
  const due = n.time(n.trace.value(asked.event));
  return say`Then the timer for ${callbackName(n, started)} was due at ${due}, which ${setter} had set${line}.`;
}

/** The `task.ready` event of the same moment that follows a request to cancel, -1 if there is none. */
function readyAfter(n: Narrator, request: number): number {
  const { trace } = n;
  for (let event = request + 1; event < trace.length; event++) {
    if (trace.kind(event) === 'task.ready') return event;
    if (trace.kind(event) !== 'task.cancelling') break;
  }
  return -1;
}

/** The `task.suspended` event of the wait that a `task.ready` event ended, -1 if there is none. */
function waitBefore(n: Narrator, ready: number): number {
  const interval = intervalOfEvent(n.timeline, ready);
  const before = interval < 0 ? -1 : neighbour(n.timeline, interval, -1);
  return before < 0 ? -1 : n.timeline.intervals.event(before);
}
