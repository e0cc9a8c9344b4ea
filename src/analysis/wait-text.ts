import { type Timeline, waitKind } from '../trace/timeline';
import type { TaskNames } from './task-names';

/** What a `task.suspended` event says the task waits for, in a few words: `sleep 1.0 s`, `task func1`. */
export function waitText(timeline: Timeline, names: TaskNames, event: number): string {
  const { trace } = timeline;
  const kind = waitKind(trace, event);
  const detail = trace.text(trace.c(event));
  if (kind === 'yield') return 'its next turn';
  if (kind === 'task' && trace.b(event) !== 0) return `task ${names.of(trace.b(event))}`;
  if (kind === 'promise') return 'a promise';
  if (kind === 'other') return detail || 'something without a name';
  return detail === '' || detail.startsWith(kind) ? detail || kind : `${kind} ${detail}`;
}
