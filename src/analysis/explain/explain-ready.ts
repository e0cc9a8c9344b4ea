import { readyCause, waitKind } from '../../trace/timeline';
import { callbackName } from './callback-words';
import { cancelClause } from './cancel-words';
import { delaySentence } from './delay-words';
import type { Explanation } from './explanation';
import type { Narrator } from './narrator';
import { neighbour } from './neighbour';
import { capitalised, NOTHING, type Passage, say } from './passage';
import { requestsIn } from './requests';
import { wakeClause } from './wake-words';
import { whoCreated } from './who';

/** Why a task became ready, and why it had to wait for its turn. */
export function explainReady(n: Narrator, interval: number): Explanation {
  const { intervals } = n.timeline;
  const [from, to] = [intervals.from(interval), intervals.to(interval)];
  const task = n.name(intervals.task(interval));
  const reason = reasonOf(n, interval);
  const forWhat = isFirst(n, interval) ? ' for its first step' : '';
  const headline = say`${task} was ready${forWhat} ${n.span(from, to)}`;
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
    return {
      sentence: say`${capitalised(createdClause(n, intervals.task(interval)))}.`,
      isDue: false,
    };
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

/** Who created a task, as a clause: `main created it at 0.000 s (line 17)`. */
export function createdClause(n: Narrator, task: number): Passage {
  const record = n.timeline.task(task);
  if (!record) return say`the trace does not tell who created it`;
  const line = n.inBrackets(n.trace.positionOf(record.createdEvent));
  const at = n.time(record.created);
  return say`${creatorOf(n, task)} created it at ${at}${line}`;
}

/** `main`, or `` the callback `show` ``. */
export function creatorOf(n: Narrator, task: number): Passage {
  const { task: creator, via } = whoCreated(n.timeline, n.causes, task);
  if (via >= 0) return say`the callback ${callbackName(n, via)}`;
  return creator === 0 ? say`the program` : n.name(creator);
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
