import { isInterrupt } from '../trace/is-interrupt';
import type { TraceStore } from '../trace/store';
import type { Timeline } from '../trace/timeline';
import { isOfAsyncio } from './explain/callback-words';
import type { TaskNames } from './task-names';

/**
 * Who asks a task to cancel, as a name: `main`, `main's timeout`, `the end of cook`, `the callback tick`;
 * `Stop or Ctrl+C`; empty if nobody is known. `request` is the `task.cancelling` event.
 */
export function whoAsks({ trace }: Timeline, names: TaskNames, request: number): string {
  if (isInterrupt(trace, request)) return 'Stop or Ctrl+C';
  const task = trace.a(request);
  const callback = callbackAt(trace, request);
  if (callback < 0) return task === 0 ? '' : names.of(task);
  const name = trace.text(trace.b(callback));
  if (name === 'timeout is over') return task === 0 ? 'a timeout' : `${names.of(task)}'s timeout`;
  if (!isOfAsyncio(name)) return name === '' ? 'a callback' : `the callback ${name}`;
  return task === 0 ? '' : `the end of ${names.of(task)}`;
}

/** The `callback.started` event of the callback that runs at `event`, -1 if none does. */
function callbackAt(trace: TraceStore, event: number): number {
  for (let at = event - 1; at >= 0; at--) {
    switch (trace.kind(at)) {
      case 'callback.started':
        return at;
      case 'callback.ended':
      case 'task.step':
      case 'task.suspended':
      case 'task.ended':
      case 'loop.stopped':
        return -1;
      default:
    }
  }
  return -1;
}
