import type { Agenda } from './agenda';
import type { Patients } from './patients';

/**
 * The clock of a run. All times are seconds since the run began; `time` never goes back, except that
 * a branch leaves it as it was.
 *
 * There is one thread, but what other threads do takes place beside the program: it runs at once, as
 * a whole, on a branch of time. What comes of it stands on an agenda and happens at its moment.
 */
export interface Clock {
  time(): number;

  /**
   * The smallest step of the clock in seconds; a timer due within it counts as due.
   * Counterpart: `BaseEventLoop._clock_resolution`.
   */
  readonly resolution: number;

  /** The program starts to work. Pieces nest: the outer one is interrupted by the inner one. */
  beginWork(): void;

  /** The innermost piece of work ends. */
  endWork(): void;

  /** The program has worked for `seconds` that are too short to be measured; real time has passed anyway. */
  spend(seconds: number): void;

  /**
   * Holds the program for `seconds`, as `time.sleep` does. What stands on the agenda until then
   * happens meanwhile.
   */
  sleep(seconds: number): void;

  /** As `sleep`, until the time `when`, in seconds; not at all if that is over. */
  sleepUntil(when: number): void;

  /**
   * Nothing is ready: lets the time pass until `deadline`, for ever if it is undefined, or until
   * `wake` is called. May return early. Throws `LoopStalled` if nothing could ever wake it.
   */
  idle(deadline: number | undefined): void;

  /** Ends `idle` now, or the next one before it begins. */
  wake(): void;

  /** Something outside is awaited from now on: idle time is real until the matching `endOutside`. */
  beginOutside(): void;

  endOutside(): void;

  /** Whether something outside is awaited. */
  readonly awaitsOutside: boolean;

  /**
   * Runs `action` at once, on a line of time of its own that begins at `start`, in seconds: inside,
   * only that line moves. Afterwards the time is what it was, apart from real time that has passed.
   * Gives the time at which the branch ended; what it left on its agenda stands on the outer one.
   */
  branch(start: number, action: () => void): number;

  /** What will happen on the line of time that runs now: the program's own, or that of a branch. */
  readonly agenda: Agenda;

  /** What will happen on the program's own line. The same as `agenda` outside of branches. */
  readonly mainAgenda: Agenda;

  /** The time on the program's own line, in seconds. */
  mainTime(): number;

  /**
   * Does what has fallen due on the agenda while the program worked. The loop calls it in each
   * iteration; a host may, before it shows something that the program did.
   */
  catchUp(): void;

  /** Threads that begin when the program next waits. */
  readonly patients: Patients;

  /**
   * The program waits, so they begin; nothing in a branch. `sleep` and `sleepUntil` do it themselves if time
   * passes. Returns whether one of them began.
   */
  beginPatients(): boolean;

  /** Threads that make a pause go on if what they wait for is there; nothing in a branch. */
  resumePaused(): void;
}

/**
 * Does `action` when the program's own time reaches that of the branch that runs; at once outside of
 * branches. For what is seen outside of a branch, such as its output.
 */
export function atItsMoment(clock: Clock, action: () => void): void {
  const time = clock.time();
  if (time <= clock.mainTime()) action();
  else clock.mainAgenda.add(time, action);
}

/** The resolution of `time.monotonic()` on Linux. */
export const MONOTONIC_RESOLUTION = 1e-9;

/** Blocks the thread for at most `seconds`, or until woken; the host consumes what woke it. */
export type Block = (seconds: number | undefined) => void;
