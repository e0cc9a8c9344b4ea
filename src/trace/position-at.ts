import { countUpTo } from '../base/search';
import type { CursorMoment } from './cursor';
import type { Position } from './schema';
import type { TraceStore } from './store';
import type { TaskRecord, Timeline } from './timeline';

/**
 * Where a task stands at a moment: the line that its step has reached, its `await`, or the `await` from
 * which it became ready. `interval` is the one that is open then; undefined before the first.
 */
export function positionAt(
  timeline: Timeline,
  task: TaskRecord,
  interval: number | undefined,
  moment: CursorMoment,
): Position | undefined {
  const { trace, intervals } = timeline;
  if (interval === undefined) return trace.positionOf(task.createdEvent);
  const event = intervals.event(interval);
  switch (intervals.state(interval)) {
    case 'running':
      return lineReached(trace, event, moment, task.id);
    case 'waiting':
      return trace.positionOf(event);
    case 'ready':
      return whereItWaited(timeline, interval);
  }
}

/** The `await` before a ready interval, or where the task was created if it has not run yet. */
export function whereItWaited(timeline: Timeline, ready: number): Position | undefined {
  const { trace, intervals } = timeline;
  const task = timeline.task(intervals.task(ready));
  if (!task) return undefined;
  for (let place = countUpTo(task.intervals, ready) - 1; place >= 0; place--) {
    const event = intervals.event(task.intervals[place]!);
    if (trace.kind(event) !== 'task.ready') return trace.positionOf(event);
  }
  return trace.positionOf(task.createdEvent);
}

/**
 * The last line that the trace tells of what began with `begun`, at first where it resumed. `task` is 0
 * for a callback. A blocking call is told when it is over, so its line counts as soon as time passes in it.
 */
export function lineReached(
  trace: TraceStore,
  begun: number,
  { event, time }: CursorMoment,
  task: number,
): Position | undefined {
  const next = event + 1;
  if (next < trace.length && trace.kind(next) === 'block' && trace.time(next) < time) {
    const position = toldBy(trace, next, task);
    if (position !== undefined) return position;
  }
  for (let at = event; at > begun; at--) {
    const position = toldBy(trace, at, task);
    if (position !== undefined) return position;
  }
  return trace.positionOf(begun);
}

/** The line that an event tells of a task; of whatever runs, if `task` is 0. */
function toldBy(trace: TraceStore, event: number, task: number): Position | undefined {
  const who = whoRuns(trace, event);
  return who >= 0 && (task === 0 || who === task) ? trace.positionOf(event) : undefined;
}

/** The task whose line the position of an event is, 0 for none; -1 if it is no line that has been reached. */
function whoRuns(trace: TraceStore, event: number): number {
  switch (trace.kind(event)) {
    // Here it goes on after an eager step inside it.
    case 'task.step':
    case 'block':
    case 'sample':
    case 'output':
    case 'task.uncancelled':
    case 'input.asked':
    case 'timer.set':
    case 'job.submitted':
      return trace.task(event);
    case 'task.created':
    case 'task.cancelling':
      return trace.a(event);
    case 'callback.ready':
      return trace.c(event);
    default:
      return -1;
  }
}
