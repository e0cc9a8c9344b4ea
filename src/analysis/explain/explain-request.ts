import { cancelClause } from './cancel-words';
import type { Explanation } from './explanation';
import type { Narrator } from './narrator';
import { outcomeVerb } from './outcome-words';
import { capitalised, type Passage, say } from './passage';
import { waitPhrase } from './wait-words';

/** Who asked a task to cancel, what the task was doing, and what came of it. */
export function explainRequest(n: Narrator, request: number): Explanation {
  const { trace, timeline } = n;
  const task = timeline.task(trace.task(request));
  const name = n.name(trace.task(request));
  const headline = say`${name} was asked to cancel at ${n.time(trace.time(request))}`;
  const doing = doingAt(n, task?.intervals ?? [], request);
  const sentences = [say`${capitalised(cancelClause(n, request))}${doing}.`];
  if (task?.ended === undefined) return { headline, sentences };
  const still = task.outcome === 'cancelled' ? 'It' : 'It went on after that, and';
  return {
    headline,
    sentences: [...sentences, say`${still} ${outcomeVerb(task.outcome)} at ${n.time(task.ended)}.`],
  };
}

function doingAt(n: Narrator, own: readonly number[], request: number): Passage {
  const { intervals } = n.timeline;
  const interval = own.findLast((index) => intervals.event(index) < request);
  if (interval === undefined) return say`, before it had begun`;
  const state = intervals.state(interval);
  if (interval === own[0] && state === 'ready') return say`, before it had begun`;
  if (state === 'running') return say`, while it ran`;
  if (state === 'ready') return say`, while it was ready`;
  const wait = intervals.event(interval);
  return say`, while it ${waitPhrase(n, wait)}${n.inBrackets(n.trace.positionOf(wait))}`;
}
