/** So many iterations at one moment cost nothing: the times of ordinary runs are round, also of a thousand passes. */
const FREE_ITERATIONS = 10_000;

/** Seconds that each further one costs; natively one with a single short step takes about as long. */
const ITERATION_COST = 20e-6;

/**
 * What a program works that never lets its loop be idle, such as `while not task.done(): await sleep(0)`.
 *
 * Each of its steps is too short to be counted, so a virtual clock would stand still, and what the program
 * waits for would never come.
 */
export class BusyTime {
  private iterations = 0;
  /** When an iteration begins that follows without a pause. */
  private next = 0;

  /** Seconds that the iteration costs that begins at `time` and has something to run. */
  costAt(time: number): number {
    this.iterations = time === this.next ? this.iterations + 1 : 1;
    const cost = this.iterations > FREE_ITERATIONS ? ITERATION_COST : 0;
    this.next = time + cost;
    return cost;
  }
}
