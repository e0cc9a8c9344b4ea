import { readyCause } from '../../trace/timeline';
import { taskWaitedFor } from '../../trace/waited-for';
import { cancelClause } from './cancel-words';
import { delaySentence } from './delay-words';
import type { Explanation } from './explanation';
import { type Narrator, SHORTEST } from './narrator';
import { neighbour } from './neighbour';
import { capitalised, type Passage, say } from './passage';
import { requestsIn } from './requests';
import { waitPhrase, waitPhraseUntil } from './wait-words';
import { wakeClause } from './wake-words';

/** What a task waited for, and what ended it. */
export function explainWaiting(n: Narrator, interval: number): Explanation {
  const { timeline, trace } = n;
  const { intervals } = timeline;
  const [from, to] = [intervals.from(interval), intervals.to(interval)];
  const wait = intervals.event(interval);
  const task = n.name(intervals.task(interval));
  const next = neighbour(timeline, interval, 1);
  const phrase = waitPhrase(n, wait);
  const comma = phrase.text.includes(', ') ? ',' : '';
  const headline = say`${task} ${phrase}${comma} ${n.span(from, to)}`;
  const where = n.atLine(trace.positionOf(wait));
  if (next < 0) return { headline, sentences: stillWaiting(n, interval, where) };
  const ready = intervals.event(next);
  const clause = wakeClause(n, wait, ready);
  const isGivenUp = readyCause(trace, ready) === 'cancelled' && n.causes.of(ready)?.kind !== 'woke';
  const ending = isGivenUp
    ? say`It waited${where}, but ${clause}, so the wait was given up.`
    : say`It waited${where} until ${clause}.`;
  return { headline, sentences: [ending, ...passedOn(n, interval, ready), ...late(n, next)] };
}

/** A request to cancel goes on to what the task waits for, so it may not be the task itself that ends the wait. */
function passedOn(n: Narrator, interval: number, ready: number): Passage[] {
  const [request] = requestsIn(n.timeline, interval);
  if (request === undefined || n.causes.of(ready)?.kind === 'cancelled') return [];
  if (n.trace.time(request) === n.trace.time(ready) && n.causes.of(request) === undefined)
    return [];
  const target = taskWaitedFor(n.trace, n.timeline.intervals.event(interval));
  const whom = n.timeline.task(target) ? n.name(target) : 'what it waited for';
  return [say`${capitalised(cancelClause(n, request))}, and it handed that on to ${whom}.`];
}

/** The ready time after a wait says more than the wait if the loop was busy then. */
function late(n: Narrator, ready: number): Passage[] {
  const { intervals } = n.timeline;
  const seconds = n.until(intervals.to(ready)) - intervals.from(ready);
  const isDue = readyCause(n.trace, intervals.event(ready)) === 'timer';
  return seconds < SHORTEST ? [] : [delaySentence(n, ready, isDue)];
}

function stillWaiting(n: Narrator, interval: number, where: Passage): Passage[] {
  const { timeline } = n;
  const { runEnd, end, dropped } = timeline;
  if (dropped > 0)
    return [
      say`It waited${where}; how that ended is not in the trace, because a limit was reached.`,
    ];
  const awaited = awaitedSentence(n, interval);
  if (!runEnd || n.isKept) return [say`It still waits${where} at ${n.time(end)}.`, ...awaited];
  if (runEnd.end === 'stalled') {
    return [say`It waits${where} for ever: nothing is left that could wake it.`, ...awaited];
  }
  return [say`It waited${where} when the run ended at ${n.time(runEnd.time)}.`, ...awaited];
}

/** What the task does that it waits for. */
function awaitedSentence(n: Narrator, interval: number): Passage[] {
  const { timeline, trace } = n;
  const target = timeline.task(taskWaitedFor(trace, timeline.intervals.event(interval)));
  const last = target?.intervals.at(-1);
  if (!target || target.ended !== undefined || last === undefined) return [];
  if (timeline.intervals.state(last) !== 'waiting') return [];
  return [say`${n.name(target.id)} itself ${waitPhraseUntil(n, timeline.intervals.event(last))}.`];
}
