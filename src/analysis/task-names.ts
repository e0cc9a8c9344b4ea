import type { TaskRecord, Timeline } from '../trace/timeline';

/** The names that asyncio gives to tasks which the program did not name: `Task-1`, `Task-2`, … */
const DEFAULT_NAME = /^Task-\d+$/;

/**
 * The names under which tasks are shown, for a trace that may still grow.
 *
 * 1. A name that the program chose is kept; a default one gives way to the coroutine's function.
 * 2. No two tasks share a name: the second `func1` is `func1 #2`, in order of creation.
 * 3. Names are a function of the trace read so far, not of when `update` was called.
 */
export class TaskNames {
  readonly #timeline: Timeline;
  readonly #names = new Map<number, string>();
  readonly #used = new Set<string>();
  readonly #counts = new Map<string, number>();
  #read = 0;
  /** `task.named` events among those that were read: a new name may change those of later tasks. */
  #renamings = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.update();
  }

  /** The name shown for a task; `task 7` if the trace does not know it. */
  of(task: number): string {
    return this.#names.get(task) ?? `task ${task}`;
  }

  /** Reads the tasks that came since the last call. Call it after `Timeline.update`. */
  update(): void {
    const { tasks, renamings } = this.#timeline;
    if (renamings !== this.#renamings) this.#forget();
    this.#renamings = renamings;
    for (; this.#read < tasks.length; this.#read++) this.#add(tasks[this.#read]!);
  }

  #forget(): void {
    this.#names.clear();
    this.#used.clear();
    this.#counts.clear();
    this.#read = 0;
  }

  #add(task: TaskRecord): void {
    const plain = plainName(task);
    let count = this.#counts.get(plain) ?? 0;
    let name: string;
    do {
      count++;
      name = count === 1 ? plain : `${plain} #${count}`;
    } while (this.#used.has(name));
    this.#counts.set(plain, count);
    this.#used.add(name);
    this.#names.set(task.id, name);
  }
}

/** The chosen name, or the coroutine's function without what it is nested in (`main.<locals>.work` is `work`). */
export function plainName(task: Pick<TaskRecord, 'name' | 'coroutine'>): string {
  if (task.name !== '' && !DEFAULT_NAME.test(task.name)) return task.name;
  const last = task.coroutine.slice(task.coroutine.lastIndexOf('.') + 1);
  return last || task.name || 'task';
}
