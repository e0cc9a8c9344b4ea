import { countUpTo } from '../base/search';
import { type CursorMoment, momentAtTime, momentOfEvent } from './cursor';
import { HandleLog } from './handle-log';
import type { LivingOutline } from './living-outline';
import { type ReadyMoment, readyAt, type TimerMoment, timersAt } from './moment-handles';
import type { MomentList } from './moment-list';
import { type TaskMoment, taskAt } from './moment-tasks';
import { type WorkersMoment, workersAt } from './moment-workers';
import { StackLog, type StackMoment } from './stack-log';
import type { Timeline } from './timeline';
import { type RunningMoment, Whereabouts } from './whereabouts';

export type { ReadyMoment, TimerMoment } from './moment-handles';
export type { RunningMoment } from './whereabouts';

/** Everything about a run at one moment. */
export interface Moment extends WorkersMoment {
  /** The last event that has happened, -1 before the first. */
  readonly event: number;
  /** Seconds. */
  readonly time: number;
  /** The iteration of the loop that runs, or ran last; 0 before the first. */
  readonly iteration: number;
  /** Undefined between two handles, and while the loop is idle. */
  readonly running: RunningMoment | undefined;
  /** First in first. */
  readonly ready: readonly ReadyMoment[];
  /** In the order in which they are due. */
  readonly timers: readonly TimerMoment[];
  /** The tasks that live, in order of creation. */
  readonly tasks: readonly TaskMoment[];
  /** How many of the timeline's `outputs` have been written. */
  readonly outputs: number;
}

/** The same at a glance: what there may be thousands of is described only when somebody looks at it. */
export interface MomentOutline extends Omit<Moment, 'ready' | 'timers' | 'tasks'> {
  readonly ready: MomentList<ReadyMoment>;
  readonly timers: MomentList<TimerMoment>;
  readonly tasks: LivingOutline;
}

/**
 * What a trace says about any moment of its run, in a time that hardly depends on the length of the
 * trace.
 *
 * 1. `update` reads each event once, so a trace that still grows costs only what is new.
 * 2. An answer depends on the trace up to the moment, except that a task is ready from the deadline of
 *    its timer on, and that threads began and ended when they did, even if the trace hears of it late.
 */
export class Moments {
  readonly #log: HandleLog;
  readonly #stacks: StackLog;
  readonly whereabouts: Whereabouts;
  #read = 0;

  constructor(readonly timeline: Timeline) {
    this.#log = new HandleLog(timeline.trace);
    this.#stacks = new StackLog(timeline.trace);
    this.whereabouts = new Whereabouts(timeline);
    this.update();
  }

  /** Reads the events that came since the last call, up to before `last`; `timeline` must be up to date. */
  update(last = this.timeline.trace.length): void {
    for (; this.#read < last; this.#read++) {
      this.#log.read(this.#read);
      this.#stacks.read(this.#read);
    }
  }

  /** The events with which iterations of the loop begin, in order. */
  get iterations(): readonly number[] {
    return this.#log.iterations;
  }

  /** The moment at which `event` has just happened. */
  at(event: number): Moment {
    return this.of(momentOfEvent(this.timeline.trace, event));
  }

  /** The moment after everything that happened at `time` (seconds). */
  atTime(time: number): Moment {
    return this.of(momentAtTime(this.timeline.trace, time));
  }

  /** The moment that a cursor names. */
  of(cursor: CursorMoment): Moment {
    const { ready, timers, tasks, ...rest } = this.outline(cursor);
    return { ...rest, ready: ready.slice(), timers: timers.slice(), tasks: tasks.all.slice() };
  }

  /** The moment that a cursor names, at a glance. */
  outline(cursor: CursorMoment): MomentOutline {
    const { event, time } = cursor;
    const { timeline, whereabouts } = this;
    const { trace } = timeline;
    return {
      event,
      time,
      iteration: whereabouts.iteration(event),
      running: whereabouts.running(cursor),
      ready: readyAt(trace, this.#log, event),
      timers: timersAt(trace, this.#log, event),
      tasks: whereabouts.living(cursor),
      ...workersAt(trace, timeline, event, time),
      outputs: countUpTo(timeline.outputs, event),
    };
  }

  /**
   * The coroutines in which a living task stands when `event` has happened, or stood when it waited last
   * if it runs then. Undefined if it has not waited yet, or if stacks were not recorded.
   */
  stack(task: number, event: number): StackMoment | undefined {
    const record = this.timeline.task(task);
    const now = record && taskAt(this.timeline, record, event, Number.NEGATIVE_INFINITY);
    return now && this.#stacks.at(task, event, now.state === 'running');
  }
}
