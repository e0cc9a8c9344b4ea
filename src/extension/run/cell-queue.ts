import type { RunController } from './run-controller';
import type { RunModel } from './run-model';

interface QueuedCell {
  /** Settles when it begins, or is forgotten. */
  readonly run: Promise<RunModel | undefined>;
  /** Settles with whether the next one may follow. */
  readonly isFree: Promise<boolean>;
}

/**
 * Lets the cells of a file run one after another, in the order in which they were asked for, as in Jupyter.
 *
 * 1. A cell waits until the cells before it have ended.
 * 2. If one of them did not finish, those that wait are forgotten.
 * 3. A run of the whole file is not waited for.
 * 4. A run for which a cell waits hears of it, so that tasks which never end do not keep the cell waiting.
 */
export class CellQueue {
  /** The last start that was asked for, by file. */
  readonly #last = new Map<string, QueuedCell>();

  constructor(private readonly runs: RunController) {}

  /** Calls `start` when it is its turn. Settles with the run; undefined if it was forgotten. */
  async add(file: string, start: () => RunModel): Promise<RunModel | undefined> {
    const before = this.#last.get(file) ?? this.#started(this.runs.modelOf(file));
    void before.run.then((model) => model && this.runs.hurry(model));
    const run = before.isFree.then((isFree) => (isFree ? start() : undefined));
    const isFree = run.then((model) => (model ? this.#isFree(model) : false));
    const cell = { run, isFree };
    this.#last.set(file, cell);
    void isFree.finally(() => {
      if (this.#last.get(file) === cell) this.#last.delete(file);
    });
    return run;
  }

  #started(model: RunModel | undefined): QueuedCell {
    return { run: Promise.resolve(model), isFree: this.#isFree(model) };
  }

  /** Settles when cells may be run after a run: false if they had to wait for it, and it did not finish. */
  #isFree(model: RunModel | undefined): Promise<boolean> {
    if (!model?.isOfCells || model.outcome) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = model.onDidEnd(({ end: how }) => {
        end.dispose();
        resolve(how === 'finished');
      });
    });
  }
}
