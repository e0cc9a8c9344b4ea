import type { Recorder } from './recorder';
import { kindNumber } from './schema';

const CREATED = kindNumber('primitive.created');
const CHANGED = kindNumber('primitive.changed');

/** Who is at work when something happens; a `RunRecorder` is one. */
export interface AtWork {
  /** The task whose step runs, 0 if none. */
  readonly currentTask: number;
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
  changed(primitive: number, level: number): void {
    if (this.#levels[primitive] === level) return;
    this.#levels[primitive] = level;
    const { currentTask } = this.#atWork;
    this.#recorder.add(CHANGED, this.#time(), currentTask, primitive, level, 0, 0);
  }
}
