import type { WaitKind } from '../../trace/schema';
import { waitKind } from '../../trace/timeline';
import type { Narrator } from './narrator';
import { type Passage, say } from './passage';
import { primitiveWaitPhrase } from './primitive-waits';

/** What a task did while it waited, as it follows its name; "has" may stand before it. */
const WAITS: Readonly<Partial<Record<WaitKind, string>>> = {
  yield: 'let the others go first',
  future: 'waited for a future',
  gather: 'waited for a `gather`',
  wait: 'waited in `asyncio.wait`',
  'task group': 'waited for the tasks of its group',
  lock: 'waited for a lock',
  event: 'waited for an event',
  condition: 'waited for a condition',
  semaphore: 'waited for a semaphore',
  barrier: 'waited at a barrier',
  'queue.get': 'waited for an item from a queue',
  'queue.put': 'waited for room in a queue',
  'queue.join': 'waited for all items of a queue to be worked off',
  thread: 'waited for a thread',
  process: 'waited for a process',
  'socket read': 'waited for data from a connection',
  'socket write': 'waited for room in a connection',
  connect: 'waited for a connection',
  promise: 'waited for a native promise',
  input: 'waited for your input',
};

/** What a `task.suspended` event says the task did next: `waited for func1`, `slept for 1.0 s`. */
export function waitPhrase(n: Narrator, wait: number): Passage {
  const { trace } = n;
  const kind = waitKind(trace, wait);
  const detail = trace.text(trace.c(wait));
  const target = trace.b(wait);
  if (kind === 'sleep') return say`slept${detail === '' ? '' : ` for ${detail}`}`;
  if (kind === 'task') return target ? say`waited for ${n.name(target)}` : say`waited for a task`;
  const ofPrimitive = primitiveWaitPhrase(n, wait);
  if (ofPrimitive) return ofPrimitive;
  if (kind === 'gather' && detail !== '') return say`waited for the ${detail} of a \`gather\``;
  if (kind === 'thread' || kind === 'process') {
    return detail === '' ? say`waited for a ${kind}` : say`waited for \`${detail}\` in a ${kind}`;
  }
  if (kind === 'other') {
    return detail === '' ? say`waited for something without a name` : say`waited for \`${detail}\``;
  }
  return say`${WAITS[kind] ?? `waited for ${kind}`}${detail === '' ? '' : ` (${detail})`}`;
}

/** `waitPhrase` for somebody who asks when it ends: `slept until 2.000 s`. */
export function waitPhraseUntil(n: Narrator, wait: number): Passage {
  const deadline = n.trace.value(wait);
  if (waitKind(n.trace, wait) !== 'sleep' || Number.isNaN(deadline)) return waitPhrase(n, wait);
  return say`slept until ${n.time(deadline)}`;
}
