import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { Channel } from '../../protocol/channel';
import type { ClientContract, SupervisorContract } from '../../protocol/engine';
import type { RunOutcome } from '../../protocol/run';
import type { TraceChunk } from '../../trace/schema';
import type { EngineOptions } from '../client-api';
import { processTransport } from '../process-transport';
import type { ClientRun } from './client-run';

export interface ChildListener {
  onChunk(runId: string, chunk: TraceChunk): void;
  onAsk(runId: string): void;
  onEnded(runId: string, outcome: RunOutcome): void;
  /** The interpreter that was kept after a run is gone. */
  onReleased(runId: string): void;
  /** The process is gone; nothing comes any more. */
  onExit(): void;
}

/** The engine's child process, from its start to its end. */
export class Child {
  readonly channel: Channel<ClientContract, SupervisorContract>;
  /** The runs that it was given and that are not over. */
  readonly runs = new Set<ClientRun>();
  readonly #process: ChildProcess;

  constructor(options: EngineOptions, politeStopSeconds: number, listener: ChildListener) {
    const { bundleFolder, cacheFolder, log = () => {} } = options;
    const args = [bundleFolder, cacheFolder, String(politeStopSeconds)];
    this.#process = fork(join(bundleFolder, 'supervisor.js'), args, {
      serialization: 'advanced',
      // The host's debugger and its flags are not meant for the child.
      execArgv: [],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#process.stdout?.on('data', (data: Buffer) => log(firstLine(data)));
    this.#process.stderr?.on('data', (data: Buffer) => log(firstLine(data)));
    this.#process.once('error', (error) =>
      log(`The engine could not be started: ${error.message}`),
    );
    this.channel = new Channel<ClientContract, SupervisorContract>(
      processTransport(this.#process),
      {},
      {
        'trace/append': ({ runId, chunk }) => listener.onChunk(runId, chunk),
        'run/asksForInput': ({ runId }) => listener.onAsk(runId),
        'run/ended': ({ runId, outcome }) => listener.onEnded(runId, outcome),
        'run/released': ({ runId }) => listener.onReleased(runId),
        'engine/log': ({ line }) => log(line),
      },
    );
    // `exit` may come before the last messages; the channel closes after them.
    this.#process.once('disconnect', () => listener.onExit());
  }

  /** Process id, for logs and tests. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }
}

function firstLine(data: Buffer): string {
  return data.toString().split('\n', 1)[0]!.slice(0, 300);
}
