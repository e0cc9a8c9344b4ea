import type { CursorMoment } from './cursor';
import type { LivingOutline } from './living-outline';
import { LivingTasks } from './living-tasks';
import { taskAt } from './moment-tasks';
import { lineReached } from './position-at';
import type { Position } from './schema';
import type { Timeline } from './timeline';

/** What the loop runs at one moment. */
export interface RunningMoment {
  readonly kind: 'task' | 'callback';
  /** 0 for a callback. */
  readonly task: number;
  /** Of a callback, empty for a task. */
  readonly name: string;
  /** Seconds. */
  readonly since: number;
  /** The `task.step` or `callback.started` event. */
  readonly event: number;
  /** The last place that the trace tells, at first where the step resumes. */
  readonly position: Position | undefined;
}

/** Where the loop and the tasks are at any moment: the timeline alone tells, so nothing is read ahead. */
export class Whereabouts {
  readonly #timeline: Timeline;
  readonly #living: LivingTasks;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#living = new LivingTasks(timeline);
  }

  /** The tasks that live at a moment. */
  living(cursor: CursorMoment): LivingOutline {
    return this.#living.at(cursor);
  }

  /** What the loop runs; undefined between two handles, and while it is idle. */
  running(cursor: CursorMoment): RunningMoment | undefined {
    const begun = this.busyEvent(cursor.event);
    if (begun < 0) return undefined;
    const timeline = this.#timeline;
    const { trace } = timeline;
    const isTask = trace.kind(begun) === 'task.step';
    const task = timeline.task(trace.task(begun));
    return {
      kind: isTask ? 'task' : 'callback',
      task: trace.task(begun),
      name: isTask ? '' : trace.text(trace.b(begun)),
      since: trace.time(begun),
      event: begun,
      position: task
        ? taskAt(timeline, task, cursor.event, cursor.time)?.position
        : lineReached(trace, begun, cursor, 0),
    };
  }

  /** The `task.step` or `callback.started` event of what runs when `event` has happened, or -1. */
  busyEvent(event: number): number {
    const { loop } = this.#timeline;
    const span = loop.busyAt(event);
    return span < 0 ? -1 : loop.event(span);
  }

  /** The iteration of the loop that runs when `event` has happened, or ran last; 0 before the first. */
  iteration(event: number): number {
    const { loop, trace } = this.#timeline;
    const last = loop.lastBegun(event);
    return last < 0 ? 0 : trace.c(loop.event(last));
  }
}
