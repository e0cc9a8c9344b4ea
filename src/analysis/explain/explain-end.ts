import { type TaskRecord, waitKind } from '../../trace/timeline';
import { formatSeconds, plural } from '../format-seconds';
import { cancelClause, lastRequest } from './cancel-words';
import type { Cause } from './causes';
import type { Explanation } from './explanation';
import { intervalOfEvent } from './interval-of-event';
import type { Narrator } from './narrator';
import { neighbour } from './neighbour';
import { outcomeVerb } from './outcome-words';
import { capitalised, listedUpTo, type Passage, say } from './passage';
import { MOST_NAMES, quoted } from './step-words';
import { whoCancelled } from './who';

/** How and why a task ended, and who was told. */
export function explainEnd(n: Narrator, task: TaskRecord): Explanation {
  const name = n.name(task.id);
  if (task.ended === undefined) {
    const at = n.time(n.timeline.runEnd?.time ?? n.timeline.end);
    return { headline: say`${name} had not ended at ${at}`, sentences: [lastSentence(n)] };
  }
  const headline = say`${name} ${outcomeVerb(task.outcome)} at ${n.time(task.ended)}`;
  return { headline, sentences: [outcomeSentence(n, task), ...told(n, task)] };
}

function lastSentence(n: Narrator): Passage {
  const { runEnd, dropped } = n.timeline;
  if (dropped > 0) return say`Its end is not in the trace, because a limit was reached.`;
  if (n.isKept) return say`It goes on with the next cell.`;
  return runEnd ? say`The run ended before it did.` : say`The run goes on.`;
}

function outcomeSentence(n: Narrator, task: TaskRecord): Passage {
  const { trace } = n;
  const line = n.atLine(trace.positionOf(task.endedEvent));
  if (task.outcome === 'failed') {
    return say`${quoted(trace.text(trace.b(task.endedEvent)))} left its coroutine${line}.`;
  }
  if (task.outcome === 'cancelled') {
    const request = lastRequest(n, task.endedEvent);
    if (request < 0)
      return say`\`CancelledError\` left its coroutine${line}, without a request to cancel.`;
    const clause = capitalised(cancelClause(n, request));
    if (isBeforeFirstStep(n, task, request)) return say`${clause} before its first step.`;
    return say`${clause}, and \`CancelledError\` left its coroutine${line}.`;
  }
  const steps = task.intervals.filter((index) => n.timeline.intervals.state(index) === 'running');
  const life = formatSeconds((task.ended ?? n.timeline.end) - task.created);
  const asked = task.cancelRequests.some((request) => whoCancelled(n.causes, request).via < 0);
  const although = asked ? ', although it had been asked to cancel' : '';
  return say`Its coroutine returned after ${plural(steps.length, 'step')} and ${life}${although}.`;
}

function isBeforeFirstStep(n: Narrator, task: TaskRecord, request: number): boolean {
  const { intervals } = n.timeline;
  const first = task.intervals.find((index) => intervals.state(index) === 'running');
  return first === undefined || request < intervals.event(first);
}

/** Whom the end woke, or that nobody asked for the error. */
function told(n: Narrator, task: TaskRecord): Passage[] {
  const last = task.intervals.at(-1);
  const causes = last === undefined ? [] : n.causes.from(n.timeline.intervals.event(last));
  const own = causes.filter((cause) => isForEnd(n, cause, task.id));
  const woken = [...new Set(own.map(({ to }) => to.task))];
  if (woken.length > 0) {
    const names = listedUpTo(
      MOST_NAMES,
      woken.map((one) => n.name(one)),
    );
    return [say`${names} had waited for it and became ready.`];
  }
  if (task.outcome === 'failed' && neverRetrieved(n, task))
    return [say`Nobody asked for its result.`];
  return [];
}

/** True if somebody was woken because the task was over: at once, or through a callback of asyncio. */
function isForEnd(n: Narrator, { kind, to, via }: Cause, task: number): boolean {
  if (kind !== 'woke') return false;
  const { timeline, trace } = n;
  const asked = via < 0 ? undefined : n.causes.schedulingOf(via);
  if (asked) return trace.position(asked.event) === 0;
  const ready = intervalOfEvent(timeline, to.event);
  const before = ready < 0 ? -1 : neighbour(timeline, ready, -1);
  if (before < 0) return false;
  const wait = timeline.intervals.event(before);
  return waitKind(trace, wait) === 'task' && trace.b(wait) === task;
}

function neverRetrieved(n: Narrator, task: TaskRecord): boolean {
  const { trace } = n;
  for (let event = task.endedEvent + 1; event < trace.length; event++) {
    if (trace.kind(event) === 'task.never-retrieved' && trace.task(event) === task.id) return true;
  }
  return false;
}
