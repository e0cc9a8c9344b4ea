import type { RunRecorder } from '../../trace/run-recorder';
import { isOfPrimitive } from '../../trace/waited-for';
import type { CoroutineMemory, Place } from './coroutine-memory';

interface TaskPlacesOptions {
  readonly memory: CoroutineMemory;
  readonly run: RunRecorder;
  /** Record what tasks do. */
  readonly record: boolean;
  /** Record the stacks and variables of waiting tasks. */
  readonly recordLocals: boolean;
}

/**
 * Where waiting tasks stand, and which primitives they wait for, without a question to Python. Methods
 * with names in Python's style are functions of `bridge.py`.
 */
export class TaskPlaces {
  readonly #options: TaskPlacesOptions;
  /** The address of the coroutine of each task. */
  readonly #coroutines: number[] = [];
  /** The numbers of primitives by address. What lies there now was told last. */
  readonly #primitiveAt = new Map<number, number>();

  constructor(options: TaskPlacesOptions) {
    this.#options = options;
  }

  /** The number of the position at which a task stands; undefined if Python must be asked. */
  positionOf(task: number): number | undefined {
    const { record, recordLocals } = this.#options;
    if (!record) return 0;
    // Python reads the variables at the same time.
    return recordLocals ? undefined : this.#placeOf(task)?.position;
  }

  readonly new_task = (
    name: number,
    coroutine: number,
    createdAt: number,
    startsAt: number,
    address: number,
  ): number => {
    const task = this.#options.run.newTaskOf(name, coroutine, createdAt, startsAt);
    this.#coroutines[task] = address;
    return task;
  };

  readonly learn_code = (code: number, kind: number): void =>
    this.#options.memory.learnCode(code, kind);

  readonly learn_position = (code: number, instruction: number, position: number): void =>
    this.#options.memory.learnPosition(code, instruction, position);

  readonly primitive_at = (address: number, primitive: number): void => {
    this.#primitiveAt.set(address, primitive);
  };

  readonly primitive_of = (coroutine: number): number =>
    this.#primitiveAt.get(this.#options.memory.subjectOf(coroutine)) ?? 0;

  readonly waits = (task: number): number => {
    const place = this.#placeOf(task);
    if (place === undefined || !isOfPrimitive(place.wait)) return 0;
    const primitive = this.#primitiveAt.get(place.subject) ?? 0;
    this.#options.run.suspended(task, place.wait, primitive, 0, place.position, Number.NaN);
    return 1;
  };

  #placeOf(task: number): Place | undefined {
    return this.#options.memory.placeOf(this.#coroutines[task]!);
  }
}
