import { atItsMoment, EventLoop, LimitReached, type LoopAbort } from '../../runtime';
import type { Clock } from '../../runtime/clock';
import type { Limits } from '../../runtime/limits';
import { PrimitiveRecorder } from '../../trace/primitive-recorder';
import type { Recorder } from '../../trace/recorder';
import { RunRecorder } from '../../trace/run-recorder';
import { kindNumber, WAIT_KINDS } from '../../trace/schema';
import { StackRecorder } from '../../trace/stack-recorder';
import { realSeconds } from '../clock-source';
import { orPropagate } from './answers';
import { ChannelInstrument, PythonChannel } from './channel';
import type { DirectCalls, PythonFunction } from './direct-calls';
import { FreeTime } from './free-time';
import { PythonImports } from './imports';
import type { SignalGate } from './signal-gate';
import { TaskPlaces } from './task-places';
import { ThreadLanes } from './thread-lanes';
import { PythonThreads } from './threads';

/** A function of Python that is taken back when the call returns, unless it is copied. */
interface ToCopy {
  copy(): PythonFunction;
}

const CELL_STARTED = kindNumber('cell.started');
const CELL_SHOWN = kindNumber('cell.shown');

export interface PythonHostOptions {
  readonly calls: DirectCalls;
  readonly clock: Clock;
  readonly recorder: Recorder;
  /** Record what tasks do, not only what is printed. */
  readonly record: boolean;
  /** Record the stacks and variables of waiting tasks. */
  readonly recordLocals: boolean;
  readonly limits: Limits;
  readonly slowCallbackDuration: number;
  /** Open as long as a loop runs. */
  readonly signals: SignalGate;
  /** A path of the interpreter as the machine knows it. */
  readonly hostPath: (path: string) => string;
  /** Holds the thread for at most some seconds of the clock and returns how many passed. */
  readonly block: (seconds: number) => number;
  /** The scenario cannot or may not go on. Must not return. */
  readonly onAbort: (reason: LoopAbort) => never;
  /** Called when a handle begins and when it ends. */
  readonly onHandle: () => void;
  /** Called in each iteration of the loop, between its handles. */
  readonly onIteration: () => void;
  /** Called for each sample. */
  readonly onProgress: () => void;
}

/** The functions that `bridge.py` takes over, on top of one recorder and one clock. */
export class PythonHost {
  readonly run: RunRecorder;
  readonly recording: boolean;
  readonly recording_locals: boolean;
  /** For loops that are not shown. */
  readonly #silent: RunRecorder;
  readonly #stacks: StackRecorder;
  readonly #primitives: PrimitiveRecorder;
  readonly wait_kinds = WAIT_KINDS.join(',');
  readonly threads: PythonThreads;
  readonly lanes: ThreadLanes;
  readonly places: TaskPlaces;
  readonly imports: PythonImports;
  readonly #free: FreeTime;
  readonly #channels: PythonChannel[] = [];
  readonly #instrument: ChannelInstrument;
  #lastSample = 0;
  #limits: Limits;

  constructor(private readonly options: PythonHostOptions) {
    const { calls, recorder, clock, record, recordLocals, onHandle, block } = options;
    const time = () => clock.time();
    this.#limits = options.limits;
    this.recording = record;
    this.recording_locals = record && recordLocals;
    this.#stacks = new StackRecorder(recorder, time);
    this.run = new RunRecorder(recorder, time, record);
    this.places = new TaskPlaces({
      memory: calls.coroutineMemory(),
      run: this.run,
      record,
      recordLocals,
    });
    this.#silent = new RunRecorder(recorder, time, false);
    const primitives = new PrimitiveRecorder(recorder, time, this.run);
    this.#primitives = primitives;
    this.threads = new PythonThreads({ clock, recorder, run: this.run, record, block });
    const runningNumber = () => this.threads.runningNumber();
    this.lanes = new ThreadLanes({ clock, primitives, runningNumber });
    this.#free = new FreeTime(clock);
    this.imports = new PythonImports({
      clock,
      free: this.#free,
      isLoopRunning: () => this.#channels.some(({ loop }) => loop.isRunning()),
      held: (from, call, position) => this.held(from, call, position),
    });
    this.#instrument = new ChannelInstrument(this.run, time, onHandle);
  }

