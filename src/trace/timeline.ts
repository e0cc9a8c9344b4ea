import { type CellRecord, cellOf } from './cells';
import { type IntervalState, IntervalTable } from './intervals';
import { PrimitiveLanes, type PrimitiveRecord } from './primitive-lanes';
import {
  type EventKind,
  OUTCOMES,
  type Outcome,
  READY_CAUSES,
  RUN_ENDS,
  type RunEnd,
  WAIT_KINDS,
  type WaitKind,
} from './schema';
import type { TraceStore } from './store';
import { type JobRecord, WorkerLanes, type WorkerRecord } from './worker-lanes';

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

/** What the loop does for a while: run a step of `task`, run a callback (`task` 0), or nothing. */
export interface LoopSpan {
  readonly kind: 'task' | 'callback' | 'idle';
  readonly from: number;
  /** Seconds; `Infinity` while it goes on. */
  readonly to: number;
  readonly task: number;
  /** The `task.step`, `callback.started` or `loop.idle` event. */
  readonly event: number;
  /** The event that ended it, or the one after a `loop.idle`, which may not be there yet; -1 while it goes on. */
  readonly endEvent: number;
}

/** How a run ended. */
export interface RunEndRecord {
  readonly end: RunEnd;
  readonly exitCode: number;
  readonly message: string;
  readonly time: number;
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

/**
 * The states of all tasks and of the loop over time, derived from a trace alone.
 *
 * 1. `update` reads each event once, so a trace that still grows costs only what is new.
 * 2. Intervals of one task neither overlap nor leave a gap between its first `ready` and its end.
 */
export class Timeline {
  readonly intervals: IntervalTable;
  readonly tasks: TaskRecord[] = [];
  readonly loop: LoopSpan[] = [];
  /** `output` events. */
  readonly outputs: number[] = [];
  /** `block` events. */
  readonly blocks: number[] = [];
  /** `sample` events. */
  readonly samples: number[] = [];
  /** The cells of a notebook, in the order in which they were run. */
  readonly cells: CellRecord[] = [];
  readonly #lanes: WorkerLanes;
  readonly #primitives: PrimitiveLanes;
  readonly #byId = new Map<number, MutableTask>();
  readonly #readers: Partial<Record<EventKind, (event: number, time: number) => void>> = {
    'task.created': (event, time) => this.#created(event, time),
    'task.ready': (event, time) => this.#ready(event, time),
    'task.step': (event, time) => this.#step(event, time),
    'task.suspended': (event, time) => this.#suspended(event, time),
    'task.ended': (event, time) => this.#ended(event, time),
    'task.cancelling': (event) => this.#cancelling(event),
    'task.uncancelled': (event) => this.#uncancelled(event),
    'task.named': (event) => this.#named(event),
    'callback.started': (event, time) => this.#begin('callback', time, 0, event),
    'callback.ended': (event, time) => this.#finish(time, event),
    'loop.idle': (event, time) => this.#idle(event, time),
    output: (event) => this.outputs.push(event),
    block: (event) => this.blocks.push(event),
    sample: (event) => this.samples.push(event),
    'cell.started': (event) => this.cells.push(cellOf(this.trace, event)),
    dropped: (event) => this.#left(event),
    'run.ended': (event, time) => this.#runEnded(event, time),
  };
  #read = 0;
  #end = 0;
  #dropped = 0;
  #renamings = 0;
  #runEnd: RunEndRecord | undefined;
  #current: Mutable<LoopSpan> | undefined;

  constructor(readonly trace: TraceStore) {
    this.intervals = new IntervalTable(trace);
    this.#lanes = new WorkerLanes(trace);
    this.#primitives = new PrimitiveLanes(trace);
    Object.assign(this.#readers, this.#lanes.readers);
    this.update();
  }

  /** Threads and processes, in the order in which they appeared. */
  get workers(): readonly WorkerRecord[] {
    return this.#lanes.workers;
  }

  /** What was handed to threads and processes, in that order. */
  get jobs(): readonly JobRecord[] {
    return this.#lanes.jobs;
  }

  /** Locks, queues and the like, in the order in which they were made. */
  get primitives(): readonly PrimitiveRecord[] {
    return this.#primitives.primitives;
  }

  /** Undefined for 0, and for one that the trace does not know. */
  primitive(id: number): PrimitiveRecord | undefined {
    return this.#primitives.get(id);
  }

  /** The latest time in the trace, in seconds. */
  get end(): number {
    return this.#end;
  }

  /** Events that a limit kept out of the trace. */
  get dropped(): number {
    return this.#dropped;
  }

  /** How often a task got another name. */
  get renamings(): number {
    return this.#renamings;
  }

  /** Undefined while the run goes on. */
  get runEnd(): RunEndRecord | undefined {
    return this.#runEnd;
  }

  task(id: number): TaskRecord | undefined {
    return this.#byId.get(id);
  }

  /** Reads the events that came since the last call. */
  update(): void {
    for (; this.#read < this.trace.length; this.#read++) this.#readEvent(this.#read);
  }

  #readEvent(event: number): void {
    const time = this.trace.time(event);
    const kind = this.trace.kind(event);
    this.#end = Math.max(this.#end, time, kind === 'block' ? this.trace.value(event) : 0);
    this.#readers[kind]?.(event, time);
    this.#primitives.read(event, kind);
  }

  #created(event: number, time: number): void {
    const { trace } = this;
    const creator = this.#byId.get(trace.a(event));
    const task: MutableTask = {
      id: trace.task(event),
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
    };
    this.#byId.set(task.id, task);
    this.tasks.push(task);
  }

