import { isInterrupt } from '../../trace/is-interrupt';
import { waitKind } from '../../trace/timeline';
import { callbackName, endOf, isOfAsyncio, isTimer } from './callback-words';
import type { Narrator } from './narrator';
import { NOTHING, type Passage, say } from './passage';
import { whoCancelled } from './who';

/** The last request to cancel a task before `event`, -1 if there is none. */
export function lastRequest(n: Narrator, event: number): number {
  const requests = n.timeline.task(n.trace.task(event))?.cancelRequests ?? [];
  return requests.findLast((request) => request < event) ?? -1;
}

/**
 * Who asked a task to cancel, as a clause: `main asked it to cancel at 1.000 s (line 22)`.
 *
 * `request` is the `task.cancelling` event, -1 if it is not known; `whose` is the possessive of the task.
 */
export function cancelClause(
  n: Narrator,
  request: number,
  whose: string | Passage = 'its',
): Passage {
  if (request < 0) return say`it was asked to cancel`;
  const { trace } = n;
  const { task, event, via } = whoCancelled(n.causes, request);
  if (via >= 0 && isTimer(n, via)) return timerClause(n, request, via, whose);
  const end = via < 0 || trace.position(request) !== 0 ? NOTHING : endOf(n, task, event);
  if (end !== NOTHING) return say`${n.name(task)} ${end}, which cancelled it`;
  const at = say`at ${n.time(trace.time(request))}${n.inBrackets(trace.positionOf(request))}`;
  const first = whoHandsOn(n, request);
  const whom = first === 0 ? say`it` : say`${n.name(first)}, which waited for it,`;
  if (isInterrupt(trace, request))
    return say`Stop or Ctrl+C interrupted the run and asked ${whom} to cancel ${at}`;
  if (task === 0) return say`${whom} was asked to cancel ${at}`;
  if (task === trace.task(request)) return say`it asked itself to cancel ${at}`;
  return say`${n.name(task)} asked ${whom} to cancel ${at}`;
}

function timerClause(n: Narrator, request: number, via: number, whose: string | Passage): Passage {
  const { trace } = n;
  const name = trace.text(trace.b(via));
  const at = n.time(trace.time(request));
  if (!isOfAsyncio(name)) {
    const line = n.inBrackets(trace.positionOf(request));
    return say`a timer ran ${callbackName(n, via)} at ${at}, which asked it to cancel${line}`;
  }
  const setter = n.causes.schedulingOf(via)?.from.task ?? 0;
  const isOwn = setter === 0 || setter === trace.task(request);
  return say`${isOwn ? whose : say`${n.name(setter)}'s`} timeout was over at ${at}`;
}

/** A task that is asked to cancel while it awaits another hands that on: the one that was asked first, 0 if this one. */
function whoHandsOn({ trace, timeline }: Narrator, request: number): number {
  const before = request - 1;
  if (before < 0 || trace.kind(before) !== 'task.cancelling') return 0;
  const asked = timeline.task(trace.task(before));
  const last = asked?.intervals.findLast((index) => timeline.intervals.event(index) < before);
  if (asked === undefined || last === undefined) return 0;
  const wait = timeline.intervals.event(last);
  if (trace.kind(wait) !== 'task.suspended' || waitKind(trace, wait) !== 'task') return 0;
  return trace.b(wait) === trace.task(request) ? asked.id : 0;
}
