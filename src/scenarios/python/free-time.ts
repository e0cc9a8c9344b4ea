import type { Clock } from '../../runtime/clock';
import { VirtualClock } from '../../runtime/virtual-clock';

/** Time in which the interpreter or we work, not the program: free on the virtual clock. */
export class FreeTime {
  #depth = 0;

  constructor(private readonly clock: Clock) {}

  /** Whether what happens now is free. */
  get isNow(): boolean {
    return this.#depth > 0;
  }

  /** What happens until the matching `end` is free. Nests. Always real on a real clock. */
  readonly begin = (): void => {
    if (!(this.clock instanceof VirtualClock)) return;
    this.#depth++;
    this.clock.beginExcluded();
  };

  readonly end = (): void => {
    if (!(this.clock instanceof VirtualClock)) return;
    this.#depth--;
    this.clock.endExcluded();
  };
}
