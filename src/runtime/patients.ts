/** A thread that could only wait if it began when it is started, or that waits. */
export interface Patient {
  /** Whether it still could, as far as one can tell. */
  wouldWait(): boolean;
  begin(): void;
}

/** So often the program may go on without a wait before the patient threads begin nevertheless. */
const MOST_TURNS = 100;

/**
 * Threads that begin when the program waits, so that it can give them something first. Those go first that find
 * something then; the others begin in their order.
 *
 * Threads that make a pause stand here, too. They go on when they find something, and never before.
 */
export class Patients {
  private readonly patients: Patient[] = [];
  private readonly paused: Patient[] = [];
  private turns = 0;

  /** Whether none would begin because the program waits. */
  get isEmpty(): boolean {
    return this.patients.length === 0;
  }

  /** Whether no thread makes a pause. */
  get areAwake(): boolean {
    return this.paused.length === 0;
  }

  add(patient: Patient): void {
    this.patients.push(patient);
  }

  /** `thread` goes on, with `begin`, as soon as it would not wait. */
  pause(thread: Patient): void {
    this.paused.push(thread);
  }

  /** The program waits. Returns whether one of them began, or went on. */
  begin(): boolean {
    this.turns = 0;
    let hasBegun = this.resume();
    while (!this.isEmpty) {
      this.patients.splice(Math.max(findReady(this.patients), 0), 1)[0]!.begin();
      this.resume();
      hasBegun = true;
    }
    return hasBegun;
  }

  /** Threads that make a pause go on if they can, in the order in which they paused. Returns whether one did. */
  resume(): boolean {
    let hasResumed = false;
    for (;;) {
      const index = findReady(this.paused);
      if (index < 0) return hasResumed;
      hasResumed = true;
      this.paused.splice(index, 1)[0]!.begin();
    }
  }

  /** The program goes on. Whether it has done so too often since they began last. */
  areTired(): boolean {
    this.turns = this.isEmpty && this.areAwake ? 0 : this.turns + 1;
    return this.turns > MOST_TURNS;
  }
}

function findReady(patients: readonly Patient[]): number {
  return patients.findIndex((patient) => !patient.wouldWait());
}
