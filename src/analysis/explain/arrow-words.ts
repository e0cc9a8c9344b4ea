import type { Arrow } from './arrows';
import { cancelClause } from './cancel-words';
import { intervalOfEvent } from './interval-of-event';
import type { Narrator } from './narrator';
import { neighbour } from './neighbour';
import { capitalised, type Passage, say } from './passage';
import { wakeClause } from './wake-words';

/** What an arrow says, as a sentence: `main created func1 at 0.000 s (line 20).` */
export function arrowSentence(n: Narrator, { kind, from, to }: Arrow): Passage {
  const { trace } = n;
  const whom = n.name(to.task);
  if (kind === 'created') {
    const who = from.task === 0 ? say`The loop` : n.name(from.task);
    const line = n.inBrackets(trace.positionOf(to.event));
    return say`${who} created ${whom} at ${n.time(to.time)}${line}.`;
  }
  if (trace.kind(to.event) === 'task.cancelling') {
    return say`${capitalised(cancelClause(n, to.event, say`${whom}'s`))}.`;
  }
  const ready = intervalOfEvent(n.timeline, to.event);
  const wait = ready < 0 ? -1 : neighbour(n.timeline, ready, -1);
  if (wait < 0) return say`${whom} became ready at ${n.time(to.time)}.`;
  const clause = wakeClause(n, n.timeline.intervals.event(wait), to.event, say`${whom}'s`);
  return say`${capitalised(clause)}, so ${whom} became ready.`;
}
