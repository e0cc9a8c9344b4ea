import { type TaskMoment, taskAt, taskIn } from './moment-tasks';
import { OpenIntervals } from './open-intervals';
import type { TaskRecord, Timeline } from './timeline';

interface Living {
  /** The event of its creation. */
  readonly created: number;
  readonly moment: TaskMoment;
}

/** The tasks that live at any moment, in a time that depends on how many they are, not on how many there ever were. */
export class LivingTasks {
  readonly #timeline: Timeline;
  readonly #open: OpenIntervals;
  /** Tasks that had nothing to do with the event after their creation. */
  readonly #slow: TaskRecord[] = [];
  #read = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#open = new OpenIntervals(timeline.intervals, timeline.trace);
  }

  /** The tasks that live when `event` has happened, at `time` seconds, in order of creation. */
  at(event: number, time: number): TaskMoment[] {
    const living: Living[] = [];
    const add = (task: TaskRecord | undefined, moment: TaskMoment | undefined) => {
      if (task && moment) living.push({ created: task.createdEvent, moment });
    };
    const timeline = this.#timeline;
    for (const task of this.#notBegun(event)) add(task, taskAt(timeline, task, event, time));
    for (const interval of this.#open.at(event)) {
      const task = timeline.task(timeline.intervals.task(interval));
      add(task, task && taskIn(timeline, task, interval, event, time));
    }
    return living.sort((one, other) => one.created - other.created).map(({ moment }) => moment);
  }

  /** Tasks that were created when `event` has happened, and have not become ready. */
  #notBegun(event: number): TaskRecord[] {
    const { tasks, trace } = this.#timeline;
    for (; this.#read < tasks.length; this.#read++) {
      const task = tasks[this.#read]!;
      if (!this.#isQuick(task)) this.#slow.push(task);
    }
    const slow = this.#slow.filter(
      (task) => task.createdEvent <= event && this.#firstEvent(task) > event,
    );
    const created = event >= 0 && trace.kind(event) === 'task.created' ? trace.task(event) : 0;
    const newest = this.#timeline.task(created);
    return newest && !slow.includes(newest) ? [...slow, newest] : slow;
  }

  #isQuick(task: TaskRecord): boolean {
    return this.#firstEvent(task) === task.createdEvent + 1;
  }

  #firstEvent({ intervals: [first] }: TaskRecord): number {
    return first === undefined ? Number.POSITIVE_INFINITY : this.#timeline.intervals.event(first);
  }
}
