import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { RunRequest } from '../../protocol/run';
import { TraceEnding } from '../../trace/ending';
import { type Control, SIGNAL, STOP_REASON } from '../control';
import type { FromWorker, ToWorker } from '../worker/messages';
import type { FreshInterpreter } from './interpreters';
import { Sockets } from './sockets';

/** Whoever uses an interpreter: a run, or nobody but the one who keeps it. */
export interface InterpreterUser {
  onMessage(message: FromWorker): void;
  /** The program wants to read its standard input. */
  onAsk(): void;
  onError(error: Error): void;
  onExit(code: number): void;
}

/**
 * An interpreter from its first program on, with what belongs to that program beside its thread.
 *
 * 1. It is given one program. Later runs are more cells of it.
 * 2. One user at a time hears of it.
 */
export class LiveInterpreter {
  readonly ending = new TraceEnding();
  readonly sockets: Sockets;
  #socketsOfWorker: MessagePort | undefined;
  #user: InterpreterUser | undefined;

  constructor(private readonly fresh: FreshInterpreter) {
    const { port1, port2 } = new MessageChannel();
    this.#socketsOfWorker = port2;
    this.sockets = new Sockets(port1, fresh.control, () => this.#user?.onAsk());
    fresh.worker
      .on('message', (message: FromWorker) => this.#user?.onMessage(message))
      .on('error', (error) => this.#user?.onError(error))
      .on('exit', (code) => this.#user?.onExit(code));
  }

  get worker(): FreshInterpreter['worker'] {
    return this.fresh.worker;
  }

  get control(): Control {
    return this.fresh.control;
  }

  /** Runs the program of a request, or more cells of the one that it has. */
  run(request: RunRequest, user: InterpreterUser): void {
    this.#user = user;
    const { cells } = this.control;
    // A stop that came too late for the run before is not meant for this one.
    Atomics.store(cells, SIGNAL, 0);
    Atomics.store(cells, STOP_REASON, 0);
    const sockets = this.#socketsOfWorker;
    this.#socketsOfWorker = undefined;
    if (sockets) {
      this.worker.postMessage({ type: 'run', request, sockets } satisfies ToWorker, [sockets]);
    } else {
      this.ending.reopen();
      this.worker.postMessage({ type: 'run-more', request } satisfies ToWorker);
    }
  }

  /** Nobody uses it for now. `onLost` hears if it ends by itself. */
  keep(onLost: () => void): void {
    const nothing = () => {};
    this.#user = { onMessage: nothing, onAsk: nothing, onError: nothing, onExit: onLost };
  }

  /** Ends its thread and closes its sockets. */
  end(): void {
    this.sockets.dispose();
    void this.worker.terminate();
  }
}
