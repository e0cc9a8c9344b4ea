import type { Recorder } from './recorder';
import { kindNumber } from './schema';

const CREATED = kindNumber('primitive.created');
const AWAITED = kindNumber('primitive.awaited');
const CHANGED = kindNumber('primitive.changed');

/** Who is at work when something happens; a `RunRecorder` is one. */
export interface AtWork {
  /** The task whose step runs, 0 if none. */
  readonly currentTask: number;
}

/** A task or a thread that changes a primitive; 0 if it is none. */
export interface Actor {
  readonly task: number;
  readonly worker: number;
}

/** Turns what happens to locks, queues and the like into events. */
export class PrimitiveRecorder {
  readonly #recorder: Recorder;
  readonly #time: () => number;
  readonly #atWork: AtWork;
  /** What the trace knows of each primitive; there is no primitive 0. */
  readonly #levels: number[] = [0];

  /** `time` is the clock of the run, in seconds. */
  constructor(recorder: Recorder, time: () => number, atWork: AtWork) {
    this.#recorder = recorder;
    this.#time = time;
    this.#atWork = atWork;
  }

  /**
   * Returns the number of the primitive. `name` is the variable it was assigned to, or empty; `limit` is
   * 0 if there is none. A semaphore begins with all its places, and others with 0.
   */
  created(kind: string, name: string, level: number, limit: number, position: number): number {
    const primitive = this.#levels.push(kind === 'semaphore' ? limit : 0) - 1;
    const recorder = this.#recorder;
    const texts = [recorder.text(name), recorder.text(kind)] as const;
    const value = limit > 0 ? limit : Number.NaN;
    const { currentTask } = this.#atWork;
    recorder.add(CREATED, this.#time(), currentTask, primitive, ...texts, position, value);
    this.changed(primitive, level);
    return primitive;
  }

  /** Records a level if it is not the one that the trace knows. */
  changed(primitive: number, level: number, by = this.atWork()): void {
    if (this.#levels[primitive] === level) return;
    this.#levels[primitive] = level;
    const { task, worker } = by;
    this.#recorder.add(CHANGED, this.#time(), task, primitive, level, worker, 0);
  }

  /** Records that a level rose by so much, or fell if it is less than 0. */
  changedBy(primitive: number, change: number, by: Actor): void {
    this.changed(primitive, this.#levels[primitive]! + change, by);
  }

  /** Records that one more thread waits for a primitive, or one less if `step` is -1. */
  awaited(primitive: number, step: number, { task, worker }: Actor): void {
    this.#recorder.add(AWAITED, this.#time(), task, primitive, step, worker, 0);
  }

  /** Who does what happens now. `worker`: the thread, 0 if none does. */
  atWork(worker = 0): Actor {
    return { task: worker === 0 ? this.#atWork.currentTask : 0, worker };
  }
}
