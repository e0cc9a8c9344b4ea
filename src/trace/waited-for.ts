import { WAIT_KINDS, type WaitKind } from './schema';
import type { TraceStore } from './store';

/** Waits in a method of a primitive. */
const OF_PRIMITIVES: ReadonlySet<WaitKind | undefined> = new Set<WaitKind>([
  'lock',
  'event',
  'condition',
  'semaphore',
  'barrier',
  'queue.get',
  'queue.put',
  'queue.join',
]);

/** Whether a wait, as an index into `WAIT_KINDS`, is one in a method of a primitive. */
export function isOfPrimitive(wait: number): boolean {
  return OF_PRIMITIVES.has(WAIT_KINDS[wait]);
}

/** The task that a `task.suspended` event says is waited for, 0 if it is none. */
export function taskWaitedFor(trace: TraceStore, event: number): number {
  return isOfPrimitive(trace.a(event)) ? 0 : trace.b(event);
}

/** The primitive that a `task.suspended` event says is waited for, 0 if it is none, or unknown. */
export function primitiveWaitedFor(trace: TraceStore, event: number): number {
  return isOfPrimitive(trace.a(event)) ? trace.b(event) : 0;
}
