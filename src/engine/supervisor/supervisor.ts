import { Channel, type Transport } from '../../protocol/channel';
import type { ClientContract, SupervisorContract } from '../../protocol/engine';
import { ProtocolError } from '../../protocol/result';
import type { RunRequest } from '../../protocol/run';
import { type ScenarioLanguage, scenarioLanguage } from '../../protocol/scenario-language';
import { Interpreters, type InterpretersOptions } from './interpreters';
import { LiveInterpreter } from './live-interpreter';
import { SupervisedRun } from './supervised-run';
import { WorkerInspector } from './worker-inspector';

/** The next interpreter is started this long after a run began, so that the run has the machine for itself. */
const SPARE_DELAY_MS = 500;

export interface SupervisorOptions extends Omit<InterpretersOptions, 'log'> {
  /** Time that a program gets to end politely after a stop. */
  readonly politeStopSeconds: number;
}

/**
 * Answers the client: starts and stops runs, each in an interpreter of its own, unless it goes on in one that
 * was kept.
 */
export class Supervisor {
  readonly #channel: Channel<SupervisorContract, ClientContract>;
  readonly #interpreters: Readonly<Record<ScenarioLanguage, Interpreters>>;
  readonly #inspector = new WorkerInspector();
  readonly #runs = new Map<string, SupervisedRun>();
  /** Interpreters that are kept for more cells, by the run after which they were. */
  readonly #kept = new Map<string, LiveInterpreter>();
  /** Runs that wait for their interpreter. */
  readonly #starting = new Set<string>();
  /** Runs that were stopped before their interpreter was ready. */
  readonly #stoppedEarly = new Set<string>();

  constructor(
    transport: Transport,
    private readonly options: SupervisorOptions,
  ) {
    this.#channel = new Channel<SupervisorContract, ClientContract>(
      transport,
      {
        'engine/warmUp': async () => {
          await this.#interpreters.python.prepareSpare();
          return null;
        },
        'run/start': ({ runId, request, after }) =>
          after === null ? this.#start(runId, request) : this.#goOn(runId, request, after),
      },
      {
        'run/stop': ({ runId }) => this.#stop(runId),
        'run/release': ({ runId }) => this.#release(runId),
        'run/type': ({ runId, text }) => this.#runs.get(runId)?.type(text ?? undefined),
      },
    );
    const all = { ...options, log: (line: string) => this.#log(line) };
    this.#interpreters = {
      python: new Interpreters('python', all),
      typescript: new Interpreters('typescript', all),
    };
  }

  async #start(runId: string, request: RunRequest): Promise<null> {
    const startedAt = Date.now();
    this.#starting.add(runId);
    const interpreters = this.#interpreters[scenarioLanguage(request.file) ?? 'python'];
    const interpreter = await interpreters.take().finally(() => this.#starting.delete(runId));
    if (this.#stoppedEarly.delete(runId)) {
      interpreters.giveBack(interpreter);
      return null;
    }
    const spare = setTimeout(() => this.#prepareSpare(interpreters), SPARE_DELAY_MS);
    this.#run(runId, request, new LiveInterpreter(interpreter), startedAt, () => {
      clearTimeout(spare);
      this.#prepareSpare(interpreters);
    });
    return null;
  }

  async #goOn(runId: string, request: RunRequest, after: string): Promise<null> {
    const interpreter = this.#kept.get(after);
    if (!interpreter) {
      throw new ProtocolError('engine/not-kept', 'The interpreter of the cells before has ended.');
    }
    this.#kept.delete(after);
    this.#run(runId, request, interpreter, Date.now(), () => {});
    return null;
  }

  #run(
    runId: string,
    request: RunRequest,
    interpreter: LiveInterpreter,
    startedAt: number,
    onOver: () => void,
  ): void {
    const { politeStopSeconds } = this.options;
    const surroundings = { startedAt, inspector: this.#inspector, politeStopSeconds };
    const run = new SupervisedRun(interpreter, request, surroundings, {
      onChunk: (chunk) => this.#channel.notify('trace/append', { runId, chunk }),
      onAsk: () => this.#channel.notify('run/asksForInput', { runId }),
      onEnded: (outcome) => {
        this.#runs.delete(runId);
        if (outcome.kept) this.#keep(runId, interpreter);
        this.#channel.notify('run/ended', { runId, outcome });
        onOver();
      },
    });
    this.#runs.set(runId, run);
  }

  #keep(runId: string, interpreter: LiveInterpreter): void {
    this.#kept.set(runId, interpreter);
    interpreter.keep(() => {
      if (!this.#kept.delete(runId)) return;
      interpreter.end();
      this.#channel.notify('run/released', { runId });
    });
  }

  #release(runId: string): void {
    this.#kept.get(runId)?.end();
    this.#kept.delete(runId);
  }

  #stop(runId: string): void {
    const run = this.#runs.get(runId);
    if (run) run.stop('user');
    else if (this.#starting.has(runId)) this.#stoppedEarly.add(runId);
  }

  #prepareSpare(interpreters: Interpreters): void {
    interpreters.prepareSpare().catch((error: Error) => this.#log(error.message));
  }

  #log(line: string): void {
    this.#channel.notify('engine/log', { line });
  }
}