  /** A task whose timer was due before the loop came round to it has been ready since then. */
  #ready(event: number, time: number): void {
    const task = this.#byId.get(this.trace.task(event));
    if (!task) return;
    const last = task.intervals.at(-1);
    const due = last === undefined ? Number.NaN : this.#due(event, last);
    const from = Number.isNaN(due) ? time : Math.min(due, time);
    this.#enter(task, 'ready', from, event);
  }

  /** When the timer that woke the task, or its sleep, was over; not before the task began to wait. */
  #due(event: number, interval: number): number {
    if (this.intervals.state(interval) !== 'waiting') return Number.NaN;
    const { trace } = this;
    const wait = this.intervals.event(interval);
    const sleep = trace.a(wait) === SLEEP ? trace.value(wait) : Number.NaN;
    const timer = trace.value(event);
    return Math.max(Number.isNaN(timer) ? sleep : timer, this.intervals.from(interval));
  }

  #step(event: number, time: number): void {
    const task = this.#byId.get(this.trace.task(event));
    if (!task) return;
    // A step that goes on after an eager step inside it is still one interval.
    if (!this.#isRunning(task)) this.#enter(task, 'running', time, event);
    this.#begin('task', time, task.id, event);
  }

  #isRunning({ intervals }: MutableTask): boolean {
    const last = intervals.at(-1);
    if (last === undefined || this.intervals.state(last) !== 'running') return false;
    return this.intervals.to(last) === Number.POSITIVE_INFINITY;
  }

  #suspended(event: number, time: number): void {
    const task = this.#byId.get(this.trace.task(event));
    if (!task) return;
    const state = this.trace.a(event) === YIELD ? 'ready' : 'waiting';
    this.#enter(task, state, time, event);
    this.#finish(time, event);
  }

  #ended(event: number, time: number): void {
    const task = this.#byId.get(this.trace.task(event));
    if (!task) return;
    const last = task.intervals.at(-1);
    if (last !== undefined) this.intervals.close(last, time, event);
    task.ended = time;
    task.endedEvent = event;
    task.outcome = OUTCOMES[this.trace.a(event)];
    if (this.#current?.task === task.id) this.#finish(time, event);
  }

  #cancelling(event: number): void {
    this.#byId.get(this.trace.task(event))?.cancelRequests.push(event);
  }

  #uncancelled(event: number): void {
    this.#byId.get(this.trace.task(event))?.withdrawals.push(event);
  }

  /** What went on when the limit was reached is known only until then. */
  #left(event: number): void {
    this.#dropped += this.trace.a(event);
    const known = this.trace.value(event);
    this.#finish(known, event);
    for (const task of this.#byId.values()) {
      const last = task.intervals.at(-1);
      if (last !== undefined && task.ended === undefined) this.intervals.close(last, known, event);
    }
  }

  #named(event: number): void {
    this.#renamings++;
    const task = this.#byId.get(this.trace.task(event));
    if (task) task.name = this.trace.text(this.trace.a(event));
  }

  #enter(task: MutableTask, state: IntervalState, from: number, event: number): void {
    const last = task.intervals.at(-1);
    if (last !== undefined) this.intervals.close(last, from, event);
    task.intervals.push(this.intervals.open(state, from, event));
  }

  #begin(kind: 'task' | 'callback', from: number, task: number, event: number): void {
    this.#finish(from, event);
    this.#current = { kind, from, to: Number.POSITIVE_INFINITY, task, event, endEvent: -1 };
    this.loop.push(this.#current);
  }

  #finish(time: number, event: number): void {
    if (!this.#current) return;
    this.#current.to = time;
    this.#current.endEvent = event;
    this.#current = undefined;
  }

  #idle(event: number, from: number): void {
    const to = this.trace.value(event);
    this.loop.push({ kind: 'idle', from, to, task: 0, event, endEvent: event + 1 });
    this.#end = Math.max(this.#end, to);
  }

  #runEnded(event: number, time: number): void {
    const { trace } = this;
    this.#finish(time, event);
    this.#runEnd = {
      end: RUN_ENDS[trace.a(event)]!,
      exitCode: trace.b(event),
      message: trace.text(trace.c(event)),
      time,
    };
  }
}

/** Why a `task.ready` event put the task into the ready queue. */
export function readyCause(trace: TraceStore, event: number) {
  return trace.kind(event) === 'task.ready' ? READY_CAUSES[trace.a(event)]! : 'yielded';
}

/** What a `task.suspended` event says the task waits for. */
export function waitKind(trace: TraceStore, event: number): WaitKind {
  return WAIT_KINDS[trace.a(event)]!;
}
