import type { LoopBound } from './loop-bound';

/** What a primitive of synchronisation is called in a trace. */
export type PrimitiveKind = 'lock' | 'semaphore' | 'queue' | 'event' | 'condition' | 'barrier';

/** A primitive that was just made. */
export interface NewPrimitive {
  readonly primitive: LoopBound;
  readonly kind: PrimitiveKind;
  /** What counts at first: see `primitiveChanged`. */
  readonly level: number;
  /** Room in a queue, places of a semaphore, parties of a barrier; 0 if there is no limit. */
  readonly limit: number;
  /** A lock that belongs to a condition alone; the condition is told of in its place. */
  readonly part?: LoopBound | undefined;
}

/** Watches locks, queues and the like, on whichever loop they are used. As for `Instrument`. */
export interface PrimitiveInstrument {
  primitiveCreated?(made: NewPrimitive): void;
  /**
   * `level`: 1 if a lock is held or an event is set, else 0; free places of a semaphore; items in a queue;
   * tasks inside of a barrier. It may be the one that was told last.
   */
  primitiveChanged?(primitive: LoopBound, level: number): void;
}

let observer: Required<PrimitiveInstrument> | undefined;

/** For the host; undefined takes the observer away. It must not throw. */
export function observePrimitives(newObserver: Required<PrimitiveInstrument> | undefined): void {
  observer = newObserver;
}

/** For constructors, as their last word. */
export function tellCreated(made: NewPrimitive): void {
  observer?.primitiveCreated(made);
}

/** For primitives, when their level is another, before they wake anybody for it. */
export function tellLevel(primitive: LoopBound, level: number): void {
  observer?.primitiveChanged(primitive, level);
}

/** Makes what a primitive is built of: nobody has to hear of it. */
export function part<T>(make: () => T): T {
  const before = observer;
  observer = undefined;
  try {
    return make();
  } finally {
    observer = before;
  }
}
