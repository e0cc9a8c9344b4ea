import { scheduledClause } from './callback-words';
import { whySentence } from './explain-running';
import type { Explanation } from './explanation';
import { intervalOfEvent } from './interval-of-event';
import { spanAtEvent, spanName } from './loop-load';
import type { Narrator } from './narrator';
import { capitalised, type Passage, say } from './passage';
import { quoted } from './step-words';

/** Who printed a text, and why it ran then; `event` is the `output` event. */
export function explainOutput(n: Narrator, event: number): Explanation {
  const { trace } = n;
  const text = quoted(trace.text(trace.b(event)));
  const verb = trace.a(event) === 2 ? 'wrote to the error output' : 'printed';
  const at = n.time(trace.time(event));
  const worker = n.timeline.workers.find(({ id }) => id === trace.c(event));
  if (worker) {
    const sentence = say`It runs beside the loop.`;
    return {
      headline: say`The ${worker.kind} ${worker.name} ${verb} ${text} at ${at}`,
      sentences: [sentence],
    };
  }
  const index = spanAtEvent(n.timeline.loop, event + 1) - 1;
  const span = n.timeline.loop.at(index);
  const task = trace.task(event);
  if (task !== 0) {
    return {
      headline: say`${n.name(task)} ${verb} ${text} at ${at}`,
      sentences: taskSentences(n, task, event),
    };
  }
  if (span?.kind !== 'callback' || isOver(n, span.event, event)) {
    const sentence = say`It comes from outside of the loop, where the program runs as usual.`;
    return { headline: say`The program ${verb} ${text} at ${at}`, sentences: [sentence] };
  }
  const headline = capitalised(say`${spanName(n, span)} ${verb} ${text} at ${at}`);
  return { headline, sentences: [say`${capitalised(scheduledClause(n, span.event))}.`] };
}

/** Why the step ran in which the text was printed. */
function taskSentences(n: Narrator, task: number, event: number): Passage[] {
  const own = n.timeline.task(task)?.intervals ?? [];
  const interval = own.findLast((index) => n.timeline.intervals.event(index) < event);
  if (
    interval === undefined ||
    intervalOfEvent(n.timeline, n.timeline.intervals.event(interval)) < 0
  ) {
    return [say`The trace does not tell in which step.`];
  }
  return [whySentence(n, interval)];
}

function isOver({ trace }: Narrator, started: number, event: number): boolean {
  for (let index = started + 1; index < event; index++) {
    if (trace.kind(index) === 'callback.ended') return true;
  }
  return false;
}
