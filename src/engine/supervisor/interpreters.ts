import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ProtocolError } from '../../protocol/result';
import type { ScenarioLanguage } from '../../protocol/scenario-language';
import { type Control, createControl } from '../control';
import type { FromWorker, WorkerData } from '../worker/messages';
import { describe } from '../worker/outcome-messages';
import { SnapshotFiles } from './snapshot-files';

/**
 * The most memory of a TypeScript scenario. Python's own memory has a limit of its own, 2 GB; with its
 * usual limit the JavaScript engine would try to save a scenario that wants all memory for many seconds.
 */
const HEAP_MB = 1024;

/**
 * Memory for the new objects of a TypeScript scenario, four times the usual. Thousands of tasks begin to
 * live at once, and collecting garbage among them would take as long as they do.
 */
const YOUNG_HEAP_MB = 192;

/** A worker whose interpreter has run nothing yet. */
export interface FreshInterpreter {
  readonly worker: Worker;
  readonly control: Control;
}

export interface InterpretersOptions {
  readonly bundleFolder: string;
  readonly cacheFolder: string;
  readonly log: (line: string) => void;
}

/**
 * Starts interpreters of a language, and keeps one ready.
 *
 * 1. An interpreter is given away once, and never comes back after it has run something.
 * 2. If the snapshot cannot be made or used, an interpreter starts without it, more slowly.
 */
export class Interpreters {
  readonly #pyodideFolder: string;
  readonly #snapshots: SnapshotFiles;
  #spare: Promise<FreshInterpreter> | undefined;
  #snapshot: Promise<string | undefined> | undefined;
  #disposed = false;

  constructor(
    private readonly language: ScenarioLanguage,
    private readonly options: InterpretersOptions,
  ) {
    this.#pyodideFolder = join(options.bundleFolder, 'pyodide');
    this.#snapshots = new SnapshotFiles(options.cacheFolder, this.#pyodideFolder);
  }

  /** Gives the interpreter that is ready, or starts one. Rejects with `ProtocolError`. */
  take(): Promise<FreshInterpreter> {
    const spare = this.#spare ?? this.#start();
    this.#spare = undefined;
    return spare;
  }

  /** Takes back an interpreter that has run nothing after all. */
  giveBack(interpreter: FreshInterpreter): void {
    if (this.#spare || this.#disposed) void interpreter.worker.terminate();
    else this.#spare = Promise.resolve(interpreter);
  }

  /** Starts an interpreter for the next run, unless there is one. Settles when it is ready. */
  async prepareSpare(): Promise<void> {
    if (this.#disposed) return;
    this.#spare ??= this.#start();
    const spare = this.#spare;
    try {
      const { worker } = await spare;
      // One that ends while it waits must not be given to a run.
      worker.once('exit', () => {
        if (this.#spare === spare) this.#spare = undefined;
      });
    } catch (error) {
      if (this.#spare === spare) this.#spare = undefined;
      throw error;
    }
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    const spare = await this.#spare?.catch(() => undefined);
    await spare?.worker.terminate();
  }

  async #start(): Promise<FreshInterpreter> {
    this.#snapshot ??= this.#findSnapshot();
    const snapshotFile = await this.#snapshot;
    try {
      return await this.#startFrom(snapshotFile);
    } catch (error) {
      if (snapshotFile === undefined) throw error;
      this.options.log(`The snapshot cannot be used: ${describe(error)}`);
      this.#snapshots.remove();
      this.#snapshot = undefined;
      return this.#startFrom(undefined);
    }
  }

  async #findSnapshot(): Promise<string | undefined> {
    if (this.language !== 'python') return undefined;
    const { file } = this.#snapshots;
    if (this.#snapshots.exists) return file;
    try {
      this.#snapshots.prepareFolder();
      const began = Date.now();
      await this.#settled(this.#worker({ makeSnapshot: file }), 'snapshot-made');
      this.options.log(`Made ${file} in ${Date.now() - began} ms.`);
      return file;
    } catch (error) {
      this.options.log(`No snapshot: ${describe(error)}`);
      return undefined;
    }
  }

  async #startFrom(snapshotFile: string | undefined): Promise<FreshInterpreter> {
    const control = createControl();
    const worker = this.#worker({ snapshotFile, control: control.buffer });
    await this.#settled(worker, 'ready');
    return { worker, control };
  }

  #worker(data: Partial<WorkerData>): Worker {
    const workerData: WorkerData = {
      pyodideFolder: this.#pyodideFolder,
      snapshotFile: undefined,
      makeSnapshot: undefined,
      control: createControl().buffer,
      ...data,
    };
    return new Worker(join(this.options.bundleFolder, `${this.language}-worker.js`), {
      workerData,
      stdout: true,
      stderr: true,
      execArgv: [],
      resourceLimits:
        this.language === 'typescript'
          ? { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_HEAP_MB }
          : {},
    });
  }

  /** Settles when the worker says `type`; rejects if it ends before. */
  #settled(worker: Worker, type: FromWorker['type']): Promise<void> {
    return new Promise((resolve, reject) => {
      // Only our own listeners are taken off: the worker has some for itself.
      const finish = (settle: () => void) => {
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        settle();
      };
      const onMessage = (message: FromWorker) => {
        if (message.type === type) finish(resolve);
      };
      const onError = (error: Error) => {
        finish(() => reject(error));
        // Whatever comes after the first error has nobody to go to.
        worker.on('error', () => {});
      };
      const onExit = (code: number) => {
        finish(() => reject(new ProtocolError('engine/interpreter', `Exit code ${code}.`)));
      };
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    });
  }
}
