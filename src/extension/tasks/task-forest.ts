import { type TaskState, taskStates } from '../../analysis/task-states';
import type { CursorMoment } from '../../trace/cursor';
import type { Position } from '../../trace/schema';
import type { RunModel } from '../run/run-model';
import type { AtEnd } from './task-row';

/** Tasks shown under one creator; the rest is counted. More in one list helps nobody. */
export const MAX_CHILDREN = 1000;

interface Trees {
  readonly states: ReadonlyMap<number, TaskState>;
  readonly children: ReadonlyMap<number, TaskState[]>;
}

/**
 * The tasks of a run at its cursor, nested under their creators. Nothing is read before somebody asks, so that
 * a cursor that moves costs a view that is closed nothing.
 */
export class TaskForest {
  #trees: Trees | undefined;

  readonly #moment: CursorMoment;

  constructor(readonly model: RunModel) {
    this.#moment = model.moment;
  }

  get isEmpty(): boolean {
    const [first] = this.model.timeline.tasks;
    return first === undefined || first.createdEvent > this.#moment.event;
  }

  state(task: number): TaskState | undefined {
    return this.#read().states.get(task);
  }

  /**
   * The line to show for a task: where it is, else the last one that is known of it. A coroutine that
   * has returned is nowhere any more.
   */
  source(task: number): Position | undefined {
    const { timeline, trace } = this.model;
    const position = this.state(task)?.position;
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
    return (this.#read().children.get(creator) ?? []).slice(0, MAX_CHILDREN);
  }

  /** Tasks that `children` left out. */
  hidden(creator: number): number {
    return Math.max(0, (this.#read().children.get(creator)?.length ?? 0) - MAX_CHILDREN);
  }

  #read(): Trees {
    this.#trees ??= treesAt(this.model, this.#moment);
    return this.#trees;
  }
}

function treesAt({ timeline, names }: RunModel, moment: CursorMoment): Trees {
  const states = new Map<number, TaskState>();
  const children = new Map<number, TaskState[]>();
  for (const state of taskStates(timeline, moment, names)) {
    states.set(state.task, state);
    const siblings = children.get(state.creator);
    if (siblings) siblings.push(state);
    else children.set(state.creator, [state]);
  }
  return { states, children };
}
