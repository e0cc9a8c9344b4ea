import type { EventKind } from './schema';
import type { TraceStore } from './store';

/** A timeout that a task set; `set` and `end` are events. */
export interface TimeLimit {
  readonly set: number;
  /** Seconds. */
  readonly deadline: number;
  /** When it was over, or taken back because it was not needed any more; -1: neither. */
  readonly end: number;
  readonly isOver: boolean;
}

/** What asyncio's timers of time limits are called; no function of a program has such a name. */
const NAME = /^timeout (?:is over$|of )/;
const NONE: readonly TimeLimit[] = [];

/** The timeouts of tasks, derived from a trace that may still grow. */
export class TimeLimits {
  readonly #byTask = new Map<number, TimeLimit[]>();
  /** Those that run, by timer: the limits of the task, and the place among them. */
  readonly #running = new Map<number, readonly [TimeLimit[], number]>();
  /** For a `Timeline`, which reads each event once. */
  readonly readers: Partial<Record<EventKind, (event: number) => void>> = {
    'timer.set': (event) => this.#set(event),
    'timer.cancelled': (event) => this.#end(event, false),
    'callback.started': (event) => this.#end(event, true),
    'loop.closed': () => this.#running.clear(),
  };

  constructor(private readonly trace: TraceStore) {}

  /** Those that a task set, in that order. */
  of(task: number): readonly TimeLimit[] {
    return this.#byTask.get(task) ?? NONE;
  }

  #set(event: number): void {
    const { trace } = this;
    const task = trace.task(event);
    if (task === 0 || !NAME.test(trace.text(trace.b(event)))) return;
    const limits = this.#byTask.get(task) ?? [];
    this.#byTask.set(task, limits);
    this.#running.set(trace.a(event), [limits, limits.length]);
    limits.push({ set: event, deadline: trace.value(event), end: -1, isOver: false });
  }

  #end(event: number, isOver: boolean): void {
    if (this.#running.size === 0) return;
    const timer = this.trace.a(event);
    const running = this.#running.get(timer);
    if (!running) return;
    this.#running.delete(timer);
    const [limits, at] = running;
    limits[at] = { ...limits[at]!, end: event, isOver };
  }
}
