import type { PrimitiveRecord, PrimitiveState } from '../../trace/primitive-lanes';
import { plural } from '../format-seconds';
import { threadName } from '../primitive-holder';
import { PRIMITIVE_WORDS } from '../primitive-kinds';
import { primitiveName } from '../primitive-words';
import type { Explanation } from './explanation';
import type { Narrator } from './narrator';
import { capitalised, type Passage, say } from './passage';

/** What a primitive was like for a while, who made it so, and what ended it. `index`: of its states. */
export function explainPrimitive(
  n: Narrator,
  primitive: PrimitiveRecord,
  index: number,
): Explanation {
  const { trace, timeline } = n;
  const { events } = primitive;
  const from = trace.time(events[index]!);
  const next = events[index + 1];
  const to = next === undefined ? Number.POSITIVE_INFINITY : trace.time(next);
  const state = primitive.state(index);
  const name = capitalised(say`${primitiveName(primitive)}`);
  const began = lastLevel(primitive, index);
  const sentences = [say`${capitalised(beginning(n, primitive, began))}.`];
  if (state.waiters > 0)
    sentences.push(say`${plural(state.waiters, primitive.awaitedBy)} waited for it.`);
  if (next === undefined && timeline.runEnd?.end === 'stalled' && state.waiters > 0) {
    sentences.push(say`Nothing is left that could change that.`);
  }
  return {
    headline: say`${name} ${stateWords(n, primitive, state)} ${n.span(from, to)}`,
    sentences,
  };
}

/** The state with which the level of a state began: later ones may differ only in who waits. */
function lastLevel(primitive: PrimitiveRecord, index: number): number {
  const { level, owner, worker } = primitive.state(index);
  let at = index;
  for (; at > 0; at--) {
    const before = primitive.state(at - 1);
    if (before.level !== level || before.owner !== owner || before.worker !== worker) break;
  }
  return at;
}

/** `was held by func1`, `held 3 of 5 items`. */
export function stateWords(
  n: Narrator,
  { kind, limit }: PrimitiveRecord,
  { level, owner, worker }: PrimitiveState,
): Passage {
  const { hasOwner, was } = PRIMITIVE_WORDS[kind];
  const words = was(level, limit);
  if (!hasOwner || level === 0) return say`${words}`;
  if (owner !== 0) return say`${words} by ${n.name(owner)}`;
  const thread = threadName(n.timeline, worker);
  return thread ? say`${words} by ${thread}` : say`${words}`;
}

/** `func1 took it at 1.000 s`. */
function beginning(n: Narrator, primitive: PrimitiveRecord, index: number): Passage {
  const { trace } = n;
  const event = primitive.events[index]!;
  const at = n.time(trace.time(event));
  if (index === 0) {
    const by = primitive.creator ? say` by ${n.name(primitive.creator)}` : '';
    return say`it was made${by} at ${at}${n.inBrackets(trace.positionOf(event))}`;
  }
  const rise = primitive.state(index).level - primitive.state(index - 1).level;
  const task = trace.task(event);
  const thread = threadName(n.timeline, trace.c(event));
  const outside = thread ? `the thread ${thread}` : 'code outside of the tasks';
  const who = task === 0 ? outside : n.name(task);
  const { rose, fell } = PRIMITIVE_WORDS[primitive.kind];
  return say`${who} ${rise > 0 ? rose : fell} at ${at}`;
}
