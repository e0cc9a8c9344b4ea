import { countUpTo } from '../base/search';
import type { EventKind } from './schema';
import type { TraceStore } from './store';
import { primitiveWaitedFor } from './waited-for';

/** What primitives are called in a trace. */
export const PRIMITIVE_KINDS = [
  'lock',
  'semaphore',
  'queue',
  'event',
  'condition',
  'barrier',
] as const;
export type PrimitiveKind = (typeof PRIMITIVE_KINDS)[number];

/** A primitive between two changes. */
export interface PrimitiveState {
  /** 1 if a lock is held or an event is set, else 0; free places; items; tasks inside of a barrier. */
  readonly level: number;
  /** Who holds a lock; 0 if nobody, or nobody that the trace knows. */
  readonly owner: number;
  /** The thread that holds a lock; 0 if none does, or the main one. */
  readonly worker: number;
  /** How many tasks or threads wait for it. */
  readonly waiters: number;
}

/** A lock, queue or the like. */
export interface PrimitiveRecord {
  readonly id: number;
  readonly kind: PrimitiveKind;
  /** No other has it: `door`, `door #2`; `lock 1` of one without a name. */
  readonly title: string;
  /** Whether the program has a name for it. */
  readonly isNamed: boolean;
  /** Undefined if there is none. */
  readonly limit: number | undefined;
  /** The task that made it, 0 if none. */
  readonly creator: number;
  /** Seconds. */
  readonly created: number;
  /** The `primitive.created` event. */
  readonly createdEvent: number;
  /** The events with which its states begin, in order; the first is its creation. */
  readonly events: readonly number[];
  /** The highest level so far. */
  readonly highest: number;
  /** How often the level rose so far. */
  readonly rises: number;
  /** Who waits for it. Nothing is awaited by both. */
  readonly awaitedBy: 'task' | 'thread';
  /** The state that begins with `events[index]`. */
  state(index: number): PrimitiveState;
  /** The lowest and the highest level, and the most waiters, of the states from `first` to `last`, inclusive. */
  extremes(first: number, last: number): { low: number; high: number; waiters: number };
}

class Primitive implements PrimitiveRecord {
  readonly events: number[] = [];
  highest = 0;
  rises = 0;
  awaitedBy: PrimitiveRecord['awaitedBy'] = 'task';
  readonly #levels: number[] = [];
  readonly #owners: number[] = [];
  readonly #workers: number[] = [];
  readonly #waiters: number[] = [];

  constructor(
    readonly id: number,
    readonly kind: PrimitiveKind,
    readonly title: string,
    readonly isNamed: boolean,
    readonly limit: number | undefined,
    readonly creator: number,
    readonly created: number,
    readonly createdEvent: number,
  ) {
    const level = kind === 'semaphore' ? (limit ?? 0) : 0;
    this.add(createdEvent, { level, owner: 0, worker: 0, waiters: 0 });
  }

  get last(): PrimitiveState {
    return this.state(this.events.length - 1);
  }

  state(index: number): PrimitiveState {
    return {
      level: this.#levels[index]!,
      owner: this.#owners[index]!,
      worker: this.#workers[index]!,
      waiters: this.#waiters[index]!,
    };
  }

