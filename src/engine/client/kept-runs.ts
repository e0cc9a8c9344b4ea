import type { RunRequest } from '../../protocol/run';
import type { Child } from './child';
import type { ClientRun } from './client-run';

/** Interpreters that are kept at the same time; each holds tens of megabytes. */
const MAX_KEPT = 3;

interface KeptRun {
  readonly run: ClientRun;
  readonly child: Child;
}

/** The runs whose interpreters are kept for more cells: one of a file, and `MAX_KEPT` at the most. */
export class KeptRuns {
  /** By file, the one used last at the end. */
  readonly #runs = new Map<string, KeptRun>();

  /** Keeps the interpreter of a run; that of the run that was kept first ends if there are too many. */
  add(run: ClientRun, child: Child): void {
    this.#forgetLost();
    this.#forget(run.file);
    this.#runs.set(run.file, { run, child });
    const [oldest] = this.#runs.keys();
    if (this.#runs.size > MAX_KEPT && oldest !== undefined) this.#forget(oldest);
  }

  /** The run in whose interpreter a new one goes on. If it does not, nothing is kept for its file any more. */
  take({ file, cells }: RunRequest): KeptRun | undefined {
    this.#forgetLost();
    const kept = this.#runs.get(file);
    if (!cells?.goesOn || !kept) {
      this.#forget(file);
      return undefined;
    }
    this.#runs.delete(file);
    kept.run.lost();
    return kept;
  }

  /** The interpreter that was kept after a run is gone. */
  lost(runId: string): void {
    for (const { run } of this.#runs.values()) if (run.id === runId) run.lost();
  }

  childLost(child: Child): void {
    for (const kept of this.#runs.values()) if (kept.child === child) kept.run.lost();
  }

  #forget(file: string): void {
    this.#runs.get(file)?.run.release();
    this.#runs.delete(file);
  }

  #forgetLost(): void {
    for (const [file, { run }] of this.#runs) if (!run.isKept) this.#runs.delete(file);
  }
}
