import { MessageChannel } from 'node:worker_threads';
import type { RunOutcome, RunRequest } from '../../protocol/run';
import { TraceEnding } from '../../trace/ending';
import type { TraceChunk } from '../../trace/schema';
import { SIGNAL, STOP_REASON, STOP_REASONS, type StopReason, wake } from '../control';
import { workGrain } from '../work-grain';
import type { FromWorker, ToWorker } from '../worker/messages';
import { crash, stopOf } from '../worker/outcome-messages';
import type { FreshInterpreter } from './interpreters';
import { Profiler } from './profiler';
import { Sockets } from './sockets';

const INTERRUPT_SIGNAL = 2;
/** Time that a program gets to end politely after it was interrupted. */
const POLITE_STOP_MS = 400;

export interface RunListener {
  onChunk(chunk: TraceChunk): void;
  onEnded(outcome: RunOutcome): void;
}

/**
 * One program in its worker, from start to end.
 *
 * 1. `onEnded` is called exactly once, after the chunk with `run.ended`, whatever happens.
 * 2. A stop first interrupts the program, as Ctrl+C does, and then ends its thread.
 */
export class SupervisedRun {
  readonly #ending = new TraceEnding();
  readonly #profiler: Profiler;
  readonly #sockets: Sockets;
  readonly #deadline: ReturnType<typeof setTimeout>;
  #force: ReturnType<typeof setTimeout> | undefined;
  #stopReason: StopReason = 'none';
  #ended = false;

  constructor(
    private readonly interpreter: FreshInterpreter,
    private readonly request: RunRequest,
    private readonly startedAt: number,
    private readonly listener: RunListener,
  ) {
    const { worker, control } = interpreter;
    this.#profiler = new Profiler(control, workGrain(request));
    this.#deadline = setTimeout(() => this.stop('real time'), request.limits.realSeconds * 1000);
    worker.on('message', (message: FromWorker) => this.#receive(message));
    worker.on('error', (error) => this.#crashed(error));
    worker.on('exit', (code) => this.#exited(code));
    const { port1, port2 } = new MessageChannel();
    this.#sockets = new Sockets(port1, control);
    worker.postMessage({ type: 'run', request, sockets: port2 } satisfies ToWorker, [port2]);
  }

  /** Ends the program: politely at first, by force a moment later. */
  stop(reason: StopReason): void {
    if (this.#ended || this.#stopReason !== 'none') return;
    this.#stopReason = reason;
    const { cells } = this.interpreter.control;
    Atomics.store(cells, STOP_REASON, STOP_REASONS.indexOf(reason));
    Atomics.store(cells, SIGNAL, INTERRUPT_SIGNAL);
    wake(this.interpreter.control);
    this.#force = setTimeout(() => void this.interpreter.worker.terminate(), POLITE_STOP_MS);
  }

  #receive(message: FromWorker): void {
    if (this.#ended) return;
    if (message.type === 'chunk') this.#pass(message.chunk);
    else if (message.type === 'ended') this.#end(message.outcome);
  }

  #pass(chunk: TraceChunk): void {
    this.#ending.note(chunk);
    this.listener.onChunk(chunk);
  }

  #crashed(error: Error): void {
    this.#endFor({ ...crash(error), problem: undefined });
  }

  #exited(code: number): void {
    if (this.#stopReason !== 'none') {
      const stop = stopOf(this.#stopReason, this.request.limits);
      this.#endFor({ ...stop, problem: undefined });
      return;
    }
    this.#endFor({
      end: code === 0 ? 'finished' : 'failed',
      exitCode: code,
      message: `The program ended its interpreter at once with exit code ${code}, so its last output may be missing.`,
      problem: undefined,
    });
  }

  /** Ends a run whose worker could not write the end of the trace. */
  #endFor(outcome: Omit<RunOutcome, 'realSeconds'>): void {
    if (this.#ended) return;
    if (!this.#ending.isEnded) {
      this.#pass(this.#ending.chunk(outcome.end, outcome.exitCode, outcome.message));
    }
    this.#end(outcome);
  }

  #end(outcome: Omit<RunOutcome, 'realSeconds'>): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#profiler.dispose();
    this.#sockets.dispose();
    clearTimeout(this.#deadline);
    clearTimeout(this.#force);
    void this.interpreter.worker.terminate();
    this.listener.onEnded({ ...outcome, realSeconds: (Date.now() - this.startedAt) / 1000 });
  }
}
