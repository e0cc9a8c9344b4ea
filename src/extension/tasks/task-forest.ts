import { type TaskState, taskStates } from '../../analysis/task-states';
import type { Position } from '../../trace/schema';
import type { RunModel } from '../run/run-model';
import type { AtEnd } from './task-row';

/** Tasks shown under one creator; the rest is counted. More in one list helps nobody. */
export const MAX_CHILDREN = 1000;

/** The tasks of a run at its cursor, nested under their creators. */
export class TaskForest {
  readonly #states = new Map<number, TaskState>();
  readonly #children = new Map<number, TaskState[]>();

  constructor(readonly model: RunModel) {
    for (const state of taskStates(model.timeline, model.moment, model.names)) {
      this.#states.set(state.task, state);
      const siblings = this.#children.get(state.creator);
      if (siblings) siblings.push(state);
      else this.#children.set(state.creator, [state]);
    }
  }

  get size(): number {
    return this.#states.size;
  }

  state(task: number): TaskState | undefined {
    return this.#states.get(task);
  }

  /**
   * The line to show for a task: where it is, else the last one that is known of it. A coroutine that
   * has returned is nowhere any more.
   */
  source(task: number): Position | undefined {
    const { timeline, trace } = this.model;
    const position = this.#states.get(task)?.position;
    const record = timeline.task(task);
    if (position || !record) return position;
    const events = record.intervals.map((interval) => timeline.intervals.event(interval));
    const last = events.findLast((event) => trace.position(event) !== 0);
    return trace.positionOf(last ?? record.createdEvent);
  }

  /** What the end of the run means for a task; a cursor shows the moment before it. */
  atEnd(state: TaskState): AtEnd {
    const { outcome, cursor, timeline } = this.model;
    const ended = timeline.task(state.task)?.ended !== undefined;
    if (!outcome || cursor !== undefined || ended) return 'none';
    return timeline.dropped > 0 ? 'unknown' : 'alive';
  }

  /** At most `MAX_CHILDREN` tasks that `creator` created, in order; 0: those that nobody created. */
  children(creator: number): TaskState[] {
    return (this.#children.get(creator) ?? []).slice(0, MAX_CHILDREN);
  }

  /** Tasks that `children` left out. */
  hidden(creator: number): number {
    return Math.max(0, (this.#children.get(creator)?.length ?? 0) - MAX_CHILDREN);
  }
}
