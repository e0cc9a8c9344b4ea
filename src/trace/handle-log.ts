import { Heap } from '../base/heap';
import { OpenSpans } from './open-spans';
import { type EventKind, WAIT_KINDS } from './schema';
import type { TraceStore } from './store';

const YIELD = WAIT_KINDS.indexOf('yield');

interface Timer {
  readonly id: number;
  /** Seconds. */
  readonly deadline: number;
  /** Breaks ties of deadlines. */
  readonly order: number;
  /** The `timer.set` event. */
  readonly set: number;
  readonly span: number;
}

/**
 * When handles were in the ready queue, and timers waited, derived from a trace that may still grow.
 *
 * 1. Timers that are due join the ready queue when an iteration begins, behind what is in it. The trace
 *    does not tell when that is, but the first handle of an iteration tells its number.
 * 2. The ready queue is first in, first out. What stands before a handle that begins was cancelled, or
 *    is a timer that had not joined yet; then it is a timer again.
 */
export class HandleLog {
  /** Described by `task.ready`, `task.suspended` (of a task that yields), `callback.ready` and `timer.set`. */
  readonly ready = new OpenSpans();
  /** Described by `timer.set`. */
  readonly timers = new OpenSpans();
  /** The events with which iterations of the loop begin: `task.step` and `callback.started`. */
  readonly iterations: number[] = [];
  readonly #due = new Heap<Timer>();
  readonly #timers = new Map<number, Timer>();
  /** Timers that have joined the ready queue, by span. */
  readonly #joined = new Map<number, Timer>();
  readonly #readyTasks = new Map<number, number>();
  readonly #readyHandles = new Map<number, number>();
  /** The span at the front of the ready queue, or one that is open no more. */
  #front = 0;
  #iteration = 0;
  readonly #readers: Partial<Record<EventKind, (event: number) => void>> = {
    'task.ready': (event) => this.#joinTask(event),
    'task.step': (event) => this.#step(event),
    'task.suspended': (event) => this.#suspended(event),
    'callback.ready': (event) => this.#joinHandle(this.trace.a(event), event, event),
    'callback.started': (event) => this.#callback(event),
    'timer.set': (event) => this.#set(event),
    'timer.cancelled': (event) => this.#cancel(event),
    'loop.idle': (event) => this.#idle(event),
    'loop.closed': (event) => this.#close(event),
  };

  constructor(private readonly trace: TraceStore) {}

  /** Reads the next event of the trace. */
  read(event: number): void {
    this.#readers[this.trace.kind(event)]?.(event);
  }

  #joinTask(event: number): void {
    this.#readyTasks.set(this.trace.task(event), this.ready.begin(event, event));
  }

  #joinHandle(handle: number, event: number, subject: number): number {
    const span = this.ready.begin(event, subject);
    this.#readyHandles.set(handle, span);
    return span;
  }

  #step(event: number): void {
    const task = this.trace.task(event);
    // A step that begins inside another, or goes on after it, comes from no queue.
    if (this.trace.a(event) !== 0) {
      this.#enterIteration(event);
      const span = this.#readyTasks.get(task);
      this.#readyTasks.delete(task);
      if (span !== undefined) this.#leave(span, event);
    }
  }

  #callback(event: number): void {
    this.#enterIteration(event);
    const handle = this.trace.a(event);
    const span = this.#readyHandles.get(handle);
    if (span !== undefined) {
      this.#readyHandles.delete(handle);
      this.#joined.delete(span);
      this.#leave(span, event);
    } else {
      this.#endTimer(handle, event);
    }
  }

  #suspended(event: number): void {
    if (this.trace.a(event) === YIELD) this.#joinTask(event);
  }

  #enterIteration(event: number): void {
    const iteration = this.trace.c(event);
    if (iteration === this.#iteration) return;
    this.#iteration = iteration;
    this.iterations.push(event);
    const now = this.trace.time(event);
    for (let timer = this.#due.peek(); timer && timer.deadline <= now; timer = this.#due.peek()) {
      this.#due.pop();
      if (this.#timers.get(timer.id) !== timer) continue;
      this.#endTimer(timer.id, event);
      this.#joined.set(this.#joinHandle(timer.id, event, timer.set), timer);
    }
  }

  #leave(span: number, event: number): void {
    this.ready.end(span, event);
    for (; this.#front < span; this.#front++) this.#skip(this.#front, event);
    if (this.#front === span) this.#front++;
  }

  #skip(span: number, event: number): void {
    if (!this.ready.isOpen(span)) return;
    this.ready.end(span, event);
    const timer = this.#joined.get(span);
    if (timer === undefined) return;
    this.#joined.delete(span);
    this.#readyHandles.delete(timer.id);
    this.#addTimer(event, timer);
  }

  #set(event: number): void {
    const { trace } = this;
    const [id, deadline] = [trace.a(event), trace.value(event)];
    this.#addTimer(event, { id, deadline, order: event, set: event });
  }

  #addTimer(event: number, timer: Omit<Timer, 'span'>): void {
    const added = { ...timer, span: this.timers.begin(event, timer.set) };
    this.#timers.set(timer.id, added);
    this.#due.push(added, added.deadline, added.order);
  }

  #endTimer(id: number, event: number): void {
    const timer = this.#timers.get(id);
    if (timer === undefined) return;
    this.#timers.delete(id);
    this.timers.end(timer.span, event);
  }

  #cancel(event: number): void {
    const id = this.trace.a(event);
    this.#endTimer(id, event);
    const span = this.#readyHandles.get(id);
    if (span === undefined || !this.#joined.delete(span)) return;
    this.#readyHandles.delete(id);
    this.ready.end(span, event);
  }

  /** The loop is idle only if its queue is empty. */
  #idle(event: number): void {
    for (; this.#front < this.ready.length; this.#front++) this.#skip(this.#front, event);
  }

  /** What the loop had to do is gone with it; the next loop counts from 1. */
  #close(event: number): void {
    for (const span of this.ready.openAt(event)) this.ready.end(span, event);
    for (const span of this.timers.openAt(event)) this.timers.end(span, event);
    for (const map of [this.#timers, this.#joined, this.#readyTasks, this.#readyHandles])
      map.clear();
    this.#iteration = 0;
  }
}
