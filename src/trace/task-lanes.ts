import { ById } from './by-id';
import { type IntervalState, IntervalTable } from './intervals';
import { LastIntervals } from './last-intervals';
import { OUTCOMES, type Outcome, WAIT_KINDS } from './schema';
import type { TraceStore } from './store';

/** A task as the trace knows it. */
export interface TaskRecord {
  readonly id: number;
  readonly name: string;
  /** The coroutine function's qualified name. */
  readonly coroutine: string;
  /** The task that created it, 0 if none. */
  readonly creator: number;
  /** Number of creators above it. */
  readonly depth: number;
  /** Seconds. */
  readonly created: number;
  /** The `task.created` event. */
  readonly createdEvent: number;
  /** Indexes into the interval table, in order. */
  readonly intervals: readonly number[];
  /** Seconds; undefined while it lives. */
  readonly ended: number | undefined;
  /** The `task.ended` event, -1 while it lives. */
  readonly endedEvent: number;
  readonly outcome: Outcome | undefined;
  /** The `task.cancelling` events. */
  readonly cancelRequests: readonly number[];
  /** The `task.uncancelled` events. */
  readonly withdrawals: readonly number[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface MutableTask
  extends Mutable<Omit<TaskRecord, 'intervals' | 'cancelRequests' | 'withdrawals'>> {
  intervals: number[];
  cancelRequests: number[];
  withdrawals: number[];
}

const SLEEP = WAIT_KINDS.indexOf('sleep');
const YIELD = WAIT_KINDS.indexOf('yield');

/** The states of all tasks over time, derived from a trace that may still grow. */
export class TaskLanes {
  readonly intervals: IntervalTable;
  readonly #trace: TraceStore;
  readonly #tasks: MutableTask[] = [];
  /** Places among the tasks. */
  readonly #places = new ById<number>();
  readonly #last = new LastIntervals();
  #renamings = 0;

  constructor(trace: TraceStore) {
    this.#trace = trace;
    this.intervals = new IntervalTable(trace);
  }

  /** In the order in which they were created. */
  get tasks(): readonly TaskRecord[] {
    return this.#tasks;
  }

  /** How often a task got another name. */
  get renamings(): number {
    return this.#renamings;
  }

  get(id: number): TaskRecord | undefined {
    return this.#taskAt(this.#places.get(id));
  }

  created(event: number, time: number): void {
    const trace = this.#trace;
    const creator = this.get(trace.a(event));
    const id = trace.task(event);
    this.#places.set(id, this.#tasks.length);
    this.#tasks.push({
      id,
      name: trace.text(trace.b(event)),
      coroutine: trace.text(trace.c(event)),
      creator: creator?.id ?? 0,
      depth: creator ? creator.depth + 1 : 0,
      created: time,
      createdEvent: event,
      intervals: [],
      ended: undefined,
      endedEvent: -1,
      outcome: undefined,
      cancelRequests: [],
      withdrawals: [],
    });
  }

  /** A task whose timer was due before the loop came round to it has been ready since then. */
  ready(event: number, time: number): void {
    const place = this.#placeOf(event);
    if (place < 0) return;
    const due = this.#last.due(place, this.#trace.value(event));
    this.#enter(place, 'ready', Number.isNaN(due) ? time : Math.min(due, time), event);
  }

  /** Returns whether the task is known. */
  step(event: number, time: number): boolean {
    const place = this.#placeOf(event);
    if (place < 0) return false;
    // A step that goes on after an eager step inside it is still one interval.
    if (!this.#last.isRunning(place)) this.#enter(place, 'running', time, event);
    return true;
  }

  /** Returns whether the task is known. */
  suspended(event: number, time: number): boolean {
    const place = this.#placeOf(event);
    if (place < 0) return false;
    const kind = this.#trace.a(event);
    this.#enter(place, kind === YIELD ? 'ready' : 'waiting', time, event);
    if (kind === SLEEP) this.#last.sleeps(place, this.#trace.value(event));
    return true;
  }

  /** Returns whether the task is known. */
  ended(event: number, time: number): boolean {
    const place = this.#placeOf(event);
    const task = this.#taskAt(place);
    if (!task) return false;
    this.#close(place, time, event);
    task.ended = time;
    task.endedEvent = event;
    task.outcome = OUTCOMES[this.#trace.a(event)];
    return true;
  }

  cancelling(event: number): void {
    this.#taskAt(this.#placeOf(event))?.cancelRequests.push(event);
  }

  uncancelled(event: number): void {
    this.#taskAt(this.#placeOf(event))?.withdrawals.push(event);
  }

  named(event: number): void {
    this.#renamings++;
    const task = this.#taskAt(this.#placeOf(event));
    if (task) task.name = this.#trace.text(this.#trace.a(event));
  }

  /** What tasks do is not known after `time` (seconds). */
  left(event: number, time: number): void {
    for (const [place, { ended }] of this.#tasks.entries()) {
      if (ended === undefined) this.#close(place, time, event);
    }
  }

  /** -1 if the task of an event is not known. */
  #placeOf(event: number): number {
    return this.#places.get(this.#trace.task(event)) ?? -1;
  }

  #taskAt(place = -1): MutableTask | undefined {
    return this.#tasks[place];
  }

  #enter(place: number, state: IntervalState, from: number, event: number): void {
    this.#close(place, from, event);
    const interval = this.intervals.open(state, from, event, place);
    this.#tasks[place]!.intervals.push(interval);
    this.#last.begin(place, interval, state, from);
  }

  #close(place: number, to: number, event: number): void {
    const interval = this.#last.close(place);
    if (interval >= 0) this.intervals.close(interval, to, event);
  }
}
