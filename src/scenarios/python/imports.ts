import type { Clock } from '../../runtime/clock';
import { VirtualClock } from '../../runtime/virtual-clock';
import type { FreeTime } from './free-time';

/** An import that is shorter (seconds) is not worth telling. */
const TOLD = 0.01;

export interface PythonImportsOptions {
  readonly clock: Clock;
  readonly free: FreeTime;
  /** Whether a loop waits for what runs now. */
  readonly isLoopRunning: () => boolean;
  /** A call has held the thread since `from`, in seconds. */
  readonly held: (from: number, call: number, position: number) => void;
}

/** Imports of foreign modules: free on the virtual clock, blocking calls on a real one. */
export class PythonImports {
  #from = 0;

  constructor(private readonly options: PythonImportsOptions) {}

  readonly begin = (): void => {
    const { clock, free } = this.options;
    this.#from = clock.time();
    free.begin();
  };

  /** Says whether the import is worth telling. */
  readonly end = (): boolean => {
    const { clock, free, isLoopRunning } = this.options;
    free.end();
    if (clock instanceof VirtualClock) return false;
    return isLoopRunning() && clock.time() - this.#from >= TOLD;
  };

  /** The import that is over was this one: a text, and the number of a position. */
  readonly held = (call: number, position: number): void =>
    this.options.held(this.#from, call, position);
}
