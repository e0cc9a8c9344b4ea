import { TaskFamilies } from '../../analysis/task-families';
import { stateOfTask, type TaskState } from '../../analysis/task-states';
import type { CursorMoment } from '../../trace/cursor';
import type { Position } from '../../trace/schema';
import type { TaskRecord } from '../../trace/timeline';
import type { RunModel } from '../run/run-model';
import type { AtEnd } from './task-row';

/** Tasks shown under one creator; the rest is counted. More in one list helps nobody. */
export const MAX_CHILDREN = 1000;

/** Runs with more tasks begin with collapsed rows: VS Code asks for each row of an open one at every move of the cursor. */
const MAX_OPEN = 1000;

/**
 * The tasks of a run at its cursor, nested under their creators. Only what somebody asks for is read, so that
 * a cursor that moves costs what the view shows.
 */
export class TaskForest {
  readonly #states = new Map<number, TaskState>();
  readonly #moment: CursorMoment;

  /** `families`: of the run, if they are at hand. */
  constructor(
    readonly model: RunModel,
    private readonly families = new TaskFamilies(model.timeline),
  ) {
    this.#moment = model.moment;
  }

  get isEmpty(): boolean {
    const [first] = this.model.timeline.tasks;
    return first === undefined || first.createdEvent > this.#moment.event;
  }

  /** Whether rows are open at first. */
  get isOpen(): boolean {
    return this.model.timeline.tasks.length <= MAX_OPEN;
  }

  state(task: number): TaskState | undefined {
    const { timeline } = this.model;
    const record = timeline.task(task);
    return record && record.createdEvent <= this.#moment.event ? this.#stateOf(record) : undefined;
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
    if (timeline.dropped > 0) return 'unknown';
    return this.model.isKept ? 'kept' : 'alive';
  }

  /** At most `MAX_CHILDREN` tasks that `creator` created, in order; 0: those that nobody created. */
  children(creator: number): TaskState[] {
    const shown = Math.min(MAX_CHILDREN, this.#count(creator));
    const records = this.families.childrenOf(creator).slice(0, shown);
    return records.map((task) => this.#stateOf(task));
  }

  hasChildren(creator: number): boolean {
    return this.#count(creator) > 0;
  }

  /** Tasks that `children` left out. */
  hidden(creator: number): number {
    return Math.max(0, this.#count(creator) - MAX_CHILDREN);
  }

  #count(creator: number): number {
    return this.families.countAt(creator, this.#moment.event);
  }

  #stateOf(task: TaskRecord): TaskState {
    const known = this.#states.get(task.id);
    if (known) return known;
    const { timeline, names } = this.model;
    const state = stateOfTask(timeline, this.#moment, names, task);
    this.#states.set(task.id, state);
    return state;
  }
}
