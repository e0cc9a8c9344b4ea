import type { RunOutcome, RunRequest } from '../../protocol/run';
import { SystemClock, VirtualClock } from '../../runtime';
import type { Clock } from '../../runtime/clock';
import { realSeconds } from '../../scenarios/clock-source';
import {
  ProgramEnded,
  type Scenario,
  type ScenarioHost,
  type ScenarioResult,
} from '../../scenarios/scenario';
import { Recorder } from '../../trace/recorder';
import { kindNumber, RUN_ENDS, type TraceChunk } from '../../trace/schema';
import {
  BUSY,
  type Control,
  INTERRUPT_SIGNAL,
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
import { CpuTime } from './cpu-time';
import type { FromWorker } from './messages';
import { WorkerNetwork } from './network';
import type { NetworkHub } from './network-hub';
import { type NodeActivity, quietBefore } from './node-quiet';
import { abortOf, crash, stopOf } from './outcome-messages';
import { installProbe } from './probe';

type Ending = Omit<RunOutcome, 'realSeconds'>;
type Post = (message: FromWorker, transfer?: ArrayBuffer[]) => void;

/** What newer versions of JavaScript have: see `Atomics.waitAsync`. */
interface WaitAsync {
  waitAsync?(
    cells: Int32Array,
    index: number,
    value: number,
    milliseconds: number,
  ): { readonly async: boolean; readonly value: Promise<string> | string };
}

/** A wait that was over before it began. */
const OVER: NodeActivity = { isQuiet: false, wasBusy: false };

/** Seconds of real time after which what has been recorded is handed on. */
const FLUSH_INTERVAL = 0.03;
/** Seconds after which a blocking call on the system clock looks for signals. */
const BLOCK_SLICE = 0.05;
/** Real seconds in which nobody can answer. */
const QUICK_INPUT = 0.05;

/** Runs a scenario to its end in this thread. */
export type RunLanguage = (
  scenario: Scenario,
  control: Control,
) => ScenarioResult | Promise<ScenarioResult>;

/** Runs one program in a fresh interpreter, and posts its trace and how it ended. */
export class ScenarioRun {
  readonly #recorder: Recorder;
  readonly #cpu = new CpuTime();
  readonly #clock: Clock;
  #lastFlush = Number.NEGATIVE_INFINITY;
  #seenWake: number;

  constructor(
    private readonly runLanguage: RunLanguage,
    private readonly request: RunRequest,
    private readonly control: Control,
    private readonly hub: NetworkHub,
    private readonly post: Post,
  ) {
    const maxEvents = request.limits.events;
    this.#recorder = new Recorder((chunk) => this.#send(chunk), { maxEvents });
    this.#seenWake = Atomics.load(control.cells, WAKE);
    const block = (seconds: number | undefined) => this.#wait(seconds);
    this.#clock =
      request.clock === 'virtual'
        ? new VirtualClock({
            now: realSeconds,
            grain: workGrain(request),
            worked: (elapsed) => this.#cpu.worked(elapsed),
            block,
          })
        : new SystemClock({ now: realSeconds, block });
  }

  async run(): Promise<void> {
    const { request, control } = this;
    Atomics.store(control.cells, BUSY, 1);
    const clock = this.#recorder.text(request.clock);
    this.#recorder.add(kindNumber('run.started'), 0, 0, clock, 0, 0, 0);
    this.#end(this.#endingOf(await this.runLanguage(this.#scenario(), control)));
  }

  #scenario(): Scenario {
    const { request, control } = this;
    const { limits } = request;
    return {
      ...request,
      clock: this.#clock,
      recorder: this.#recorder,
      limits: {
        seconds: request.clock === 'virtual' ? limits.virtualSeconds : Number.POSITIVE_INFINITY,
        steps: limits.steps,
        characters: limits.outputCharacters,
      },
      longStep: workGrain(request),
      block: (seconds) => this.#block(seconds),
      blockOutside: (seconds) => this.#blockOutside(seconds),
      waitForInput: () => this.#waitForInput(),
      keyboard: (onInput) => this.#keyboard(onInput),
      network: () => new WorkerNetwork(this.hub, this.#clock),
      outside: {
        wait: (seconds) => this.#waitOutside(seconds),
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
    if (this.#onProgress()) this.#cpu.mark();
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

  /** Waits in real time until `seconds` have passed or the supervisor wakes us. */
  #wait(seconds: number | undefined): void {
    const { cells } = this.control;
    this.#recorder.flush();
    Atomics.store(cells, BUSY, 0);
    Atomics.wait(cells, WAKE, this.#seenWake, seconds === undefined ? undefined : seconds * 1000);
    this.#seenWake = Atomics.load(cells, WAKE);
    Atomics.store(cells, BUSY, 1);
  }

  /** As `#wait`, but Node's own loop goes on turning. True if it has nothing more to do. */
  async #waitOutside(seconds: number): Promise<boolean> {
    const { cells } = this.control;
    this.#recorder.flush();
    Atomics.store(cells, BUSY, 0);
    const { waitAsync }: WaitAsync = Atomics as object;
    const wait = waitAsync?.(cells, WAKE, this.#seenWake, seconds * 1000);
    // A wake that came before the wait takes no time, whatever the machine needs to see it.
    const isOver = wait?.async === false;
    const { isQuiet } = isOver ? OVER : await this.#whileTimeIsReal(seconds, wait?.value);
    // Nobody else would end the wait that is left.
    if (isQuiet) wake(this.control);
    this.#seenWake = Atomics.load(cells, WAKE);
    Atomics.store(cells, BUSY, 1);
    // What woke us may be for a socket, and then the loop has something to run.
    this.hub.poll();
    return isQuiet;
  }

  /** What Node does meanwhile, such as a timer of its own, must see the time at which it happens. */
  async #whileTimeIsReal(seconds: number, wake: unknown): Promise<NodeActivity> {
    const clock = this.#clock;
    if (!(clock instanceof VirtualClock)) return quietBefore(wake);
    clock.beginReal(seconds);
    const activity = await quietBefore(wake);
    clock.endReal(activity.wasBusy);
    return activity;
  }

  /** Blocks the program until `seconds` have passed or a signal came; returns how many passed. */
  #block(seconds: number): number {
    if (this.request.clock === 'virtual') {
      this.#clock.sleep(seconds);
      return seconds;
    }
    const from = this.#clock.time();
    let left = seconds;
    while (left > 0 && Atomics.load(this.control.cells, SIGNAL) === 0) {
      this.#clock.sleep(Math.min(left, BLOCK_SLICE));
      left = from + seconds - this.#clock.time();
    }
    return left > 0 ? seconds - left : seconds;
  }

  /** Blocks the program until the supervisor wakes us, or for `seconds` of real time. */
  #blockOutside(seconds: number | undefined): void {
    const clock = this.#clock;
    if (!(clock instanceof VirtualClock)) {
      this.#wait(seconds);
      return;
    }
    const from = realSeconds();
    clock.exclude(() => this.#wait(seconds));
    clock.sleep(realSeconds() - from);
  }

  /** What comes at once was not typed, and is as quick as a file. */
  #waitForInput(): void {
    if (this.#stopReason() !== undefined) {
      // Nobody will answer, and `input` forgets an interrupt that comes while it shows its prompt.
      Atomics.store(this.control.cells, SIGNAL, INTERRUPT_SIGNAL);
      return;
    }
    const clock = this.#clock;
    if (!(clock instanceof VirtualClock)) {
      this.#wait(undefined);
      return;
    }
    const from = realSeconds();
    clock.exclude(() => this.#wait(undefined));
    const passed = realSeconds() - from;
    if (passed > QUICK_INPUT) clock.sleep(passed);
  }

  #keyboard(onInput: (data: Uint8Array) => void): { ask(): void } {
    this.hub.register(KEYBOARD, (report) => report.type === 'typed' && onInput(report.data));
    return { ask: () => this.hub.post({ type: 'ask', id: KEYBOARD }) };
  }

  #endingOf({ exitCode, problem, notes }: ScenarioResult): Ending {
    const stopped = this.#stopReason();
    if (stopped !== undefined) {
      return { ...stopOf(stopped, this.request.limits), problem: undefined, notes };
    }
    const message = problem?.message ?? '';
    return { end: exitCode === 0 ? 'finished' : 'failed', exitCode, message, problem, notes };
  }

  #stopReason(): StopReason | undefined {
    const reason = STOP_REASONS[Atomics.load(this.control.cells, STOP_REASON)];
    return reason === 'none' ? undefined : reason;
  }

  /** Ends a program from inside a call that it made: the call never returns. */
  #abort(reason: Error): never {
    this.#end(this.#abortEnding(reason));
    const { cells } = this.control;
    Atomics.store(cells, BUSY, 0);
    // No code of the program may run any more. The supervisor ends this thread.
    for (;;) Atomics.wait(cells, WAKE, Atomics.load(cells, WAKE));
  }

  #abortEnding(reason: Error): Ending {
    if (!(reason instanceof ProgramEnded)) return { ...abortOf(reason), problem: undefined };
    const { exitCode, problem } = reason;
    if (exitCode !== undefined) return this.#endingOf({ exitCode, problem });
    return { ...crash(reason.reason), problem: undefined };
  }

  #end(ending: Ending): void {
    const recorder = this.#recorder;
    const time = this.#clock.time();
    const message = recorder.text(ending.message);
    const end = RUN_ENDS.indexOf(ending.end);
    recorder.noteDropped(time);
    recorder.add(kindNumber('run.ended'), time, 0, end, ending.exitCode, message, 0);
    recorder.flush();
    this.post({ type: 'ended', outcome: ending });
  }
}
