import type { RunOutcome, RunRequest } from '../../protocol/run';
import type { TraceChunk } from '../../trace/schema';
import type { Engine, EngineOptions, Run } from '../client-api';
import { Child } from './child';
import { ClientRun, type RunActions } from './client-run';
import { KeptRuns } from './kept-runs';

/** Time that a program gets to end politely after a stop, in seconds, unless the options say otherwise. */
const POLITE_STOP_SECONDS = 0.5;
/** Seconds after that in which the engine must have ended the program; if not, the child process is ended. */
const FORCED_STOP_SECONDS = 0.5;
/** A first start without a snapshot takes seconds on a slow machine. */
const START_TIMEOUT_MS = 120_000;

/**
 * The engine in a child process, which is started when it is first needed and again if it dies.
 *
 * A run stays with the child that it began in; one that is being ended gets no new run.
 */
export function createEngine(options: EngineOptions): Engine {
  return new EngineClient(options);
}

class EngineClient implements Engine {
  readonly #runs = new Map<string, ClientRun>();
  readonly #kept = new KeptRuns();
  readonly #politeStopSeconds: number;
  #child: Child | undefined;
  #nextRun = 1;

  constructor(private readonly options: EngineOptions) {
    this.#politeStopSeconds = options.politeStopSeconds ?? POLITE_STOP_SECONDS;
  }

  run(request: RunRequest, onChunk: (chunk: TraceChunk) => void, onAsk?: () => void): Run {
    for (const other of this.#runs.values()) if (other.file === request.file) other.release();
    const before = this.#kept.take(request);
    const id = `run-${this.#nextRun++}`;
    const child = before?.child ?? this.#connect();
    const actions: RunActions = {
      stop: () => this.#stop(run, child),
      type: (text) => child.channel.notify('run/type', { runId: id, text: text ?? null }),
      ask: onAsk ?? (() => run.type(undefined)),
      release: () => child.channel.notify('run/release', { runId: id }),
    };
    before?.run.ending.reopen();
    const run: ClientRun = new ClientRun(id, request.file, onChunk, actions, before?.run.ending);
    // Its interpreter is there, so a stop can wait for how the run ends.
    if (before) run.begin();
    this.#runs.set(id, run);
    child.runs.add(run);
    void run.outcome.then(() => {
      this.#runs.delete(id);
      child.runs.delete(run);
    });
    if (request.cells?.goesOn && !before) run.endFor('crashed', 1, NOT_KEPT);
    else this.#start(run, request, child, before?.run.id ?? null);
    return run;
  }

  #start(run: ClientRun, request: RunRequest, child: Child, after: string | null): void {
    child.channel
      .request('run/start', { runId: run.id, request, after }, START_TIMEOUT_MS)
      .then(() => run.begin())
      .catch((error: Error) => run.endFor('crashed', 1, startFailure(error.message)));
  }

  async warmUp(): Promise<void> {
    await this.#connect().channel.request('engine/warmUp', {}, START_TIMEOUT_MS);
  }

  dispose(): void {
    this.#child?.kill();
    this.#child = undefined;
  }

  #connect(): Child {
    if (this.#child) return this.#child;
    const child: Child = new Child(this.options, this.#politeStopSeconds, {
      onChunk: (runId, chunk) => this.#runs.get(runId)?.chunk(chunk),
      onAsk: (runId) => this.#runs.get(runId)?.ask(),
      onEnded: (runId, outcome) => this.#end(runId, outcome, child),
      onReleased: (runId) => this.#kept.lost(runId),
      onExit: () => this.#lost(child, LOST),
    });
    this.#child = child;
    return child;
  }

  #end(runId: string, outcome: RunOutcome, child: Child): void {
    const run = this.#runs.get(runId);
    const canGoOn = run && !run.isOver && !run.isReleased;
    // Nobody could reach an interpreter that was kept after a run of which nobody wants to hear.
    if (outcome.kept && !canGoOn) child.channel.notify('run/release', { runId });
    run?.end(canGoOn ? outcome : { ...outcome, kept: undefined });
    if (run?.isKept) this.#kept.add(run, child);
  }

  /** Ends the runs of a child that is gone or going. */
  #lost(child: Child, message: string): void {
    if (this.#child === child) this.#child = undefined;
    this.#kept.childLost(child);
    for (const run of [...child.runs]) run.endFor('crashed', 1, message);
  }

  #stop(run: ClientRun, child: Child): void {
    child.channel.notify('run/stop', { runId: run.id });
    // A run that has not begun ends here; its interpreter may still be starting.
    if (!run.hasBegun) {
      run.endFor('stopped', 130, 'The run was stopped.');
      return;
    }
    const seconds = this.#politeStopSeconds + FORCED_STOP_SECONDS;
    const force = setTimeout(() => {
      run.endFor('stopped', 130, 'The run was stopped by force.');
      child.kill();
      this.#lost(child, KILLED);
    }, seconds * 1000);
    void run.outcome.then(() => clearTimeout(force));
  }
}

const NOT_KEPT = 'The interpreter of the cells before has ended. Run the cell again to begin anew.';

const LOST =
  'The engine process ended unexpectedly, perhaps because the machine ran out of memory. What was recorded until then is shown. Run the scenario again to start a new one.';

const KILLED =
  'The run ended together with another one that would not stop. What was recorded until then is shown. Run the scenario again.';

function startFailure(message: string): string {
  return `The scenario could not be started: ${message} Run it again; if that fails too, reload the window.`;
}
