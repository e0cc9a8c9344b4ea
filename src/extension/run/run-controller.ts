import { randomUUID } from 'node:crypto';
import type { Finding } from '../../analysis/finding';
import { Disposable } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import type { Engine, Run } from '../../engine/client-api';
import type { RunRequest } from '../../protocol/run';
import type { TimelineHeader } from '../../protocol/timeline';
import { lengthWithoutEnd } from '../../trace/ending';
import type { TraceChunk } from '../../trace/schema';
import type { CellPlan } from './cell-plan';
import { RunModel } from './run-model';

export interface RunControllerOptions {
  /** Made when the first run needs it. */
  readonly engine: () => Engine;
  /** Derives the findings of a finished run; may take its time in slices. */
  readonly analyse: (model: RunModel) => Promise<readonly Finding[]>;
  /** The trace of the last run of a file in cells, told of the texts on screen; missing if nobody edits them. */
  readonly onScreen?: (file: string, trace: TraceChunk) => TraceChunk;
  readonly log: (line: string) => void;
}

interface Entry {
  readonly model: RunModel;
  /** Undefined for a run of an earlier session. */
  readonly run: Run | undefined;
}

/** Finished runs of other files that stay in memory; a trace may hold tens of megabytes. */
const MAX_KEPT = 8;

/**
 * Knows which run belongs to which file.
 *
 * 1. A file has at most one run; a new one takes the place of the old, whose end is no news.
 * 2. `current` is the run that was started or shown last.
 * 3. A run of a cell that goes on in the interpreter of others begins with the trace of these.
 * 4. A run that was opened from a trace file stands beside the runs of its scenario and replaces none.
 */
export class RunController extends Disposable {
  readonly #options: RunControllerOptions;
  /** By file, the one used last at the end. */
  readonly #entries = new Map<string, Entry>();
  /** From trace files. */
  readonly #opened = new Set<RunModel>();
  readonly #started = this._register(new Emitter<RunModel>());
  readonly #asked = this._register(new Emitter<RunModel>());
  readonly #ended = this._register(new Emitter<RunModel>());
  readonly #restarted = this._register(new Emitter<RunModel>());
  readonly #restored = this._register(new Emitter<RunModel>());
  readonly #traceOpened = this._register(new Emitter<RunModel>());
  readonly #traceClosed = this._register(new Emitter<RunModel>());
  readonly #currentChanged = this._register(new Emitter<RunModel | undefined>());
  readonly #keptChanged = this._register(new Emitter<string>());
  #current: RunModel | undefined;

  readonly onDidStart = this.#started.event;
  /** The program waits until `type` is called. */
  readonly onDidAsk = this.#asked.event;
  /** A run is over that no other run of the same file has replaced. */
  readonly onDidEnd = this.#ended.event;
  /** The user lets go of what the cells of a run have made; it may still go on, and is stopped then. */
  readonly onDidRestart = this.#restarted.event;
  /** A finished run of an earlier session is back. */
  readonly onDidRestore = this.#restored.event;
  readonly onDidOpenTrace = this.#traceOpened.event;
  readonly onDidCloseTrace = this.#traceClosed.event;
  /** Whether an interpreter is kept for the cells of a file is not what it was. */
  readonly onDidChangeKept = this.#keptChanged.event;
  readonly onDidChangeCurrent = this.#currentChanged.event;

  constructor(options: RunControllerOptions) {
    super();
    this.#options = options;
  }

  get current(): RunModel | undefined {
    return this.#current;
  }

