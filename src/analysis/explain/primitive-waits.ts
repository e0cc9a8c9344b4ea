import { type PrimitiveRecord, stateAt } from '../../trace/primitive-lanes';
import type { WaitKind } from '../../trace/schema';
import { waitKind } from '../../trace/timeline';
import { primitiveWaitedFor } from '../../trace/waited-for';
import { lockName, primitiveName } from '../primitive-words';
import type { Narrator } from './narrator';
import { NOTHING, type Passage, say } from './passage';

/** What a task waits for, by what its primitive is called. */
const FOR: Readonly<Partial<Record<WaitKind, (name: string) => string>>> = {
  barrier: (name) => `waited at ${name}`,
  'queue.get': (name) => `waited for an item from ${name}`,
  'queue.put': (name) => `waited for room in ${name}`,
  'queue.join': (name) => `waited for all items of ${name} to be worked off`,
};

/** What a task did that waits in a method of a primitive; undefined if it is not known in which. */
export function primitiveWaitPhrase(n: Narrator, wait: number): Passage | undefined {
  const primitive = n.timeline.primitive(primitiveWaitedFor(n.trace, wait));
  if (primitive === undefined) return undefined;
  const kind = waitKind(n.trace, wait);
  const name = primitiveName(primitive);
  if (kind === 'lock') return say`waited for ${lockName(primitive)}${heldBy(n, primitive, wait)}`;
  return say`${FOR[kind]?.(name) ?? `waited for ${name}`}`;
}

function heldBy(n: Narrator, primitive: PrimitiveRecord, wait: number): Passage {
  const owner = stateAt(primitive, wait)?.owner ?? 0;
  if (owner === 0) return NOTHING;
  if (owner === n.trace.task(wait)) return say`, which it held itself`;
  return say`, held by ${n.name(owner)}`;
}
