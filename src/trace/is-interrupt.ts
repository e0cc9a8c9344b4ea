import type { TraceStore } from './store';

/** Whether the user asked a task to cancel, with Stop or Ctrl+C; `request` is the `task.cancelling` event. */
export function isInterrupt(trace: TraceStore, request: number): boolean {
  return trace.b(request) === 1;
}
