import { Disposable, DisposableStore } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import type { RunController } from '../run/run-controller';
import type { RunModel } from '../run/run-model';
import { RunLines } from './run-lines';

/**
 * Knows which run speaks of which file, and what it says.
 *
 * 1. The run that the views show speaks of its files. Of other files does the run of the file itself, else
 *    the latest run that came through it.
 * 2. What the run before said is gone when the file is run again.
 */
export class SpokenLines extends Disposable {
  readonly #lines = new Map<RunModel, RunLines>();
  readonly #following = new Map<RunModel, DisposableStore>();
  readonly #changed = this._register(new Emitter<void>());

  /** Some file may have other marks. */
  readonly onDidChange = this.#changed.event;

  /** `turn`: lets others do something between two slices of work. */
  constructor(
    private readonly runs: RunController,
    private readonly turn: () => Promise<void>,
  ) {
    super();
    this._register(runs.onDidStart((model) => this.#follow(model, true)));
    this._register(runs.onDidEnd((model) => void this.#read(model)));
    this._register(runs.onDidRestart((model) => this.#restarted(model)));
    this._register(runs.onDidRestore((model) => this.#follow(model, false)));
    this._register(runs.onDidOpenTrace((model) => this.#follow(model, false)));
    this._register(runs.onDidCloseTrace((model) => this.#forget(model)));
    this._register(runs.onDidChangeCurrent(() => this.#changed.fire()));
  }

  override dispose(): void {
    for (const store of this.#following.values()) store.dispose();
    super.dispose();
  }

  /** The run that speaks of a file. */
  of(file: string): RunLines | undefined {
    const current = this.runs.current && this.#lines.get(this.runs.current);
    if (current?.speaksOf(file)) return current;
    const own = this.runs.modelOf(file);
    const known = own && this.#lines.get(own);
    return known ?? [...this.#lines.values()].reverse().find((lines) => lines.speaksOf(file));
  }

  /** The run with an id, if it is still there. */
  withId(runId: unknown): RunModel | undefined {
    return [...this.#lines.keys()].find(({ header }) => header.runId === runId);
  }

  /** A line of a file (from 1) was edited. Returns whether a run speaks of the file. */
  edited(file: string, line: number): boolean {
    for (const lines of this.#lines.values()) lines.edited(file, line);
    return this.of(file) !== undefined;
  }

  #follow(model: RunModel, hasRunHere: boolean): void {
    for (const known of [...this.#lines.keys()]) {
      const isOpened = known.traceFile !== undefined;
      if (!isOpened && this.runs.modelOf(known.file) !== known) this.#forget(known);
    }
    const store = new DisposableStore();
    store.add(model.onDidMoveCursor(() => this.#changed.fire()));
    this.#following.set(model, store);
    this.#lines.set(model, new RunLines(model, hasRunHere));
    this.#changed.fire();
  }

  #restarted(model: RunModel): void {
    this.#lines.get(model)?.forget();
    this.#changed.fire();
  }

  #forget(model: RunModel): void {
    this.#following.get(model)?.dispose();
    this.#following.delete(model);
    if (this.#lines.delete(model)) this.#changed.fire();
  }

  async #read(model: RunModel): Promise<void> {
    const lines = this.#lines.get(model);
    await lines?.read(this.turn);
    if (this.isDisposed) return;
    this.#changed.fire();
  }
}
