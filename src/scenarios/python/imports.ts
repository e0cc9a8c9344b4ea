import type { Clock } from '../../runtime/clock';
import { VirtualClock } from '../../runtime/virtual-clock';

/** An import that is shorter (seconds) is not worth telling. */
const TOLD = 0.01;

export interface PythonImportsOptions {
  readonly clock: Clock;
  /** Whether a loop waits for what runs now. */
  readonly isLoopRunning: () => boolean;
  /** A call has held the thread since `from`, in seconds. */
  readonly held: (from: number, call: number, position: number) => void;
}

/** Time in which foreign modules are imported: free on the virtual clock, a blocking call on a real one. */
export class PythonImports {
  #from = 0;
  #isUnderWay = false;

  constructor(private readonly options: PythonImportsOptions) {}

  /** Whether what runs now is not the program's own work. */
  get areFree(): boolean {
    return this.#isUnderWay && this.options.clock instanceof VirtualClock;
  }

  readonly begin = (): void => {
    const { clock } = this.options;
    this.#isUnderWay = true;
    this.#from = clock.time();
    if (clock instanceof VirtualClock) clock.beginExcluded();
  };

  /** Says whether the import is worth telling. */
  readonly end = (): boolean => {
    const { clock, isLoopRunning } = this.options;
    this.#isUnderWay = false;
    if (!(clock instanceof VirtualClock))
      return isLoopRunning() && clock.time() - this.#from >= TOLD;
    clock.endExcluded();
    return false;
  };

  /** The import that is over was this one: a text, and the number of a position. */
  readonly held = (call: number, position: number): void =>
    this.options.held(this.#from, call, position);
}
