import { Channel, type Transport } from '../../protocol/channel';
import type { ClientContract, SupervisorContract } from '../../protocol/engine';
import type { RunRequest } from '../../protocol/run';
import { Interpreters, type InterpretersOptions } from './interpreters';
import { SupervisedRun } from './supervised-run';

/** The next interpreter is started this long after a run began, so that the run has the machine for itself. */
const SPARE_DELAY_MS = 500;

/** Answers the client: starts and stops runs, each in an interpreter of its own. */
export class Supervisor {
  readonly #channel: Channel<SupervisorContract, ClientContract>;
  readonly #interpreters: Interpreters;
  readonly #runs = new Map<string, SupervisedRun>();
  /** Runs that wait for their interpreter. */
  readonly #starting = new Set<string>();
  /** Runs that were stopped before their interpreter was ready. */
  readonly #stoppedEarly = new Set<string>();

  constructor(transport: Transport, options: Omit<InterpretersOptions, 'log'>) {
    this.#channel = new Channel<SupervisorContract, ClientContract>(
      transport,
      {
        'engine/warmUp': async () => {
          await this.#interpreters.prepareSpare();
          return null;
        },
        'run/start': ({ runId, request }) => this.#start(runId, request),
      },
      { 'run/stop': ({ runId }) => this.#stop(runId) },
    );
    this.#interpreters = new Interpreters({ ...options, log: (line) => this.#log(line) });
  }

  async #start(runId: string, request: RunRequest): Promise<null> {
    const startedAt = Date.now();
    this.#starting.add(runId);
    const interpreter = await this.#interpreters.take().finally(() => this.#starting.delete(runId));
    if (this.#stoppedEarly.delete(runId)) {
      this.#interpreters.giveBack(interpreter);
      return null;
    }
    const spare = setTimeout(() => this.#prepareSpare(), SPARE_DELAY_MS);
    const run = new SupervisedRun(interpreter, request, startedAt, {
      onChunk: (chunk) => this.#channel.notify('trace/append', { runId, chunk }),
      onEnded: (outcome) => {
        this.#runs.delete(runId);
        clearTimeout(spare);
        this.#channel.notify('run/ended', { runId, outcome });
        this.#prepareSpare();
      },
    });
    this.#runs.set(runId, run);
    return null;
  }

  #stop(runId: string): void {
    const run = this.#runs.get(runId);
    if (run) run.stop('user');
    else if (this.#starting.has(runId)) this.#stoppedEarly.add(runId);
  }

  #prepareSpare(): void {
    this.#interpreters.prepareSpare().catch((error: Error) => this.#log(error.message));
  }

  #log(line: string): void {
    this.#channel.notify('engine/log', { line });
  }
}
