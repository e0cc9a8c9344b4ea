import type { RunController } from './run-controller';
import type { RunModel } from './run-model';

/**
 * Lets the cells of a file run one after another, in the order in which they were asked for, as in Jupyter.
 *
 * 1. A cell waits until the cells before it have ended.
 * 2. If one of them did not finish, those that wait are forgotten. One that starts no run is passed over.
 * 3. A run of the whole file is not waited for.
 */
export class CellQueue {
  /** The last start that was asked for, by file; settles with whether the next one may follow. */
  readonly #last = new Map<string, Promise<boolean>>();

  constructor(private readonly runs: RunController) {}

  /** Calls `start` when it is its turn. Settles with the run; undefined if there was none. */
  async add(file: string, start: () => RunModel | undefined): Promise<RunModel | undefined> {
    const before = this.#last.get(file) ?? this.#isFree(this.runs.modelOf(file));
    const mine = before.then((isFree) => ({ isFree, model: isFree ? start() : undefined }));
    const over = mine.then(({ isFree, model }) => isFree && this.#isFree(model));
    this.#last.set(file, over);
    void over.finally(() => {
      if (this.#last.get(file) === over) this.#last.delete(file);
    });
    return (await mine).model;
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
