import { Tally, TaskCount } from './line-tally';

/** What is told of one line in full; what came later is only counted. */
export const MAX_PASSES = 10;

/** What happened at one line of the user's files in a whole run. */
export class LineHistory {
  /** Waits that were over. */
  readonly waits = new Tally();
  /** Waits that were not over at the end of the run. */
  readonly open = new TaskCount();
  /** Waits in coroutines that the line awaits, by the seconds of each. */
  readonly inside = new Tally();
  /** How often a task gave way here, as `sleep(0)` does. */
  yields = 0;
  /** Seconds between the end of a wait here, or its turn after giving way, and the next step. */
  readonly delays = new Tally();
  /** Tasks that were created here. */
  readonly starts = new TaskCount();
  /** Those of them that another task created. */
  readonly children = new TaskCount();
  /** Seconds that tasks which were created here were ready before their first step. */
  readonly startDelays = new Tally();
  /** Blocking calls of the loop's steps and callbacks. */
  readonly holds = new Tally();
  /** Blocking calls while no loop ran. */
  readonly stops = new Tally();
  /** Tasks that were asked to cancel here. */
  readonly cancels = new TaskCount();
  /** Tasks that failed here. */
  readonly failures = new TaskCount();
  /** Jobs that were handed to threads and processes. */
  jobs = 0;
  /** Lines that were printed. */
  printed = 0;
  /** The first events at this line, at most `MAX_PASSES`. */
  readonly passes: number[] = [];
  /** How many there were. */
  passCount = 0;

  pass(event: number): void {
    if (this.passCount++ < MAX_PASSES) this.passes.push(event);
  }
}
