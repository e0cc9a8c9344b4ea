import type { CellsToRun, RunRequest } from '../../src/protocol/run';
import type { EngineUnderTest, FinishedRun, StartedRun } from './engine';

/** A Python file whose cells a test runs one by one, as the user of an editor does. */
export class CellSession {
  /** The run that was started last, and the one that ended last. */
  started: StartedRun | undefined;
  last: FinishedRun | undefined;
  readonly file: string;

  constructor(
    private readonly engine: EngineUnderTest,
    /** The text on screen. */
    public text: string,
    name = 'cells.py',
  ) {
    this.file = engine.write(name, 'raise SystemExit("not this")\n');
  }

  /** Whether an interpreter is kept. */
  get isKept(): boolean {
    return this.started?.run.isKept ?? false;
  }

  /** Starts the cell with a number, from 1: in the interpreter that is kept, else all cells up to it. */
  start(cell: number, options: Partial<RunRequest> = {}): StartedRun {
    const cells: CellsToRun = { untilLine: this.#lineOf(cell), goesOn: this.isKept };
    const unsaved = { [this.file]: this.text };
    const before = this.isKept ? this.last?.trace : undefined;
    const request = { unsaved, cells, ...options };
    this.started = this.engine.startFile(this.file, request, undefined, before);
    return this.started;
  }

  /** Runs the cell with a number to its end, and gives what it printed on stdout. */
  async run(cell: number, options?: Partial<RunRequest>): Promise<string> {
    const printed = this.isKept ? this.last!.stdout.length : 0;
    const run = await this.finish(this.start(cell, options));
    return run.stdout.slice(printed);
  }

  async finish(started: StartedRun): Promise<FinishedRun> {
    this.last = await started.finished();
    return this.last;
  }

  #lineOf(cell: number): number {
    const lines = this.text
      .split('\n')
      .flatMap((line, i) => (line.startsWith('# %%') ? [i + 1] : []));
    return lines[cell - 1]!;
  }
}

/** Index, title, beginning in seconds, and line of each cell of a run. */
export function cellsOf({ timeline }: FinishedRun) {
  return timeline.cells.map(({ index, title, time, event }) => [
    index,
    title,
    time,
    timeline.trace.positionOf(event)?.line,
  ]);
}
