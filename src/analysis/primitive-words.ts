import type { PrimitiveRecord } from '../trace/primitive-lanes';
import type { Timeline } from '../trace/timeline';
import { PRIMITIVE_WORDS } from './primitive-kinds';

/** ``lock `door` ``; `the lock` if that is its name; `lock 1` if the program has no name for it. */
export function primitiveName({ kind, title, isNamed }: PrimitiveRecord): string {
  if (!isNamed) return title;
  return title === kind ? `the ${kind}` : `${kind} \`${title}\``;
}

/** The same in a text without code: `the lock door`. */
function plainName({ kind, title, isNamed }: PrimitiveRecord): string {
  if (!isNamed) return title;
  return title === kind ? `the ${kind}` : `the ${kind} ${title}`;
}

/** `primitiveName` of a lock, which may be that of a condition. */
export function lockName(primitive: PrimitiveRecord): string {
  const name = primitiveName(primitive);
  return primitive.kind === 'lock' ? name : `the lock of ${name}`;
}

/** What a `primitive.created` event tells; `task` is the name of who did it. */
export function createdWords(timeline: Timeline, event: number, task: string): string {
  const primitive = primitiveAt(timeline, event);
  return primitive ? `${task} makes ${plainName(primitive)}` : 'a primitive is made';
}

/** What a `primitive.changed` event tells, such as `func1 takes the lock door`. */
export function changedWords(timeline: Timeline, event: number, task: string): string {
  const primitive = primitiveAt(timeline, event);
  if (!primitive) return 'a primitive changes';
  const { change } = PRIMITIVE_WORDS[primitive.kind];
  return change(task, plainName(primitive), timeline.trace.b(event));
}

/** What a `primitive.awaited` event tells, such as `cook 1 waits for the lock door`. */
export function awaitedWords(timeline: Timeline, event: number, thread: string): string {
  const primitive = primitiveAt(timeline, event);
  const name = primitive ? plainName(primitive) : 'a primitive';
  return timeline.trace.b(event) > 0
    ? `${thread} waits for ${name}`
    : `${thread} waits for ${name} no more`;
}

function primitiveAt(timeline: Timeline, event: number): PrimitiveRecord | undefined {
  return timeline.primitive(timeline.trace.a(event));
}