  extremes(first: number, last: number): { low: number; high: number; waiters: number } {
    let low = this.#levels[first]!;
    let high = low;
    let waiters = 0;
    for (let index = first; index <= last; index++) {
      const level = this.#levels[index]!;
      if (level < low) low = level;
      if (level > high) high = level;
      if (this.#waiters[index]! > waiters) waiters = this.#waiters[index]!;
    }
    return { low, high, waiters };
  }

  add(event: number, { level, owner, worker, waiters }: PrimitiveState): void {
    if (level > (this.#levels.at(-1) ?? level)) this.rises++;
    this.events.push(event);
    this.#levels.push(level);
    this.#owners.push(owner);
    this.#workers.push(worker);
    this.#waiters.push(waiters);
    this.highest = Math.max(this.highest, level);
  }
}

/**
 * The states of locks, queues and the like over time, derived from a trace that may still grow.
 *
 * A task waits for one from its `task.suspended` until it is ready again, or over; of threads it is told.
 */
export class PrimitiveLanes {
  /** In the order in which they were made. */
  readonly primitives: PrimitiveRecord[] = [];
  readonly #byId = new Map<number, Primitive>();
  /** By task. */
  readonly #waitedFor = new Map<number, Primitive>();
  readonly #counts = new Map<string, number>();
  readonly #used = new Set<string>();
  /** For a `Timeline`, which reads each event once. */
  readonly readers: Partial<Record<EventKind, (event: number) => void>> = {
    'primitive.created': (event) => this.#created(event),
    'primitive.changed': (event) => this.#changed(event),
    'primitive.awaited': (event) => this.#awaited(event),
    'task.suspended': (event) => this.#suspended(event),
    'task.ready': (event) => this.#goesOn(event),
    'task.ended': (event) => this.#goesOn(event),
  };

  constructor(private readonly trace: TraceStore) {}

  get(id: number): PrimitiveRecord | undefined {
    return this.#byId.get(id);
  }

  #created(event: number): void {
    const { trace } = this;
    const word = trace.text(trace.c(event));
    const kind = PRIMITIVE_KINDS.find((one) => one === word);
    if (kind === undefined) return;
    const name = trace.text(trace.b(event));
    const limit = trace.value(event);
    const primitive = new Primitive(
      trace.a(event),
      kind,
      this.#titleOf(name, kind),
      name !== '',
      Number.isNaN(limit) ? undefined : limit,
      trace.task(event),
      trace.time(event),
      event,
    );
    this.#byId.set(primitive.id, primitive);
    this.primitives.push(primitive);
  }

  #titleOf(name: string, kind: PrimitiveKind): string {
    const key = name || `${kind} `;
    let count = this.#counts.get(key) ?? 0;
    let title: string;
    do {
      count++;
      title = name === '' ? `${kind} ${count}` : count === 1 ? name : `${name} #${count}`;
    } while (this.#used.has(title));
    this.#counts.set(key, count);
    this.#used.add(title);
    return title;
  }

  #changed(event: number): void {
    const { trace } = this;
    const primitive = this.#byId.get(trace.a(event));
    if (primitive === undefined) return;
    const level = trace.b(event);
    const isLock = primitive.kind === 'lock' || primitive.kind === 'condition';
    const isHeld = isLock && level > 0;
    const [owner, worker] = isHeld ? [trace.task(event), trace.c(event)] : [0, 0];
    primitive.add(event, { ...primitive.last, level, owner, worker });
  }

  #awaited(event: number): void {
    const { trace } = this;
    const primitive = this.#byId.get(trace.a(event));
    if (primitive === undefined) return;
    primitive.awaitedBy = 'thread';
    this.#count(primitive, event, trace.b(event));
  }

  #suspended(event: number): void {
    const { trace } = this;
    const primitive = this.#byId.get(primitiveWaitedFor(trace, event));
    if (primitive === undefined) return;
    this.#waitedFor.set(trace.task(event), primitive);
    this.#count(primitive, event, 1);
  }

  #goesOn(event: number): void {
    const task = this.trace.task(event);
    const primitive = this.#waitedFor.get(task);
    if (primitive === undefined) return;
    this.#waitedFor.delete(task);
    this.#count(primitive, event, -1);
  }

  #count(primitive: Primitive, event: number, step: number): void {
    const { last } = primitive;
    primitive.add(event, { ...last, waiters: last.waiters + step });
  }
}

/** The state of a primitive when `event` has happened; undefined before its creation. */
export function stateAt(primitive: PrimitiveRecord, event: number): PrimitiveState | undefined {
  const index = countUpTo(primitive.events, event) - 1;
  return index < 0 ? undefined : primitive.state(index);
}
