import type { Recorder } from './recorder';
import { kindNumber } from './schema';

const FRAME = kindNumber('task.frame');
const LOCAL = kindNumber('task.local');
const STOPPED = kindNumber('locals.stopped');

/** Stacks and variables take at most this part of the events that a trace may have. */
const SHARE = 0.25;

/**
 * Writes down the stacks of waiting tasks and the values of their variables, as far as they change.
 *
 * There may be more of them than of anything else, so they have a limit of their own: from then on the
 * methods answer false, and nothing is recorded but that.
 */
export class StackRecorder {
  readonly #recorder: Recorder;
  readonly #time: () => number;
  readonly #most: number;
  #rows = 0;

  /** `time` is the clock of the run, in seconds. */
  constructor(recorder: Recorder, time: () => number) {
    this.#recorder = recorder;
    this.#time = time;
    this.#most = Math.floor(recorder.maxEvents * SHARE);
  }

  /** A coroutine of the stack; `count`: how many there are; `moved`: it was there at the last wait. */
  frame(task: number, depth: number, count: number, moved: boolean, position: number): boolean {
    return this.#add(FRAME, task, depth, count, moved ? 1 : 0, position);
  }

  /** A variable has another value; `name` and `value` are texts, and the value is 0 if it is gone. */
  local(task: number, depth: number, name: number, value: number): boolean {
    return this.#add(LOCAL, task, depth, name, value, 0);
  }

  #add(kind: number, task: number, a: number, b: number, c: number, position: number): boolean {
    if (this.#rows > this.#most) return false;
    const isOver = this.#rows++ === this.#most;
    if (isOver) this.#recorder.add(STOPPED, this.#time(), 0, this.#most, 0, 0, 0);
    else this.#recorder.add(kind, this.#time(), task, a, b, c, position);
    return !isOver;
  }
}
