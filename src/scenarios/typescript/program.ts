import {
  atItsMoment,
  CoroutineObject,
  Counter,
  EventLoop,
  findRunningWorker,
  InstrumentSet,
  KeyboardInterrupt,
  LimitReached,
  type LogSink,
  LoopAbort,
  LoopStalled,
  observeCoroutines,
  observePrimitives,
  setLoopFactory,
  setSource,
  setThreadHost,
  takeNeverAwaited,
} from '../../runtime';
import { JobRecorder } from '../../trace/job-recorder';
import { PrimitiveRecorder } from '../../trace/primitive-recorder';
import { RunRecorder } from '../../trace/run-recorder';
import type { Position } from '../../trace/schema';
import { StackRecorder } from '../../trace/stack-recorder';
import { realSeconds } from '../clock-source';
import { JobInstrument } from '../job-instrument';
import type { Scenario, ScenarioHost } from '../scenario';
import { CoroutineBirths } from './coroutine-births';
import { CurrentCall } from './current-call';
import { noteAwaitOfError } from './error-awaits';
import type { HotLines } from './hot-lines';
import type { NativePromises } from './native-promises';
import { PrimitiveWatcher } from './primitive-watcher';
import { Sites } from './sites';
import { SourceOfProgram } from './source-of-program';
import { StackReporter } from './stack-reporter';
import { headOf, textOfError } from './stack-text';
import { TaskInstrument } from './task-instrument';
import { UserCode } from './user-code';

/** A loop of the scenario: what ends the run ends it at once, wherever the loop was started. */
class ScenarioLoop extends EventLoop {
  constructor(
    private readonly onAbort: (reason: LoopAbort) => never,
    options: ConstructorParameters<typeof EventLoop>[0],
  ) {
    super(options);
  }

  override runOnce(): void {
    try {
      super.runOnce();
    } catch (error) {
      if (error instanceof LoopAbort) this.onAbort(error);
      throw error;
    }
  }
}

/** What a TypeScript scenario runs on: its loops, its recorder, and the way back to its source. */
export class Program implements ScenarioHost {
  readonly sites = new Sites();
  readonly code = new UserCode(this.sites);
  readonly currentCall = new CurrentCall();
  readonly run: RunRecorder;
  readonly births: CoroutineBirths;
  readonly #instrument: TaskInstrument;
  readonly #jobs: JobInstrument;
  readonly #primitives: PrimitiveWatcher;
  readonly #positions: number[] = [0];
  readonly #taskNumbers = new Counter();
  readonly #loops = new Set<EventLoop>();
  #isInterrupted = false;
  #isBlocked = false;
  /** Real seconds; when the handle that runs began. */
  #handleSince = 0;
  /** The place of the user's call that runs a loop, until its first handle begins. */
  #loopCall = 0;

