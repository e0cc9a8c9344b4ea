import { type CellRecord, cellOf } from './cells';
import type { IntervalTable } from './intervals';
import { LoopTable } from './loop-table';
import { PrimitiveLanes, type PrimitiveRecord } from './primitive-lanes';
import {
  EVENT_KINDS,
  type EventKind,
  READY_CAUSES,
  RUN_ENDS,
  type RunEnd,
  WAIT_KINDS,
  type WaitKind,
} from './schema';
import type { TraceStore } from './store';
import { TaskLanes, type TaskRecord } from './task-lanes';
import { type TimeLimit, TimeLimits } from './time-limits';
import { type JobRecord, WorkerLanes, type WorkerRecord } from './worker-lanes';

export type { LoopSpan } from './loop-table';
export type { TaskRecord } from './task-lanes';

/** Takes in an event of one kind; `time` in seconds. */
type Reader = (event: number, time: number) => void;
type Readers = Partial<Record<EventKind, Reader>>;

/** How a run ended. */
export interface RunEndRecord {
  readonly end: RunEnd;
  readonly exitCode: number;
  readonly message: string;
  readonly time: number;
}

/**
 * The states of all tasks and of the loop over time, derived from a trace alone.
 *
 * 1. `update` reads each event once, so a trace that still grows costs only what is new.
 * 2. Intervals of one task neither overlap nor leave a gap between its first `ready` and its end.
 */
export class Timeline {
  /** What the loop did, in order. */
  readonly loop: LoopTable;
  /** `output` events. */
  readonly outputs: number[] = [];
  /** `block` events. */
  readonly blocks: number[] = [];
  /** `sample` events. */
  readonly samples: number[] = [];
  /** The cells of a notebook, in the order in which they were run. */
  readonly cells: CellRecord[] = [];
  /** `cell.shown` events. */
  readonly shown: number[] = [];
  readonly #lanes: TaskLanes;
  readonly #workers: WorkerLanes;
  readonly #primitives: PrimitiveLanes;
  /** By the number of the event kind. */
  readonly #readers: readonly (Reader | undefined)[];
  readonly #primitiveReaders: readonly (Reader | undefined)[];
  readonly #limits: TimeLimits;
  readonly #limitReaders: readonly (Reader | undefined)[];
  #read = 0;
  #end = 0;
  #dropped = 0;
  #runEnd: RunEndRecord | undefined;

  constructor(readonly trace: TraceStore) {
    this.loop = new LoopTable(trace);
    this.#lanes = new TaskLanes(trace);
    this.#workers = new WorkerLanes(trace);
    this.#primitives = new PrimitiveLanes(trace);
    this.#readers = byNumber({ ...this.#ownReaders(), ...this.#workers.readers });
    this.#primitiveReaders = byNumber(this.#primitives.readers);
    this.#limits = new TimeLimits(trace);
    this.#limitReaders = byNumber(this.#limits.readers);
    this.update();
  }

  /** What tasks did, in the order in which it began. */
  get intervals(): IntervalTable {
    return this.#lanes.intervals;
  }

  /** In the order in which they were created. */
  get tasks(): readonly TaskRecord[] {
    return this.#lanes.tasks;
  }

  /** Threads and processes, in the order in which they appeared. */
  get workers(): readonly WorkerRecord[] {
    return this.#workers.workers;
  }

  /** Undefined for 0, and for one that the trace does not know. */
  worker(id: number): WorkerRecord | undefined {
    return this.#workers.get(id);
  }

  /** What was handed to threads and processes, in that order. */
  get jobs(): readonly JobRecord[] {
    return this.#workers.jobs;
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
    return this.#lanes.renamings;
  }

  /** Undefined while the run goes on. */
  get runEnd(): RunEndRecord | undefined {
    return this.#runEnd;
  }

  task(id: number): TaskRecord | undefined {
    return this.#lanes.get(id);
  }

  /** The timeouts that a task set, in that order. */
  timeLimits(task: number): readonly TimeLimit[] {
    return this.#limits.of(task);
  }

  /** Reads the events that came since the last call. */
  update(): void {
    for (; this.#read < this.trace.length; this.#read++) this.#readEvent(this.#read);
  }

  #readEvent(event: number): void {
    const time = this.trace.time(event);
    const kind = this.trace.kindNumber(event);
    if (time > this.#end) this.#end = time;
    this.#readers[kind]?.(event, time);
    this.#primitiveReaders[kind]?.(event, time);
    this.#limitReaders[kind]?.(event, time);
  }

  #ownReaders(): Readers {
    const { trace, loop } = this;
    const lanes = this.#lanes;
    return {
      'task.created': (event, time) => lanes.created(event, time),
      'task.ready': (event, time) => lanes.ready(event, time),
      'task.step': (event, time) => {
        if (lanes.step(event, time)) loop.begin(event);
      },
      'task.suspended': (event, time) => {
        if (lanes.suspended(event, time)) loop.finish(time, event);
      },
      'task.ended': (event, time) => {
        const isKnown = lanes.ended(event, time);
        if (isKnown && loop.currentTask === trace.task(event)) loop.finish(time, event);
      },
      'task.cancelling': (event) => lanes.cancelling(event),
      'task.uncancelled': (event) => lanes.uncancelled(event),
      'task.named': (event) => lanes.named(event),
      'callback.started': (event) => loop.begin(event),
      'callback.ended': (event, time) => loop.finish(time, event),
      'loop.idle': (event) => {
        loop.idle(event, trace.value(event));
        this.#lasts(event);
      },
      output: (event) => this.outputs.push(event),
      block: (event) => {
        this.blocks.push(event);
        this.#lasts(event);
      },
      sample: (event) => this.samples.push(event),
      'cell.started': (event) => this.cells.push(cellOf(trace, event)),
      'cell.shown': (event) => this.shown.push(event),
      dropped: (event) => this.#left(event),
      'run.ended': (event, time) => this.#runEnded(event, time),
    };
  }

  /** The value of an event is the end of what it tells of. */
  #lasts(event: number): void {
    this.#end = Math.max(this.#end, this.trace.value(event));
  }

  /** What went on when the limit was reached is known only until then. */
  #left(event: number): void {
    this.#dropped += this.trace.a(event);
    const known = this.trace.value(event);
    this.loop.finish(known, event);
    this.#lanes.left(event, known);
  }

  #runEnded(event: number, time: number): void {
    const { trace } = this;
    this.loop.end(time, event);
    this.#runEnd = {
      end: RUN_ENDS[trace.a(event)]!,
      exitCode: trace.b(event),
      message: trace.text(trace.c(event)),
      time,
    };
  }
}

function byNumber(readers: Readers): (Reader | undefined)[] {
  return EVENT_KINDS.map((kind) => readers[kind]);
}

/** Why a `task.ready` event put the task into the ready queue. */
export function readyCause(trace: TraceStore, event: number) {
  return trace.kind(event) === 'task.ready' ? READY_CAUSES[trace.a(event)]! : 'yielded';
}

/** What a `task.suspended` event says the task waits for. */
export function waitKind(trace: TraceStore, event: number): WaitKind {
  return WAIT_KINDS[trace.a(event)]!;
}
