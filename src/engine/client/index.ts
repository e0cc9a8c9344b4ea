import type { RunRequest } from '../../protocol/run';
import type { TraceChunk } from '../../trace/schema';
import type { Engine, EngineOptions, Run } from '../client-api';
import { Child } from './child';
import { ClientRun } from './client-run';

/** After this time a stop that the engine did not carry out ends the child process. */
const FORCED_STOP_MS = 900;
/** A first start without a snapshot takes seconds on a slow machine. */
const START_TIMEOUT_MS = 120_000;

/** The engine in a child process, which is started when it is first needed and again if it dies. */
export function createEngine(options: EngineOptions): Engine {
  return new EngineClient(options);
}

class EngineClient implements Engine {
  readonly #runs = new Map<string, ClientRun>();
  readonly #killed = new WeakSet<Child>();
  #child: Child | undefined;
  #nextRun = 1;

  constructor(private readonly options: EngineOptions) {}

  run(request: RunRequest, onChunk: (chunk: TraceChunk) => void): Run {
    for (const other of this.#runs.values()) if (other.file === request.file) other.stop();
    const id = `run-${this.#nextRun++}`;
    const run = new ClientRun(id, request.file, onChunk, () => this.#stop(run));
    this.#runs.set(id, run);
    void run.outcome.then(() => this.#runs.delete(id));
    this.#connect()
      .channel.request('run/start', { runId: id, request }, START_TIMEOUT_MS)
      .then(() => run.begin())
      .catch((error: Error) => run.endFor('crashed', 1, startFailure(error.message)));
    return run;
  }

  async warmUp(): Promise<void> {
    await this.#connect().channel.request('engine/warmUp', {});
  }

  dispose(): void {
    this.#child?.kill();
  }

  #connect(): Child {
    if (this.#child) return this.#child;
    const child: Child = new Child(this.options, {
      onChunk: (runId, chunk) => this.#runs.get(runId)?.chunk(chunk),
      onEnded: (runId, outcome) => this.#runs.get(runId)?.end(outcome),
      onExit: () => this.#lost(child),
    });
    this.#child = child;
    return child;
  }

  #lost(child: Child): void {
    if (this.#child === child) this.#child = undefined;
    const message = this.#killed.has(child) ? KILLED : LOST;
    for (const run of [...this.#runs.values()]) run.endFor('crashed', 1, message);
  }

  #stop(run: ClientRun): void {
    const child = this.#child;
    child?.channel.notify('run/stop', { runId: run.id });
    // A run that has not begun ends here; its interpreter may still be starting.
    if (!run.hasBegun) {
      run.endFor('stopped', 130, 'The run was stopped.');
      return;
    }
    const force = setTimeout(() => {
      run.endFor('stopped', 130, 'The run was stopped by force.');
      if (child) this.#killed.add(child);
      child?.kill();
    }, FORCED_STOP_MS);
    void run.outcome.then(() => clearTimeout(force));
  }
}

const LOST =
  'The engine process ended unexpectedly, perhaps because the machine ran out of memory. What was recorded until then is shown. Run the scenario again to start a new one.';

const KILLED =
  'The run ended together with another one that would not stop. What was recorded until then is shown. Run the scenario again.';

function startFailure(message: string): string {
  return `The scenario could not be started: ${message} Run it again; if that fails too, reload the window.`;
}
