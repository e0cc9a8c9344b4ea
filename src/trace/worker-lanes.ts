import { type EventKind, OUTCOMES, type Outcome } from './schema';
import type { TraceStore } from './store';

/** One call that was handed to a pool of threads or processes. */
export interface JobRecord {
  readonly id: number;
  /** The call in words. */
  readonly call: string;
  /** The task that handed it in, 0 if none did. */
  readonly task: number;
  /** Seconds. */
  readonly submitted: number;
  /** The `job.submitted` event. */
  readonly submittedEvent: number;
  /** Who does it; undefined before it begins. */
  readonly worker: WorkerRecord | undefined;
  /** Seconds; undefined before it begins. */
  readonly from: number | undefined;
  /** The `job.started` event, -1 before it begins. */
  readonly startedEvent: number;
  /** Seconds; undefined while it goes on. */
  readonly to: number | undefined;
  readonly outcome: Outcome | undefined;
  /** The `job.ended` event, -1 while it goes on. */
  readonly endedEvent: number;
}

/** A thread or process. */
export interface WorkerRecord {
  readonly id: number;
  readonly name: string;
  readonly kind: 'thread' | 'process';
  /** Seconds. */
  readonly created: number;
  /** The `worker.created` event. */
  readonly createdEvent: number;
  /** What it did, in order. */
  readonly jobs: readonly JobRecord[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface MutableWorker extends Mutable<Omit<WorkerRecord, 'jobs'>> {
  jobs: JobRecord[];
}
interface MutableJob extends Mutable<Omit<JobRecord, 'worker'>> {
  worker: MutableWorker | undefined;
}

/** What threads and processes did, derived from a trace that may still grow. */
export class WorkerLanes {
  /** In the order in which they appeared. */
  readonly workers: WorkerRecord[] = [];
  /** In the order in which they were handed in. */
  readonly jobs: JobRecord[] = [];
  /** For a `Timeline`, which reads each event once. */
  readonly readers: Partial<Record<EventKind, (event: number, time: number) => void>> = {
    'worker.created': (event, time) => this.#created(event, time),
    'job.submitted': (event, time) => this.#submitted(event, time),
    'job.started': (event, time) => this.#started(event, time),
    'job.ended': (event, time) => this.#ended(event, time),
  };
  readonly #workers = new Map<number, MutableWorker>();
  readonly #jobs = new Map<number, MutableJob>();

  constructor(private readonly trace: TraceStore) {}

  get(id: number): WorkerRecord | undefined {
    return this.#workers.get(id);
  }

  #created(event: number, time: number): void {
    const { trace } = this;
    const worker: MutableWorker = {
      id: trace.a(event),
      name: trace.text(trace.b(event)),
      kind: trace.text(trace.c(event)) === 'process' ? 'process' : 'thread',
      created: time,
      createdEvent: event,
      jobs: [],
    };
    this.#workers.set(worker.id, worker);
    this.workers.push(worker);
  }

  #submitted(event: number, time: number): void {
    const { trace } = this;
    const job: MutableJob = {
      id: trace.a(event),
      call: trace.text(trace.b(event)),
      task: trace.task(event),
      submitted: time,
      submittedEvent: event,
      worker: undefined,
      from: undefined,
      startedEvent: -1,
      to: undefined,
      outcome: undefined,
      endedEvent: -1,
    };
    this.#jobs.set(job.id, job);
    this.jobs.push(job);
  }

  #started(event: number, time: number): void {
    const job = this.#jobs.get(this.trace.a(event));
    const worker = this.#workers.get(this.trace.b(event));
    if (job === undefined || worker === undefined) return;
    job.worker = worker;
    job.from = this.#moment(event, time);
    job.startedEvent = event;
    worker.jobs.push(job);
  }

  #ended(event: number, time: number): void {
    const job = this.#jobs.get(this.trace.b(event));
    if (job === undefined) return;
    job.to = this.#moment(event, time);
    job.outcome = OUTCOMES[this.trace.a(event)];
    job.endedEvent = event;
  }

  /** When it really was: the trace may hear of it late. */
  #moment(event: number, time: number): number {
    const value = this.trace.value(event);
    return Number.isNaN(value) ? time : value;
  }
}