  constructor(
    private readonly scenario: Scenario,
    private readonly hotLines: HotLines,
    private readonly promises: NativePromises,
  ) {
    const { clock, recorder, record, recordLocals, onHandle } = scenario;
    const time = () => clock.time();
    this.run = new RunRecorder(recorder, time, record);
    const stacks = new StackReporter(new StackRecorder(recorder, time), {
      positionOf: (site) => this.positionOf(site),
      variablesAt: (site) => this.sites.variables(site),
      text: (text) => recorder.text(text),
    });
    this.#primitives = new PrimitiveWatcher(new PrimitiveRecorder(recorder, time, this.run), {
      currentSite: () => this.#currentSite(),
      positionOf: (site) => this.positionOf(site),
      assignedName: (site) => {
        const position = this.sites.get(site);
        return position ? this.code.assignedName(position) : '';
      },
    });
    this.#instrument = new TaskInstrument(this.run, {
      primitiveOf: (owner) => this.#primitives.numberOf(owner),
      ...(recordLocals && { reportStack: (task, number) => stacks.report(task, number) }),
      takeSamples: () => this.recordRunningStep(),
      currentPosition: () => this.positionOf(this.#currentSite() || this.#loopCall),
      positionOf: (site) => this.positionOf(site),
      birthplaceOf: (coroutine) =>
        coroutine instanceof CoroutineObject ? this.positionOf(this.births.siteOf(coroutine)) : 0,
      text: (text) => recorder.text(text),
      time,
      onHandle: () => {
        this.births.nextStep();
        this.currentCall.forget();
        this.#loopCall = 0;
        this.#handleSince = realSeconds();
        onHandle();
      },
    });
    this.#jobs = new JobInstrument(new JobRecorder(recorder, time), {
      submitterOf: ({ submitter }) => (submitter ? this.#instrument.numberOf(submitter) : 0),
      currentPosition: () => this.positionOf(this.code.currentSite()),
      errorText: (error) => recorder.text(headOf(error)),
    });
    this.births = new CoroutineBirths(this.code, this.currentCall, time, (start) => {
      const [calledFrom, awaitedAt] = [start.site, start.awaitSite].map((one) =>
        this.positionOf(one),
      );
      this.run.coroutineStartedLate(start.qualname, start.calledAt, calledFrom!, awaitedAt!);
    });
  }

  /** Makes everything that the core makes by itself belong to this program. */
  install(): void {
    const { clock, record } = this.scenario;
    const watchers = [this.#instrument, this.#jobs, this.#primitives];
    const onError = (error: unknown) => this.#log.error('An instrument failed.', error);
    const hooks = record ? new InstrumentSet(watchers, onError) : undefined;
    setLoopFactory(() => this.#makeLoop());
    setThreadHost({ clock, hooks, log: this.#log });
    observePrimitives(hooks);
    setSource(new SourceOfProgram(this.code, this.sites));
    const { births } = this;
    observeCoroutines({
      created: (coroutine) => (record ? births.created(coroutine) : undefined),
      started: (coroutine) => (record ? births.started(coroutine) : undefined),
      ended: () => (record ? births.ended() : undefined),
      failed: (coroutine, error) => noteAwaitOfError(error, coroutine),
    });
  }

  /** The host is about to make a call for the user, which runs a loop. */
  beginLoopCall(site: number): void {
    this.#loopCall = site;
  }

  /** The recorder's number of a place. */
  positionOf(site: number): number {
    const known = this.#positions[site];
    if (known !== undefined) return known;
    const position = this.sites.get(site);
    const number = position ? this.scenario.recorder.position(position) : 0;
    this.#positions[site] = number;
    return number;
  }

  #currentSite(): number {
    return this.currentCall.known() ?? this.code.currentSite();
  }

  /** Holds the thread for `seconds`, as a call of the user that blocks. */
  block(seconds: number): void {
    const { clock, recorder, limits, onAbort } = this.scenario;
    const frame = this.code.currentFrame();
    const call = (frame && this.code.textOf(frame.position)) ?? `time.sleep(${seconds})`;
    const from = clock.time();
    this.#pass(seconds);
    const to = clock.time();
    if (clock.agenda === clock.mainAgenda) {
      const position = this.positionOf(frame?.site ?? 0);
      if (frame) this.#tellHowToAwait(frame.position, position);
      this.run.block(from, to, recorder.text(call), position);
    }
    if (to > limits.seconds) onAbort(new LimitReached('seconds', limits.seconds));
  }

  #tellHowToAwait(place: Position, position: number): void {
    const call = this.code.sleepingCall(place);
    if (call?.isInFunction) this.run.inFunction(position);
    if (call?.instead) this.run.awaitable(position, this.scenario.recorder.text(call.instead));
  }

  /** The user's code writes something. */
  print(stream: 1 | 2, text: string): void {
    this.output(stream, text, this.scenario.record ? this.positionOf(this.#currentSite()) : 0);
  }

  /** Output of a thread is seen when the thread writes it. `position` is 0 for what nobody has printed. */
  output(stream: 1 | 2, text: string, position = 0): void {
    const worker = findRunningWorker();
    atItsMoment(this.scenario.clock, () => {
      this.run.output(stream, text, position, this.#jobs.numberOf(worker));
      this.scenario.onProgress();
    });
  }

  /** Ends the program as Ctrl+C does: between two handles, so that its `finally` blocks run. */
  handleSignals(): boolean {
    this.#isInterrupted = true;
    if (this.#isBlocked) return true;
    for (const loop of this.#loops) if (loop.isRunning()) loop.callSoon(interrupt);
    return true;
  }

  /** Throws `KeyboardInterrupt` once if the program was interrupted while no loop ran. */
  throwIfInterrupted(): void {
    if (!this.#isInterrupted || [...this.#loops].some((loop) => loop.isRunning())) return;
    this.#isInterrupted = false;
    throw new KeyboardInterrupt();
  }

  /** Lets `seconds` pass. Throws `KeyboardInterrupt` if a signal comes meanwhile. */
  #pass(seconds: number): void {
    this.#isBlocked = true;
    try {
      for (let left = seconds; left > 0; ) {
        left -= this.scenario.block(left);
        if (left > 0) this.scenario.onIteration(this);
        if (left > 0 && this.#isInterrupted) throw new KeyboardInterrupt();
      }
    } finally {
      this.#isBlocked = false;
    }
  }

  /** The lines of the step that runs, if it takes long. */
  recordRunningStep(): void {
    const took = realSeconds() - this.#handleSince;
    if (took < this.scenario.longStep) return;
    for (const { site, seconds } of this.hotLines.take(this.code, took)) {
      this.run.sample(this.positionOf(site), seconds);
    }
  }

  /** Whether the scenario has made a loop. */
  get hasLoop(): boolean {
    return this.#loops.size > 0;
  }

  /** Records the coroutines that nothing has awaited, and gives a warning for each. */
  recordNeverAwaited(): string[] {
    return takeNeverAwaited().map((coroutine) => {
      const site = this.births.siteOf(coroutine);
      this.run.coroutineNeverAwaited(coroutine.qualname, this.positionOf(site));
      const position = this.sites.get(site);
      const place = position ? `${position.file}:${position.line}: ` : '';
      return `${place}RuntimeWarning: ${coroutine.neverAwaitedMessage}`;
    });
  }

  /** What was never awaited may be what the program waits for. */
  #abort(reason: LoopAbort): never {
    if (reason instanceof LoopStalled) this.recordNeverAwaited();
    return this.scenario.onAbort(reason);
  }

  #makeLoop(): EventLoop {
    const { clock, limits, slowCallbackDuration, record, onIteration, network } = this.scenario;
    const onAbort = (reason: LoopAbort) => this.#abort(reason);
    const loop = new ScenarioLoop(onAbort, {
      clock,
      instruments: record ? [this.#instrument] : [],
      limits: { seconds: limits.seconds, steps: limits.steps },
      slowCallbackDuration,
      taskNumbers: this.#taskNumbers,
      log: this.#log,
      poll: () => onIteration(this),
      hostIsBusy: () => this.promises.isAwaited,
      adopt: this.promises.adoptPromise,
      network: network(),
    });
    this.#loops.add(loop);
    return loop;
  }

  readonly #log: LogSink = {
    warning: (message) => this.output(2, `${message}\n`),
    error: (message, error) => {
      const details = error === undefined ? '' : `\n${textOfError(error)}`;
      this.output(2, `${message}${details}\n`);
    },
  };
}

function interrupt(): never {
  throw new KeyboardInterrupt();
}
