/** A thread that could only wait if it began when it is started. */
export interface Patient {
  /** Whether it still could, as far as one can tell. */
  wouldWait(): boolean;
  begin(): void;
}

/** So often the program may go on without a wait before the patient threads begin nevertheless. */
const MOST_TURNS = 100;

/**
 * Threads that begin when the program waits, so that it can give them something first.
 *
 * 1. Those go first that find something now. The others begin in their order.
 * 2. While `mayStay` is set, those that find nothing do not begin.
 */
export class Patients {
  mayStay = false;
  private readonly patients: Patient[] = [];
  private turns = 0;

  get isEmpty(): boolean {
    return this.patients.length === 0;
  }

  add(patient: Patient): void {
    this.patients.push(patient);
  }

  /** Whether one of them finds what it asks for. */
  hasReady(): boolean {
    return this.findReady() >= 0;
  }

  /** The program waits. Returns whether one of them began. */
  begin(): boolean {
    const count = this.patients.length;
    this.turns = 0;
    while (!this.isEmpty) {
      const ready = this.findReady();
      if (ready < 0 && this.mayStay) break;
      this.patients.splice(Math.max(ready, 0), 1)[0]!.begin();
    }
    return this.patients.length < count;
  }

  /** The program goes on. Whether it has done so too often since they began last. */
  areTired(): boolean {
    this.turns = this.isEmpty ? 0 : this.turns + 1;
    return this.turns > MOST_TURNS;
  }

  private findReady(): number {
    return this.patients.findIndex((patient) => !patient.wouldWait());
  }
}
