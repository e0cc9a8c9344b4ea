import type { PrimitiveRecord } from '../trace/primitive-lanes';
import type { Timeline } from '../trace/timeline';

/** What a `primitive.created` event tells; `task` is the name of who did it. */
export function createdWords(timeline: Timeline, event: number, task: string): string {
  const primitive = primitiveAt(timeline, event);
  return primitive ? `${task} makes ${nameOf(primitive)}` : 'a primitive is made';
}

/** What a `primitive.changed` event tells, such as `func1 takes the lock door`. */
export function changedWords(timeline: Timeline, event: number, task: string): string {
  const primitive = primitiveAt(timeline, event);
  if (!primitive) return 'a primitive changes';
  const name = nameOf(primitive);
  const level = timeline.trace.b(event);
  switch (primitive.kind) {
    case 'lock':
    case 'condition':
      return level > 0 ? `${task} takes ${name}` : `${task} gives ${name} back`;
    case 'event':
      return level > 0 ? `${task} sets ${name}` : `${task} clears ${name}`;
    case 'semaphore':
      return `${name} has ${counted(level, 'free place')} now`;
    case 'queue':
      return `${name} has ${counted(level, 'item')} now`;
    case 'barrier':
      return `${name} has ${counted(level, 'task')} inside now`;
  }
}

function primitiveAt(timeline: Timeline, event: number): PrimitiveRecord | undefined {
  return timeline.primitive(timeline.trace.a(event));
}

/** `the lock door`, or `lock 1` if the program has no name for it. */
function nameOf({ kind, title, isNamed }: PrimitiveRecord): string {
  return isNamed ? `the ${kind} ${title}` : title;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
