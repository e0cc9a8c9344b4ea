import type { PrimitiveRecord } from '../trace/primitive-lanes';
import type { WaitKind } from '../trace/schema';
import { type Timeline, waitKind } from '../trace/timeline';
import { primitiveWaitedFor } from '../trace/waited-for';
import type { TaskNames } from './task-names';

/** What a `task.suspended` event says the task waits for, in a few words: `sleep 1.0 s`, `task func1`, `lock door`. */
export function waitText(timeline: Timeline, names: TaskNames, event: number): string {
  const { trace } = timeline;
  const kind = waitKind(trace, event);
  const detail = trace.text(trace.c(event));
  if (kind === 'yield') return 'its next turn';
  if (kind === 'task' && trace.b(event) !== 0) return `task ${names.of(trace.b(event))}`;
  const primitive = timeline.primitive(primitiveWaitedFor(trace, event));
  if (primitive) return primitiveText(kind, primitive);
  if (kind === 'promise') return 'a promise';
  if (kind === 'input') return inputText(detail);
  if (kind === 'other') return detail || 'something without a name';
  return detail === '' || detail.startsWith(kind) ? detail || kind : `${kind} ${detail}`;
}

/** `your input: Name?`, with the prompt if there is one. */
export function inputText(prompt: string): string {
  return prompt === '' ? 'your input' : `your input: ${prompt}`;
}

/** `lock door`, `queue.get jobs`; `lock 1` and `queue.get, queue 1` of those that have no name. */
export function primitiveText(wait: WaitKind, { kind, title, isNamed }: PrimitiveRecord): string {
  if (isNamed) return title === kind ? wait : `${wait} ${title}`;
  return title.startsWith(wait) ? title : `${wait}, ${title}`;
}
