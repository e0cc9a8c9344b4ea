import { assertThat } from '../../base/assert';
import type { RunRequest } from '../../protocol/run';
import { realSeconds } from '../../scenarios/clock-source';
import type {
  LivingProgram,
  Scenario,
  ScenarioHost,
  ScenarioResult,
} from '../../scenarios/scenario';
import { Recorder } from '../../trace/recorder';
import { kindNumber, RUN_ENDS, type TraceChunk } from '../../trace/schema';
import {
  BUSY,
  type Control,
  PROGRESS,
  SIGNAL,
  STOP_REASON,
  STOP_REASONS,
  type StopReason,
  WAKE,
  wake,
} from '../control';
import { KEYBOARD } from '../socket-messages';
import { workGrain } from '../work-grain';
import type { FromWorker } from './messages';
import { WorkerNetwork } from './network';
import type { NetworkHub } from './network-hub';
import { installProbe } from './probe';
import { type Ending, endingOf, endingOfAbort } from './run-ending';
import { RunTime } from './run-time';

type Post = (message: FromWorker, transfer?: ArrayBuffer[]) => void;

/** Seconds of real time after which what has been recorded is handed on. */
const FLUSH_INTERVAL = 0.03;

/** Runs a scenario to its end in this thread. */
export type RunLanguage = (
  scenario: Scenario,
  control: Control,
) => ScenarioResult | Promise<ScenarioResult>;

/**
 * Runs one program in a fresh interpreter, and posts its trace and how it ended.
 *
 * 1. A program that lives on can be given more cells. Their trace continues that of the run before, without
 *    its end.
 * 2. Between two runs of it no time passes on its clock.
 */
export class ScenarioRun {
  readonly #recorder: Recorder;
  readonly #time: RunTime;
  #lastFlush = Number.NEGATIVE_INFINITY;
  #request: RunRequest;
  #living: LivingProgram | undefined;
  /** Events before the end of the trace. */
  #endsAt = 0;

  constructor(
    private readonly runLanguage: RunLanguage,
    request: RunRequest,
    private readonly control: Control,
    private readonly hub: NetworkHub,
    private readonly post: Post,
  ) {
    this.#request = request;
    const maxEvents = request.limits.events;
    this.#recorder = new Recorder((chunk) => this.#send(chunk), { maxEvents });
    this.#time = new RunTime(request, control, hub, {
      flush: () => this.#recorder.flush(),
      isStopped: () => this.#stopReason() !== undefined,
    });
  }

  /** Runs the program. True if it lives on, and `runMore` can be called. */
  async run(): Promise<boolean> {
    const { control } = this;
    Atomics.store(control.cells, BUSY, 1);
    const clock = this.#recorder.text(this.#request.clock);
    this.#recorder.add(kindNumber('run.started'), 0, 0, clock, 0, 0, 0);
    return this.#finish(await this.runLanguage(this.#scenario(), control));
  }

  /** Runs one more cell of a program that lives on, and answers as `run`. */
  runMore(request: RunRequest): boolean {
    const living = this.#living;
    assertThat(living !== undefined, 'A program that is over cannot go on.');
    this.#request = request;
    this.#recorder.goBackTo(this.#endsAt);
    this.#time.goOn();
    Atomics.store(this.control.cells, BUSY, 1);
    const untilLine = request.cells?.untilLine ?? 0;
    return this.#finish(
      living.run({ untilLine, unsaved: request.unsaved, limits: this.#limits() }),
    );
  }

  #finish(result: ScenarioResult): boolean {
    this.#end(endingOf(result, this.#request.limits, this.#stopReason()));
    this.#living = result.living;
    this.#time.rest();
    Atomics.store(this.control.cells, BUSY, 0);
    return result.living !== undefined;
  }

  #limits(): Scenario['limits'] {
    const { clock, limits } = this.#request;
    const isVirtual = clock === 'virtual';
    return {
      seconds: isVirtual
        ? this.#time.clock.time() + limits.virtualSeconds
        : Number.POSITIVE_INFINITY,
      steps: limits.steps,
      characters: limits.outputCharacters,
    };
  }

  #scenario(): Scenario {
    const { control } = this;
    const request = this.#request;
    return {
      ...request,
      untilLine: request.cells?.untilLine,
      clock: this.#time.clock,
      recorder: this.#recorder,
      limits: this.#limits(),
      longStep: workGrain(request),
      block: (seconds) => this.#time.block(seconds),
      blockOutside: (seconds) => this.#time.blockOutside(seconds),
      waitForInput: () => {
        // Whoever is to type should see where the program stands.
        this.#recorder.flush();
        this.#time.waitForInput();
      },
      keyboard: (onInput) => this.#keyboard(onInput),
      network: () => new WorkerNetwork(this.hub, this.#time.clock),
      outside: {
        wait: (seconds) => this.#time.waitOutside(seconds),
        wake: () => wake(control),
      },
      onAbort: (reason) => this.#abort(reason),
      onHandle: () => {
        control.cells[PROGRESS]!++;
      },
      onIteration: (host) => this.#onIteration(host),
      onProgress: () => this.#onProgress(),
      onStarted: (host) => this.#installProbe(host),
    };
  }

  /** Lets the supervisor reach a program that is busy. */
  #installProbe(host: ScenarioHost): void {
    installProbe({
      flush: () => {
        host.recordRunningStep?.();
        this.#recorder.flush();
      },
    });
  }

  #send(chunk: TraceChunk): void {
    const { kinds, times, values, integers } = chunk;
    const columns = [kinds, times, values, integers];
    this.post(
      { type: 'chunk', chunk },
      columns.map((column) => column.buffer as ArrayBuffer),
    );
  }

  #onIteration(host: ScenarioHost): void {
    if (this.#onProgress()) this.#time.mark();
    const { cells } = this.control;
    if (Atomics.load(cells, SIGNAL) !== 0 && host.handleSignals()) Atomics.store(cells, SIGNAL, 0);
  }

  /** Hands on what has been recorded, now and then; true if it did. */
  #onProgress(): boolean {
    const now = realSeconds();
    if (now - this.#lastFlush <= FLUSH_INTERVAL) return false;
    this.#lastFlush = now;
    this.#recorder.flush();
    return true;
  }

  #keyboard(onInput: (data: Uint8Array) => void): { ask(): void } {
    this.hub.register(KEYBOARD, (report) => report.type === 'typed' && onInput(report.data));
    return { ask: () => this.hub.post({ type: 'ask', id: KEYBOARD }) };
  }

  #stopReason(): StopReason | undefined {
    const reason = STOP_REASONS[Atomics.load(this.control.cells, STOP_REASON)];
    return reason === 'none' ? undefined : reason;
  }

  /** Ends a program from inside a call that it made: the call never returns. */
  #abort(reason: Error): never {
    this.#end(endingOfAbort(reason, this.#request.limits, this.#stopReason()));
    const { cells } = this.control;
    Atomics.store(cells, BUSY, 0);
    // No code of the program may run any more. The supervisor ends this thread.
    for (;;) Atomics.wait(cells, WAKE, Atomics.load(cells, WAKE));
  }

  #end(ending: Ending): void {
    const recorder = this.#recorder;
    const time = this.#time.clock.time();
    const message = recorder.text(ending.message);
    const end = RUN_ENDS.indexOf(ending.end);
    this.#endsAt = recorder.length;
    recorder.noteDropped(time);
    recorder.add(kindNumber('run.ended'), time, 0, end, ending.exitCode, message, 0);
    recorder.flush();
    this.post({ type: 'ended', outcome: ending });
  }
}
