import { readyCause, waitKind } from '../../trace/timeline';
import { delaySentence } from './delay-words';
import type { Explanation } from './explanation';
import { type Narrator, SHORTEST } from './narrator';
import { neighbour } from './neighbour';
import { capitalised, NOTHING, type Passage, say } from './passage';
import { requestsIn } from './requests';
import { cancelClause, wakeClause } from './wake-words';

/** Why a task became ready, and why it had to wait for its turn. */
export function explainReady(n: Narrator, interval: number): Explanation {
  const { intervals } = n.timeline;
  const [from, to] = [intervals.from(interval), intervals.to(interval)];
  const task = n.name(intervals.task(interval));
  const reason = reasonOf(n, interval);
  const isLong = n.until(to) - from >= SHORTEST;
  const headline = isFirst(n, interval)
    ? say`${task} had not begun ${isLong ? say`from ${n.time(from)} to ${n.time(n.until(to))}` : say`yet at ${n.time(from)}`}`
    : say`${task} was ready ${n.span(from, to)}`;
  const sentences = [reason.sentence, delaySentence(n, interval, reason.isDue)];
  const asked = requestSentence(n, interval);
  return { headline, sentences: asked === NOTHING ? sentences : [...sentences, asked] };
}

interface Reason {
  readonly sentence: Passage;
  readonly isDue: boolean;
}

function reasonOf(n: Narrator, interval: number): Reason {
  const { timeline, trace } = n;
  const { intervals } = timeline;
  const event = intervals.event(interval);
  if (trace.kind(event) === 'task.suspended') {
    const line = n.atLine(trace.positionOf(event));
    return {
      sentence: say`It let the others go first${line}, and was ready again at once.`,
      isDue: false,
    };
  }
  if (isFirst(n, interval))
    return { sentence: createdSentence(n, intervals.task(interval)), isDue: false };
  const wait = intervals.event(neighbour(timeline, interval, -1));
  const isSleep = waitKind(trace, wait) === 'sleep' && readyCause(trace, event) === 'timer';
  const task = n.name(intervals.task(interval));
  if (isSleep)
    return { sentence: say`${task} was due at ${n.time(intervals.from(interval))}.`, isDue: true };
  const sentence = say`${capitalised(wakeClause(n, wait, event))}, so ${task} became ready.`;
  return { sentence, isDue: readyCause(trace, event) === 'timer' };
}

function isFirst(n: Narrator, interval: number): boolean {
  return neighbour(n.timeline, interval, -1) < 0;
}

/** Who created a task: `main created it at 0.000 s (line 17).` */
export function createdSentence(n: Narrator, task: number): Passage {
  const record = n.timeline.task(task);
  if (!record) return say`The trace does not tell who created it.`;
  const line = n.inBrackets(n.trace.positionOf(record.createdEvent));
  const at = n.time(record.created);
  if (record.creator === 0) return say`The program created it at ${at}${line}.`;
  return say`${n.name(record.creator)} created it at ${at}${line}.`;
}

/** A request to cancel that came while the task was ready for another reason. */
function requestSentence(n: Narrator, interval: number): Passage {
  const [request] = requestsIn(n.timeline, interval);
  if (request === undefined) return NOTHING;
  const effect = isFirst(n, interval)
    ? 'so its coroutine never began'
    : 'so its next step begins with `CancelledError`';
  return say`${capitalised(cancelClause(n, request))}, ${effect}.`;
}
