/** A thread that could only wait if it began when it is started. */
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
 */
export class Patients {
  private readonly patients: Patient[] = [];
  private turns = 0;

  get isEmpty(): boolean {
    return this.patients.length === 0;
  }

  add(patient: Patient): void {
    this.patients.push(patient);
  }

  /** The program waits. Returns whether one of them began. */
  begin(): boolean {
    const begins = !this.isEmpty;
    this.turns = 0;
    while (!this.isEmpty) {
      this.patients.splice(Math.max(this.findReady(), 0), 1)[0]!.begin();
    }
    return begins;
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
