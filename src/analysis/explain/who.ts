import type { Timeline } from '../../trace/timeline';
import type { Cause, Causes, Point } from './causes';

/** Who did something to a task. */
export interface Culprit {
  /** The task that did it, 0 if none did. */
  readonly task: number;
  /** The event that tells so, in the step of that task if there is one. */
  readonly event: number;
  /** The `callback.started` event of the callback through which it was done, -1 if there is none. */
  readonly via: number;
}

/** Who put a task into the ready queue; `ready` is the `task.ready` event. */
export function whoWoke(causes: Causes, ready: number): Culprit {
  return culprit(causes.of(ready), ready);
}

/** Who created a task. A task that a callback creates is that of who asked for the callback. */
export function whoCreated(timeline: Timeline, causes: Causes, task: number): Culprit {
  const event = timeline.task(task)?.createdEvent ?? -1;
  const found = culprit(causes.of(event), event);
  return { ...found, task: timeline.task(task)?.creator ?? 0 };
}

/** Who asked a task to cancel; `request` is the `task.cancelling` event. */
export function whoCancelled(causes: Causes, request: number): Culprit {
  return culprit(causes.of(request), request);
}

function culprit(cause: Cause | undefined, event: number): Culprit {
  const from: Point = cause?.from ?? { task: 0, event };
  return { ...from, via: cause?.via ?? -1 };
}
