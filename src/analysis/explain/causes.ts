import { isInterrupt } from '../../trace/is-interrupt';
import { READY_CAUSES } from '../../trace/schema';
import type { Timeline } from '../../trace/timeline';
import { CauseTable } from './cause-table';

/** A moment in the life of a task, or of the loop. */
export interface Point {
  /** 0: the loop. */
  readonly task: number;
  readonly event: number;
}

/** That one task, or the loop, made something happen to another. */
export interface Cause {
  readonly kind: 'created' | 'woke' | 'cancelled';
  /** Who did it, and the event that tells so. */
  readonly from: Point;
  /** To whom: the `task.created`, `task.ready` or `task.cancelling` event. */
  readonly to: Point;
  /** The event with which the interval or callback began in which it happened, -1 if it was outside. */
  readonly within: number;
  /** `within` if it is a callback, -1 if not. */
  readonly via: number;
}

/** Who asked for a callback. */
export interface Scheduling {
  /** The `callback.ready` or `timer.set` event. */
  readonly event: number;
  /** Who asked, and when. */
  readonly from: Point;
  /** The event with which the interval began in which that was, -1 if it was in none. */
  readonly step: number;
}

/** What runs while an event is written. */
interface Running {
  /** Who is to blame for what happens now. */
  readonly origin: Point | undefined;
  /** The event with which the running interval or the callback began. */
  readonly key: number;
  /** -1 in a step. */
  readonly via: number;
  /** The event with which the interval of a task began that is the origin, -1 if there is none. */
  readonly step: number;
}

const CREATED = READY_CAUSES.indexOf('created');
const CANCELLED = READY_CAUSES.indexOf('cancelled');
const OUTSIDE: Running = { origin: undefined, key: -1, via: -1, step: -1 };

/**
 * Who created, woke and cancelled whom, for a trace that may still grow.
 *
 * 1. `update` reads each event once; a question takes O(log n).
 * 2. What happens in a step is caused by its task at that event. What happens in a callback that
 *    somebody asked for with `call_soon` is caused by who asked, when it asked. What happens in the
 *    callback of a timer is caused by the loop.
 */
export class Causes {
  readonly #timeline: Timeline;
  /** Its lists are by the event with which a running interval or a callback began. */
  readonly #table: CauseTable;
  readonly #pending = new Map<number, Scheduling>();
  /** By `callback.started` event. */
  readonly #scheduled = new Map<number, Scheduling>();
  /** The first `task.step` event of each task's interval that runs. */
  readonly #steps = new Map<number, number>();
  readonly #interrupts: number[] = [];
  #running: Running = OUTSIDE;
  /** The task whose step was over last, and the event with which that began. */
  #last: Point = { task: 0, event: -1 };
  #read = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#table = new CauseTable(timeline.trace);
    this.update();
  }

  /** Reads the events that came since the last call, up to before `last`. Call it after `Timeline.update`. */
  update(last = this.#timeline.trace.length): void {
    for (; this.#read < last; this.#read++) this.#readEvent(this.#read);
  }

  /** Who caused a `task.created`, `task.ready` or `task.cancelling` event; undefined if nobody is known. */
  of(event: number): Cause | undefined {
    return this.#table.of(event);
  }

  /** What a step or callback caused, also through callbacks that it asked for; `event` is the one with which it began. */
  from(event: number): readonly Cause[] {
    return this.#table.list(event);
  }

  /** The `task.cancelling` events of the user, for which nothing that ran is to blame. */
  get interrupts(): readonly number[] {
    return this.#interrupts;
  }

  /** Who asked for a callback that began with `event`; undefined if the trace does not tell. */
  schedulingOf(event: number): Scheduling | undefined {
    return this.#scheduled.get(event);
  }

  #readEvent(event: number): void {
    const { trace } = this.#timeline;
    switch (trace.kind(event)) {
      case 'task.step':
        this.#step(trace.task(event), event);
        break;
      case 'task.suspended':
      case 'task.ended':
        this.#endStep(trace.task(event));
        break;
      case 'callback.ready':
      case 'timer.set':
        this.#pending.set(trace.a(event), {
          event,
          from: this.#here(event),
          step: this.#running.step,
        });
        break;
      case 'callback.started':
        this.#callback(trace.a(event), event);
        break;
      case 'callback.ended':
        this.#pending.delete(trace.a(event));
        this.#running = OUTSIDE;
        break;
      case 'task.created':
        this.#add('created', event);
        break;
      case 'task.cancelling':
        if (isInterrupt(trace, event)) this.#interrupts.push(event);
        else this.#add('cancelled', event);
        break;
      case 'task.ready':
        this.#ready(event);
        break;
      default:
    }
  }

  /** A step that goes on after an eager step inside it belongs to the interval that it began. */
  #step(task: number, event: number): void {
    const key = this.#steps.get(task) ?? event;
    this.#steps.set(task, key);
    this.#running = { origin: { task, event }, key, via: -1, step: key };
  }

  #endStep(task: number): void {
    this.#last = { task, event: this.#steps.get(task) ?? -1 };
    this.#steps.delete(task);
    this.#running = OUTSIDE;
  }

  #callback(handle: number, event: number): void {
    const scheduling = this.#pending.get(handle);
    if (scheduling) this.#scheduled.set(event, scheduling);
    const isTimer = scheduling && this.#timeline.trace.kind(scheduling.event) === 'timer.set';
    const isAsked = scheduling !== undefined && !isTimer;
    const origin = isAsked ? scheduling.from : { task: 0, event };
    const step = isAsked ? scheduling.step : -1;
    this.#running = { origin, key: event, via: event, step };
  }

  #ready(event: number): void {
    const { trace } = this.#timeline;
    const reason = trace.a(event);
    if (reason === CREATED) return;
    const by = trace.b(event);
    if (this.#running === OUTSIDE && by !== 0 && by === this.#last.task) {
      // It was woken in the step that is just over; the trace tells that afterwards.
      const key = this.#last.event;
      this.#running = { origin: this.#last, key, via: -1, step: key };
      this.#add('woke', event, this.#last);
      this.#running = OUTSIDE;
      return;
    }
    const request = reason === CANCELLED ? this.#lastRequest(event) : -1;
    if (request > this.#running.key && isInterrupt(trace, request)) return;
    const isAsked = reason === CANCELLED && this.#isAskedHere(request);
    this.#add(isAsked ? 'cancelled' : 'woke', event);
  }

  #lastRequest(event: number): number {
    const requests = this.#timeline.task(this.#timeline.trace.task(event))?.cancelRequests ?? [];
    return requests.findLast((request) => request < event) ?? -1;
  }

  /** True if what runs now asked the task to cancel; what it had awaited may also have been cancelled. */
  #isAskedHere(request: number): boolean {
    if (request < 0) return false;
    const cause = this.of(request);
    return cause === undefined || cause.within === this.#running.key;
  }

  #add(kind: Cause['kind'], event: number, from = this.#here(event)): void {
    const { key, via, step } = this.#running;
    if (this.#running === OUTSIDE && kind !== 'woke') return;
    const cause = this.#table.add(kind, from, event, key, via);
    if (key >= 0) this.#table.keep(key, cause);
    if (step !== key && step >= 0) this.#table.keep(step, cause);
  }

  /** Who is to blame for what happens at `event`. */
  #here(event: number): Point {
    const { origin, via } = this.#running;
    if (origin === undefined) return { task: 0, event };
    return via < 0 ? { task: origin.task, event } : origin;
  }
}
