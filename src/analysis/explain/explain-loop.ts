import { TOLERANCE } from '../blocking-steps';
import { callbackName, isOfAsyncio, isTimer, scheduledClause } from './callback-words';
import { explainIdle } from './explain-idle';
import { eventAfter, explainRunning, whySentence } from './explain-running';
import type { Explanation } from './explanation';
import { holdSentence } from './hold-words';
import { intervalOfEvent } from './interval-of-event';
import { spanName } from './loop-load';
import { type Narrator, SHORTEST } from './narrator';
import { capitalised, listed, type Passage, say } from './passage';
import { deeds } from './step-words';

/** What the loop did, and who asked for it; `index` is that of `timeline.loop`. */
export function explainLoop(n: Narrator, index: number): Explanation {
  const span = n.timeline.loop.at(index)!;
  if (span.kind === 'idle') return explainIdle(n, span);
  if (span.kind === 'callback') return explainCallback(n, index);
  const running = intervalOfEvent(n.timeline, span.event);
  const headline = say`The loop ran a step of ${n.name(span.task)} ${n.span(span.from, span.to)}`;
  const next = n.timeline.loop.at(index + 1);
  if (running >= 0 && next && next.event < eventAfter(n, running)) {
    const inner = say`It started the eager task ${spanName(n, next)}, whose first step ran inside of it.`;
    return { headline, sentences: [whySentence(n, running), inner] };
  }
  if (running >= 0) return { headline, sentences: explainRunning(n, running).sentences };
  const before = n.timeline.loop.at(index - 1);
  const eager =
    before?.kind === 'task' ? say`the eager step of ${n.name(before.task)}` : say`an eager step`;
  return { headline, sentences: [say`The step went on after ${eager}, which it had started.`] };
}

function explainCallback(n: Narrator, index: number): Explanation {
  const { loop, trace } = n.timeline;
  const { from, to, event } = loop.at(index)!;
  const last = loop.at(index + 1)?.event ?? trace.length;
  const name = callbackName(n, event);
  const isBlocking = n.until(to) - from >= n.slowCallbackDuration - TOLERANCE && to > from;
  const verb = isBlocking ? 'held the loop' : 'ran';
  const kind = isOfAsyncio(trace.text(trace.b(event))) ? "asyncio's callback" : 'the callback';
  const headline = capitalised(
    say`${name.text === 'a callback' ? name : say`${kind} ${name}`} ${verb} ${n.span(from, to)}`,
  );
  const sentences = isBlocking
    ? [holdSentence(n, { span: index, first: event, last, from, to: n.until(to) })]
    : [];
  return {
    headline,
    sentences: [...sentences, askedSentence(n, event, from), ...didSentence(n, index)],
  };
}

function askedSentence(n: Narrator, event: number, from: number): Passage {
  const asked = say`${capitalised(scheduledClause(n, event))}`;
  if (!isTimer(n, event)) return say`${asked}.`;
  const due = n.trace.value(n.causes.schedulingOf(event)!.event);
  if (from - due < SHORTEST) return say`${asked}.`;
  return say`${asked}, but the loop came round to it only at ${n.time(from)}.`;
}

function didSentence(n: Narrator, index: number): Passage[] {
  const { loop } = n.timeline;
  const { event } = loop.at(index)!;
  const did = deeds(n, event, {
    task: 0,
    first: event,
    last: loop.at(index + 1)?.event ?? n.trace.length,
  });
  return did.length === 0 ? [] : [say`It ${listed(did)}.`];
}
