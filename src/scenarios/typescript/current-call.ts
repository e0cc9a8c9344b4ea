/** It stands in code of the user that has made no call so far, or that did not say so. */
const UNKNOWN = -1;
/** None of the user's code is being executed. */
const NOWHERE = 0;

/**
 * The user's innermost call, as far as compiled code has told: it notes the number of its place right
 * before each call. Looking at the stack gives the same, but takes longer than what is to be recorded.
 */
export class CurrentCall {
  /** Set by compiled code. */
  site = UNKNOWN;

  /** The number of the place of the call, 0 if there is none; undefined if only the stack can tell. */
  known(): number | undefined {
    return this.site === UNKNOWN ? undefined : this.site;
  }

  /** Code of the user may go on, or begin. */
  forget(): void {
    this.site = UNKNOWN;
  }

  /** The user's code waits or is over, and the core goes on. */
  leave(): void {
    this.site = NOWHERE;
  }
}
