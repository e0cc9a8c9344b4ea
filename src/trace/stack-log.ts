import { countUpTo } from '../base/search';
import type { EventKind, Position } from './schema';
import type { TraceStore } from './store';

/** A variable of a coroutine. */
export interface VariableMoment {
  readonly name: string;
  /** In short, as the language writes it; an object of another class as its name in brackets. */
  readonly value: string;
}

/** A coroutine in the stack of a task. */
export interface FrameMoment {
  readonly position: Position | undefined;
  /** In the order in which they appeared. */
  readonly variables: readonly VariableMoment[];
}

/** The stack of a task when it waited last. */
export interface StackMoment {
  /** The `task.suspended` event of that wait. */
  readonly event: number;
  /** False while the task runs: its variables may have changed since. */
  readonly isCurrent: boolean;
  /** Outermost first. */
  readonly frames: readonly FrameMoment[];
}

interface MutableFrame {
  position: number;
  readonly variables: Map<string, string>;
}

/** Which events tell of stacks and variables, by task. */
export class StackLog {
  readonly #rows = new Map<number, number[]>();
  readonly #waits = new Map<number, number[]>();
  #stopped = Number.POSITIVE_INFINITY;
  readonly #readers: Partial<Record<EventKind, (event: number) => void>> = {
    'task.frame': (event) => this.#note(this.#rows, event),
    'task.local': (event) => this.#note(this.#rows, event),
    'task.suspended': (event) => this.#note(this.#waits, event),
    'locals.stopped': (event) => {
      this.#stopped = event;
    },
  };

  constructor(private readonly trace: TraceStore) {}

  /** Reads the next event of the trace. */
  read(event: number): void {
    this.#readers[this.trace.kind(event)]?.(event);
  }

  /** The `locals.stopped` event, after which stacks are unknown; `Infinity` if there is none. */
  get stopped(): number {
    return this.#stopped;
  }

  /**
   * The stack of a task when `event` has happened; `isRunning`: it runs then. Undefined if it has not
   * waited yet, or if stacks were not recorded then.
   */
  at(task: number, event: number, isRunning: boolean): StackMoment | undefined {
    const waits = this.#waits.get(task) ?? [];
    const wait = waits[countUpTo(waits, event) - 1];
    if (wait === undefined || wait > this.#stopped) return undefined;
    const rows = this.#rows.get(task);
    if (rows === undefined) return undefined;
    return { event: wait, isCurrent: !isRunning, frames: this.#replay(rows, wait) };
  }

  #replay(rows: readonly number[], wait: number): FrameMoment[] {
    const { trace } = this;
    const frames: MutableFrame[] = [];
    for (const row of rows) {
      if (row > wait) break;
      const depth = trace.a(row);
      if (trace.kind(row) === 'task.frame') this.#enter(frames, row, depth);
      else if (trace.c(row) === 0) frames[depth]?.variables.delete(trace.text(trace.b(row)));
      else frames[depth]?.variables.set(trace.text(trace.b(row)), trace.text(trace.c(row)));
    }
    const innermost = frames.at(-1);
    if (innermost && trace.position(wait) !== 0) innermost.position = trace.position(wait);
    return frames.map(({ position, variables }) => ({
      position: trace.knownPosition(position),
      variables: [...variables].map(([name, value]) => ({ name, value })),
    }));
  }

  #enter(frames: MutableFrame[], row: number, depth: number): void {
    const { trace } = this;
    const [count, isKept] = [trace.b(row), trace.c(row) === 1];
    const known = frames[depth];
    if (isKept && known) known.position = trace.position(row);
    else
      frames.splice(depth, frames.length, { position: trace.position(row), variables: new Map() });
    frames.splice(count);
  }

  #note(table: Map<number, number[]>, event: number): void {
    const task = this.trace.task(event);
    const events = table.get(task);
    if (events === undefined) table.set(task, [event]);
    else events.push(event);
  }
}
