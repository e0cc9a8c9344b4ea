import type { RunOutcome, RunRequest } from '../../protocol/run';
import { scenarioLanguage } from '../../protocol/scenario-language';
import type { TraceChunk } from '../../trace/schema';
import {
  INTERRUPT_SIGNAL,
  SIGNAL,
  STOP_REASON,
  STOP_REASONS,
  type StopReason,
  wake,
} from '../control';
import { workGrain } from '../work-grain';
import type { FromWorker } from '../worker/messages';
import { crash, stopOf } from '../worker/outcome-messages';
import { callOfProbe } from '../worker/probe';
import type { LiveInterpreter } from './live-interpreter';
import { PausableTimer } from './pausable-timer';
import { SignalProfiler } from './signal-profiler';
import type { WorkerInspector } from './worker-inspector';

/** Time that a thread gets to hand on what it has recorded before it is ended by force. */
const LAST_WORDS_MS = 300;
const AFTER_LAST_WORDS_MS = 30;

export interface RunListener {
  onChunk(chunk: TraceChunk): void;
  /** The program wants to read its standard input. */
  onAsk(): void;
  /** The interpreter has been ended, unless the outcome says that it is kept. */
  onEnded(outcome: RunOutcome): void;
}

/** What a run needs of the engine around it. */
export interface Surroundings {
  /** The time at which the run was asked for, as `Date.now()` gives it. */
  readonly startedAt: number;
  readonly inspector: WorkerInspector;
  /** Time that a program gets to end politely after it was interrupted. */
  readonly politeStopSeconds: number;
}

/**
 * One program in its worker, from start to end, or more cells of a program that was kept.
 *
 * 1. `onEnded` is called exactly once, after the chunk with `run.ended`, whatever happens.
 * 2. A stop first interrupts the program, as Ctrl+C does, and then ends its thread; a second one does so at once.
 * 3. A program that had to be ended by force is never kept.
 * 4. Time in which somebody is asked for input does not count for the limit of real time.
 */
export class SupervisedRun {
  /** Other interpreters than Python's have a profiler of their own. */
  readonly #profiler: SignalProfiler | undefined;
  readonly #deadline: PausableTimer;
  #force: ReturnType<typeof setTimeout> | undefined;
  #stopReason: StopReason = 'none';
  #isForced = false;
  #ended = false;

  constructor(
    private readonly interpreter: LiveInterpreter,
    private readonly request: RunRequest,
    private readonly surroundings: Surroundings,
    private readonly listener: RunListener,
  ) {
    this.#profiler =
      scenarioLanguage(request.file) === 'python'
        ? new SignalProfiler(interpreter.control, workGrain(request))
        : undefined;
    const limit = request.limits.realSeconds * 1000;
    this.#deadline = new PausableTimer(limit, () => this.stop('real time'));
    interpreter.run(request, {
      onMessage: (message) => this.#receive(message),
      onAsk: () => this.#ask(),
      onError: (error) => this.#crashed(error),
      onExit: (code) => this.#exited(code),
    });
  }

  /** Ends the program: politely at first, by force a moment later. */
  stop(reason: StopReason): void {
    if (this.#ended) return;
    if (this.#stopReason !== 'none') {
      this.#terminateNow();
      return;
    }
    this.#stopReason = reason;
    const { cells } = this.interpreter.control;
    Atomics.store(cells, STOP_REASON, STOP_REASONS.indexOf(reason));
    Atomics.store(cells, SIGNAL, INTERRUPT_SIGNAL);
    wake(this.interpreter.control);
    const { politeStopSeconds } = this.surroundings;
    this.#force = setTimeout(() => this.#terminate(), politeStopSeconds * 1000);
  }

  /** Answers a program that asked for input; undefined for the end of the input. */
  type(text: string | undefined): void {
    if (this.#ended) return;
    this.#deadline.resume();
    this.interpreter.sockets.type(text);
  }

  #ask(): void {
    if (this.#ended) return;
    this.#deadline.pause();
    this.listener.onAsk();
  }

  /** Does not wait for a program that is being asked politely. */
  #terminateNow(): void {
    if (this.#isForced) return;
    clearTimeout(this.#force);
    this.#terminate();
  }

  /** Ends the thread by force, after what it has recorded, if it can still be asked for that. */
  #terminate(): void {
    const { worker } = this.interpreter;
    this.#isForced = true;
    this.#force = setTimeout(() => this.#kill(), LAST_WORDS_MS);
    this.surroundings.inspector.evaluate(worker, callOfProbe('flush'), () => {
      // What it recorded comes another way than its answer, and may be a little later.
      clearTimeout(this.#force);
      this.#force = setTimeout(() => this.#kill(), AFTER_LAST_WORDS_MS);
    });
  }

  /**
   * Ends the thread, and tries again until it has ended: a thread that is just then asked for its last
   * words takes the end of these for what was meant, and goes on.
   */
  #kill(): void {
    if (this.#ended) return;
    void this.interpreter.worker.terminate();
    this.#force = setTimeout(() => this.#kill(), LAST_WORDS_MS);
  }

  #receive(message: FromWorker): void {
    if (this.#ended) return;
    if (message.type === 'chunk') this.#pass(message.chunk);
    else if (message.type === 'ended') this.#end(message.outcome);
  }

  #pass(chunk: TraceChunk): void {
    this.interpreter.ending.note(chunk);
    this.listener.onChunk(chunk);
  }

  #crashed(error: Error): void {
    // An interpreter that is interrupted while it starts fails, and that is what was asked for.
    if (this.#stopReason === 'none') this.#endFor({ ...crash(error), problem: undefined });
    else this.#endStopped(this.#stopReason);
  }

  #exited(code: number): void {
    if (this.#stopReason !== 'none') {
      this.#endStopped(this.#stopReason);
      return;
    }
    this.#endFor({
      end: code === 0 ? 'finished' : 'failed',
      exitCode: code,
      message: `The program ended its interpreter at once with exit code ${code}, so its last output may be missing.`,
      problem: undefined,
    });
  }

  #endStopped(reason: StopReason): void {
    this.#endFor({ ...stopOf(reason, this.request.limits), problem: undefined });
  }

  /** Ends a run whose worker could not write the end of the trace. */
  #endFor(outcome: Omit<RunOutcome, 'realSeconds'>): void {
    if (this.#ended) return;
    const { ending } = this.interpreter;
    if (!ending.isEnded) this.#pass(ending.chunk(outcome.end, outcome.exitCode, outcome.message));
    this.#end(outcome);
  }

  #end(outcome: Omit<RunOutcome, 'realSeconds'>): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#profiler?.dispose();
    this.#deadline.dispose();
    clearTimeout(this.#force);
    const kept = this.#isForced ? undefined : outcome.kept;
    if (!kept) this.interpreter.end();
    const realSeconds = (Date.now() - this.surroundings.startedAt) / 1000;
    this.listener.onEnded({ ...outcome, kept, realSeconds });
  }
}