  readonly open_loop = (runHandle: ToCopy, locate: ToCopy): PythonChannel => {
    const { calls, clock, slowCallbackDuration, signals, onAbort, onIteration, record } =
      this.options;
    // The tasks of a loop in a thread are not shown.
    const isShown = record && !this.threads.running;
    const instruments = isShown ? [this.#instrument] : [];
    const loop = new EventLoop({
      clock,
      instruments,
      limits: this.#limits,
      slowCallbackDuration,
      poll: onIteration,
      hostIsBusy: () => channel.isWatched,
    });
    // Python takes its reference back when the call returns; a copy stays until the loop is closed.
    const run = this.threads.running ? this.#silent : this.run;
    const channel: PythonChannel = new PythonChannel(
      this.#channels.length,
      loop,
      run,
      calls.callable(runHandle.copy()),
      calls.callable(locate.copy()),
      this.places,
      signals,
      onAbort,
    );
    this.#channels.push(channel);
    return channel;
  };

  readonly call_soon = (channel: number, handle: number, task: number): void => {
    this.#channels[channel]!.callSoon(handle, task);
  };

  readonly call_soon_callback = (
    channel: number,
    handle: number,
    name: number,
    position: number,
  ): void => {
    this.#channels[channel]!.callSoonCallback(handle, name, position);
  };

  readonly call_at = (
    channel: number,
    timer: number,
    when: number,
    name: number,
    position: number,
  ): void => {
    this.#channels[channel]!.callAt(timer, when, name, position);
  };

  readonly cancel_handle = (channel: number, handle: number): void => {
    this.#channels[channel]!.cancelHandle(handle);
  };

  readonly cancel_timer = (channel: number, timer: number): void => {
    this.#channels[channel]!.cancelTimer(timer);
  };

  /** The program begins; what came before was our own work. */
  readonly begin_program = () => this.options.clock.beginWork();

  readonly end_program = () => this.options.clock.endWork();

  /** The program does not live on, so a signal may interrupt it anywhere. */
  readonly open_signals = () => {
    this.options.signals.isShut = false;
  };

  readonly interrupt_later = () => this.options.signals.interruptLater();

  readonly begin_free = () => this.#free.begin();

  readonly end_free = () => this.#free.end();

  readonly rename_task = (task: number, name: string) => this.run.renameTask(task, name);

  readonly begin_eager_step = (task: number) => this.run.beginEagerStep(task);

  readonly yielded = (task: number, position: number) => this.run.yielded(task, position);

  readonly cancelling = (task: number, position: number, isInterrupt: boolean) =>
    this.run.cancelling(task, position, isInterrupt);

  readonly uncancelled = (task: number, left: number, position: number) =>
    this.run.uncancelled(task, left, position);

  readonly frame = (task: number, depth: number, count: number, moved: number, position: number) =>
    Number(this.#stacks.frame(task, depth, count, moved !== 0, position));

  readonly local = (task: number, depth: number, name: number, value: number) =>
    Number(this.#stacks.local(task, depth, name, value));

  readonly suspended = (
    task: number,
    wait: number,
    target: number,
    detail: number,
    position: number,
    deadline: number,
  ) => this.run.suspended(task, wait, target, detail, position, deadline);

  readonly ended = (task: number, outcome: number, exception: number, position: number) =>
    this.run.ended(task, outcome, exception, position);

  readonly never_retrieved = (task: number) => this.run.neverRetrieved(task);

  readonly task_destroyed = (task: number) => this.run.taskDestroyed(task);

  readonly never_awaited = (name: string, position: number) =>
    this.run.coroutineNeverAwaited(name, position);

  readonly old_idiom = (idiom: number, what: number, edits: number, position: number) =>
    this.run.oldIdiom(idiom, what, edits, position);

  /** A cell begins; `title` is the number of a text. */
  readonly cell_started = (index: number, title: number, position: number) => {
    const { recorder, clock } = this.options;
    recorder.add(CELL_STARTED, clock.time(), 0, index, title, 0, position);
  };

  /** The value of a cell is shown; `text` is the number of what is seen of it. */
  readonly cell_shown = (index: number, text: number, position: number) => {
    const { recorder, clock } = this.options;
    recorder.add(CELL_SHOWN, clock.time(), this.run.currentTask, index, text, 0, position);
  };

  readonly new_primitive = (
    kind: string,
    name: string,
    level: number,
    limit: number,
    position: number,
  ): number =>
    this.threads.running ? 0 : this.#primitives.created(kind, name, level, limit, position);

  readonly primitive_changed = (primitive: number, level: number) =>
    this.#primitives.changed(primitive, level);

  readonly text = (text: string) => this.options.recorder.text(text);

  readonly position = (
    file: string,
    line: number,
    column: number,
    endLine: number,
    endColumn: number,
    name: string,
  ) => {
    const { recorder, hostPath } = this.options;
    return recorder.position({ file: hostPath(file), line, column, endLine, endColumn, name });
  };

  readonly awaitable = (position: number, text: number) => this.run.awaitable(position, text);

  readonly in_function = (position: number, caller: number) =>
    this.run.inFunction(position, caller);

  /** Holds the thread for `seconds` and returns how many passed. */
  readonly block = (seconds: number, call: number, position: number): number => {
    const from = this.options.clock.time();
    const passed = orPropagate(() => this.threads.pausing(() => this.options.block(seconds)));
    this.held(from, call, position);
    return passed;
  };

  /**
   * A call has held the thread since `from`; it is not worth telling if it has no text. `goesOn`: it is
   * the call that was told of last.
   */
  readonly held = (from: number, call: number, position: number, goesOn = false): void => {
    const { clock, onAbort } = this.options;
    const limits = this.#limits;
    const to = clock.time();
    if (call !== 0 && !this.threads.isInBranch) this.run.block(from, to, call, position, goesOn);
    if (limits.seconds !== undefined && to > limits.seconds) {
      onAbort(new LimitReached('seconds', limits.seconds));
    }
  };

  /** A call waits for what somebody types; `call` is the number of its text. What a thread waits for holds nobody else. */
  readonly inputAsked = (call: number, position: number): void => {
    if (!this.threads.isInBranch) this.run.inputAsked(call, position);
  };

  /** The program has run up to here, and other limits hold for what comes. */
  renewLimits(limits: Limits): void {
    this.#limits = limits;
    for (const { loop } of this.#channels) loop.limits.renew(limits);
  }

  /** Output of a thread is seen when the thread writes it. */
  output(stream: 1 | 2, text: string, position: number): void {
    this.threads.settle();
    const worker = this.threads.runningNumber();
    atItsMoment(this.options.clock, () => {
      this.run.output(stream, text, position, worker);
      this.options.onProgress();
    });
  }

  /** A sample stands for the real time since the last one, or since the handle began. */
  readonly sample = (position: number) => {
    const now = realSeconds();
    const since = Math.max(this.#lastSample, this.#instrument.handleSince);
    this.#lastSample = now;
    // What a thread does holds nobody, nor does what is free.
    if (!this.threads.running && !this.#free.isNow) this.run.sample(position, now - since);
    this.options.onProgress();
  };

  /** The interpreter has signals to handle while a loop may be waiting. */
  handleSignals(): boolean {
    for (const channel of this.#channels) if (channel.loop.isRunning()) channel.handleSignals();
    return false;
  }
}
