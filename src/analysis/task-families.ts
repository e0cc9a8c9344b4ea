import { firstIndex } from '../base/search';
import type { TaskRecord, Timeline } from '../trace/timeline';

/** Who created whom, for a trace that may still grow: each task is read once. */
export class TaskFamilies {
  readonly #timeline: Timeline;
  /** By creator, in order of creation. */
  readonly #children = new Map<number, TaskRecord[]>();
  #read = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /** The tasks that `creator` has created (0: that nobody has), in order of creation. */
  childrenOf(creator: number): readonly TaskRecord[] {
    const { tasks } = this.#timeline;
    for (; this.#read < tasks.length; this.#read++) this.#add(tasks[this.#read]!);
    return this.#children.get(creator) ?? [];
  }

  /** How many of them there are when `event` has happened. */
  countAt(creator: number, event: number): number {
    const children = this.childrenOf(creator);
    return firstIndex(children.length, (index) => children[index]!.createdEvent > event);
  }

  #add(task: TaskRecord): void {
    const siblings = this.#children.get(task.creator);
    if (siblings) siblings.push(task);
    else this.#children.set(task.creator, [task]);
  }
}
