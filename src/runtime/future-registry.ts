import { Counter } from './counter';
import { RuntimeError } from './errors';
import type { Future } from './future';
import { Line, type Place } from './line';
import type { Task } from './task';

/** What a loop knows about its futures and tasks. */
export class FutureRegistry {
  /** The task whose step is running. */
  current: Task | undefined = undefined;
  private readonly ids = new Counter();
  private readonly live = new Line<Task>();
  private readonly unretrieved = new Set<Future>();

  constructor(private readonly taskNumbers: Counter) {}

  nextId(): number {
    return this.ids.next();
  }

  nextTaskNumber(): number {
    return this.taskNumbers.next();
  }

  /** Gives what `removeTask` takes. */
  addTask(task: Task): Place<Task> {
    return this.live.join(task);
  }

  removeTask(place: Place<Task>): void {
    this.live.leave(place);
  }

  /** The tasks that are not done, in the order of creation. */
  tasks(): Set<Task> {
    const tasks = new Set<Task>();
    for (let place = this.live.first; place; place = place.next) tasks.add(place.item);
    return tasks;
  }

  /** `tasks._enter_task`. */
  enter(task: Task): void {
    if (this.current !== undefined) {
      throw new RuntimeError(
        `Cannot enter into task ${task} while another task ${this.current} is being executed.`,
      );
    }
    this.current = task;
  }

  /** `tasks._leave_task`. */
  leave(): void {
    this.current = undefined;
  }

  /**
   * Makes `task` the current one and returns the one that was: `tasks._swap_current_task`.
   * For a task that starts inside of the step of another.
   */
  swap(task: Task | undefined): Task | undefined {
    const before = this.current;
    this.current = task;
    return before;
  }

  /** The future failed, and nobody has asked for its exception yet. */
  noteUnretrieved(future: Future): void {
    this.unretrieved.add(future);
  }

  noteRetrieved(future: Future): void {
    if (this.unretrieved.size > 0) this.unretrieved.delete(future);
  }

  /** The failed futures that nobody has asked; each is named once. */
  takeUnretrieved(): Future[] {
    const futures = [...this.unretrieved];
    this.unretrieved.clear();
    return futures;
  }
}
