import {
  isInThread,
  type LoopBound,
  type NewPrimitive,
  type PrimitiveInstrument,
} from '../../runtime';
import type { PrimitiveRecorder } from '../../trace/primitive-recorder';

/** What the instrument asks of the program that it watches. */
export interface PrimitiveProgram {
  /** The number of the user's call that led here, 0 if there is none. */
  currentSite(): number;
  /** The recorder's position of a place. */
  positionOf(site: number): number;
  /** The variable to which the value of the call at a place is assigned, or empty. */
  assignedName(site: number): string;
}

/** Tells the recorder what happens to the locks, queues and the like of a TypeScript scenario. */
export class PrimitiveWatcher implements PrimitiveInstrument {
  /** The lock of a condition has the number of the condition. */
  readonly #numbers = new WeakMap<object, number>();
  /** By place. */
  readonly #names = new Map<number, string>();

  constructor(
    private readonly recorder: PrimitiveRecorder,
    private readonly program: PrimitiveProgram,
  ) {}

  /** The recorder's number of what a task waits for; 0 if it is no primitive, or unknown. */
  numberOf(owner: object | undefined): number {
    return (owner && this.#numbers.get(owner)) ?? 0;
  }

  primitiveCreated({ primitive, kind, level, limit, part }: NewPrimitive): void {
    const { program } = this;
    // A thread interrupts what the program stands at, which has nothing to do with the call.
    const site = isInThread() ? 0 : program.currentSite();
    const position = program.positionOf(site);
    const number = this.recorder.created(kind, this.#nameAt(site), level, limit, position);
    this.#numbers.set(primitive, number);
    if (part) this.#numbers.set(part, number);
  }

  primitiveChanged(primitive: LoopBound, level: number): void {
    const number = this.#numbers.get(primitive);
    if (number !== undefined) this.recorder.changed(number, level);
  }

  #nameAt(site: number): string {
    const known = this.#names.get(site);
    if (known !== undefined) return known;
    const name = this.program.assignedName(site);
    this.#names.set(site, name);
    return name;
  }
}