  /** Runs that go on. */
  get running(): RunModel[] {
    return [...this.#entries.values()].map(({ model }) => model).filter(({ outcome }) => !outcome);
  }

  modelOf(file: string): RunModel | undefined {
    return this.#entries.get(file)?.model;
  }

  /** Files for whose cells an interpreter is kept. */
  get kept(): string[] {
    return [...this.#entries.keys()].filter((file) => this.isKept(file));
  }

  /** Whether a cell of a file can be run in the interpreter of the cells before. */
  isKept(file: string): boolean {
    return this.#entries.get(file)?.run?.isKept ?? false;
  }

  /** Ends the interpreter that is kept for the cells of a file, if there is one; a run that goes on is stopped. */
  release(file: string): void {
    this.#entries.get(file)?.run?.release();
  }

  /** Does the same because the user wants to begin anew with the cells of a file. */
  restart(file: string): void {
    const model = this.modelOf(file);
    if (!model?.isOfCells) return;
    this.#restarted.fire(model);
    this.release(file);
  }

  /**
   * Starts a run; one of the same file that still goes on is stopped and forgotten.
   *
   * @param plan the cells that it runs, if it is one of some cells
   */
  start(request: RunRequest, title: string, plan?: CellPlan): RunModel {
    let model: RunModel | undefined;
    const early: TraceChunk[] = [];
    const onChunk = (chunk: TraceChunk) => {
      if (model) this.#append(model, chunk);
      else early.push(chunk);
    };
    const onAsk = () => model && this.#ask(model);
    const before = request.cells?.goesOn ? this.#traceToContinue(request.file) : undefined;
    const run = this.#options.engine().run(request, onChunk, onAsk);
    model = new RunModel(header(request, title), undefined, request.cells !== undefined, plan);
    if (before) model.takeOver(before);
    this.#entries.delete(request.file);
    this.#entries.set(request.file, { model, run });
    this.#forgetOldest();
    this.#current = model;
    this.#started.fire(model);
    this.#currentChanged.fire(model);
    for (const chunk of early) this.#append(model, chunk);
    void this.#finish(model, run);
    return model;
  }

  /** Takes in a finished run of an earlier session. */
  restore(model: RunModel): void {
    this.#entries.set(model.file, { model, run: undefined });
    this.#current ??= model;
    this.#restored.fire(model);
    if (this.#current === model) this.#currentChanged.fire(model);
  }

  /** Takes in a run that the user opened from a trace file, and shows it. */
  open(model: RunModel): void {
    this.#opened.add(model);
    this.#traceOpened.fire(model);
    this.show(model);
  }

  /** Lets go of it; the views go back to the run that was used last. */
  close(model: RunModel): void {
    if (!this.#opened.delete(model)) return;
    this.#traceClosed.fire(model);
    if (this.#current === model) {
      this.#current = [...this.#entries.values()].at(-1)?.model ?? [...this.#opened].at(-1);
      this.#currentChanged.fire(this.#current);
    }
    model.dispose();
  }

  /** Makes a run the one that views of no particular file show. */
  show(model: RunModel): void {
    const isKnown = this.modelOf(model.file) === model || this.#opened.has(model);
    if (model === this.#current || !isKnown) return;
    this.#current = model;
    this.#currentChanged.fire(model);
  }

  stop(model: RunModel): void {
    const entry = this.#entries.get(model.file);
    if (entry?.model === model && !model.outcome) entry.run?.stop();
  }

  /** Gives a program what it asked for, with its line end; undefined for the end of the input. */
  type(model: RunModel, text: string | undefined): void {
    model.isAsking = false;
    const entry = this.#entries.get(model.file);
    if (entry?.model === model) entry.run?.type(text);
  }

  #ask(model: RunModel): void {
    model.isAsking = true;
    this.#asked.fire(model);
  }

  #append(model: RunModel, chunk: TraceChunk): void {
    try {
      model.append(chunk);
    } catch (error) {
      this.#options.log(`A part of the trace of ${model.file} was not usable: ${String(error)}`);
    }
  }

  async #finish(model: RunModel, run: Run): Promise<void> {
    const outcome = await run.outcome;
    const findings = await this.#options.analyse(model).catch((error: unknown) => {
      this.#options.log(`The trace of ${model.file} could not be analysed: ${String(error)}`);
      return [];
    });
    if (this.isDisposed) return;
    if (run.isKept) void run.released.then(() => this.#letGo(model));
    model.end(outcome, findings);
    if (run.isKept) this.#keptChanged.fire(model.file);
    if (this.modelOf(model.file) === model) this.#ended.fire(model);
    else model.dispose();
  }

  #letGo(model: RunModel): void {
    model.letGo();
    this.#keptChanged.fire(model.file);
  }

  #forgetOldest(): void {
    for (const [file, { model }] of this.#entries) {
      if (this.#entries.size <= MAX_KEPT) return;
      if (!model.outcome) continue;
      this.release(file);
      this.#entries.delete(file);
    }
  }

  /** The trace of the last run of a file without its end, for a run that goes on. */
  #traceToContinue(file: string): TraceChunk | undefined {
    const trace = this.modelOf(file)?.trace;
    if (!trace) return undefined;
    const chunk = trace.slice(0, 1, 1, lengthWithoutEnd(trace));
    return this.#options.onScreen?.(file, chunk) ?? chunk;
  }
}

/** The id is unique beyond this session, because a restored timeline asks for its run by it. */
function header(request: RunRequest, title: string): TimelineHeader {
  const { file, clock, slowCallbackDuration } = request;
  return { runId: randomUUID(), title, file, clock, slowCallbackDuration };
}
