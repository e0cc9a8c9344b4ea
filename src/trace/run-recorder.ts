import type { Recorder } from './recorder';
import {
  CALLER,
  GOES_ON,
  IN_FUNCTION,
  kindNumber,
  OUTCOMES,
  READY_CAUSES,
  type ReadyCause,
  WAIT_KINDS,
} from './schema';

const CREATED = kindNumber('task.created');
const READY = kindNumber('task.ready');
const STEP = kindNumber('task.step');
const SUSPENDED = kindNumber('task.suspended');
const ENDED = kindNumber('task.ended');
const CANCELLING = kindNumber('task.cancelling');
const UNCANCELLED = kindNumber('task.uncancelled');
const NAMED = kindNumber('task.named');
const CALLBACK_READY = kindNumber('callback.ready');
const CALLBACK_STARTED = kindNumber('callback.started');
const CALLBACK_ENDED = kindNumber('callback.ended');
const TIMER_SET = kindNumber('timer.set');
const TIMER_CANCELLED = kindNumber('timer.cancelled');
const IDLE = kindNumber('loop.idle');
const BLOCK = kindNumber('block');
const SAMPLE = kindNumber('sample');
const OUTPUT = kindNumber('output');
const DESTROYED = kindNumber('task.destroyed');
const OLD_IDIOM = kindNumber('idiom.found');
const NEVER_AWAITED = kindNumber('coroutine.never-awaited');
const STARTED_LATE = kindNumber('coroutine.started-late');
const NEVER_RETRIEVED = kindNumber('task.never-retrieved');
const LOOP_CLOSED = kindNumber('loop.closed');
const INPUT_ASKED = kindNumber('input.asked');

const YIELD = WAIT_KINDS.indexOf('yield');
const CAUSE = Object.fromEntries(READY_CAUSES.map((cause, index) => [cause, index])) as Record<
  ReadyCause,
  number
>;

/** What the recorder remembers of a task between its events. */
interface TaskMemory {
  /** Where its next step resumes. */
  position: number;
  readonly createdAt: number;
  started: boolean;
  /** It was asked to cancel since its last step. */
  cancelled: boolean;
  /** It was woken while its own step still ran. */
  wokenEarly: boolean;
  wokenBy: number;
  wokenHandle: number;
}

/** What an eager step interrupts. */
interface Interrupted {
  /** 0 for a callback. */
  readonly task: number;
  /** Of a callback; 0 for a step. */
  readonly handle: number;
  readonly name: number;
  readonly cause: number;
  readonly due: number;
  /** Where it created the task of the eager step. */
  readonly position: number;
}

/**
 * Turns what a scenario's loop and tasks do into events, and adds who caused it.
 *
 * 1. The cause of what happens in a step is its task; the cause of what happens in a callback is
 *    the task that scheduled the callback.
 * 2. A task that is woken in its own step is ready only after the step is over.
 * 3. What an eager step interrupts begins once more, as a row of its own, when that step is over.
 */
export class RunRecorder {
  readonly #recorder: Recorder;
  readonly #time: () => number;
  readonly #recordsTasks: boolean;
  readonly #tasks: (TaskMemory | undefined)[] = [undefined];
  #stepOf = 0;
  #cause = 0;
  /** Deadline of the timer whose callback runs; NaN if none does. Seconds. */
  #due = Number.NaN;
  #inHandle = false;
  #iteration = 0;
  #callback = 0;
  #callbackName = 0;
  #callbackPosition = 0;
  readonly #interrupted: Interrupted[] = [];
  /** Text of what could be awaited there, by position of the call. */
  readonly #awaitable = new Map<number, number>();
  /** Positions of calls in functions that cannot await, and of the coroutine's call that led there (0: unknown). */
  readonly #inFunction = new Map<number, number>();

  /** `time` is the clock of the run, in seconds. Without `tasks` only output is recorded. */
  constructor(recorder: Recorder, time: () => number, tasks = true) {
    this.#recorder = recorder;
    this.#time = time;
    this.#recordsTasks = tasks;
  }

  /** The task whose step runs, 0 if none. */
  get currentTask(): number {
    return this.#stepOf;
  }

  /** The task that is the cause of what happens now, 0 if none. */
  get cause(): number {
    return this.#cause;
  }

  newTask(name: string, coroutine: string, createdAt: number, startsAt: number): number {
    const [nameText, coroutineText] = [this.#recorder.text(name), this.#recorder.text(coroutine)];
    return this.newTaskOf(nameText, coroutineText, createdAt, startsAt);
  }

  /** As `newTask`; name and coroutine are given by the numbers of their texts. */
  newTaskOf(name: number, coroutine: number, createdAt: number, startsAt: number): number {
    const task = this.#tasks.length;
    this.#tasks.push({
      position: startsAt,
      createdAt,
      started: false,
      cancelled: false,
      wokenEarly: false,
      wokenBy: 0,
      wokenHandle: 0,
    });
    this.#add(CREATED, task, this.#cause, name, coroutine, createdAt);
    return task;
  }

  renameTask(task: number, name: string): void {
    this.#add(NAMED, task, this.#recorder.text(name), 0, 0, 0);
  }

  /** The next step of a task joined the ready queue as `handle`. */
  taskReady(task: number, handle: number): void {
    const state = this.#tasks[task]!;
    if (task === this.#stepOf) {
      state.wokenEarly = true;
      state.wokenBy = this.#cause;
      state.wokenHandle = handle;
      return;
    }
    this.#add(READY, task, this.#readyCause(state), this.#cause, handle, 0, this.#due);
  }

  beginStep(task: number, handle: number, readyLength: number, iteration: number): void {
    const state = this.#tasks[task]!;
    state.started = true;
    state.cancelled = false;
    state.wokenEarly = false;
    this.#iteration = iteration;
    this.#add(STEP, task, handle, readyLength, iteration, state.position);
    this.#stepOf = task;
    this.#cause = task;
    this.#inHandle = true;
  }

  /** The first step of a task begins inside what runs now; its end is told as that of any step. */
  beginEagerStep(task: number): void {
    this.#interrupted.push({
      task: this.#stepOf,
      handle: this.#callback,
      name: this.#callbackName,
      cause: this.#cause,
      due: this.#due,
      position: this.#tasks[task]!.createdAt,
    });
    this.#due = Number.NaN;
    this.#callback = 0;
    this.beginStep(task, 0, 0, this.#iteration);
  }

  /** The step is over and the task is ready again at once. */
  yielded(task: number, position: number): void {
    this.#leave(task, position);
    this.#add(SUSPENDED, task, YIELD, 0, 0, position);
    this.#goOn();
  }

  /** The step is over and the task waits. `deadline` is in seconds, NaN if there is none. */
  suspended(
    task: number,
    wait: number,
    target: number,
    detail: number,
    position: number,
    deadline: number,
  ): void {
    this.#leave(task, position);
    this.#add(SUSPENDED, task, wait, target, detail, position, deadline);
    const state = this.#tasks[task]!;
    if (state.wokenEarly) {
      const cause = state.cancelled ? CAUSE.cancelled : CAUSE.woken;
      this.#add(READY, task, cause, state.wokenBy, state.wokenHandle, 0);
    }
    this.#goOn();
  }

  /** The step is over, and so is the task. `outcome` is an index into `OUTCOMES`. */
  ended(task: number, outcome: number, exception: number, position: number): void {
    this.#leave(task, position);
    this.#add(ENDED, task, outcome % OUTCOMES.length, exception, 0, position);
    this.#goOn();
  }

  /** `isInterrupt`: what runs now has not asked, but the user. */
  cancelling(task: number, position: number, isInterrupt = false): void {
    this.#tasks[task]!.cancelled = true;
    const by = isInterrupt ? 0 : this.#cause;
    this.#add(CANCELLING, task, by, Number(isInterrupt), 0, position);
  }

  /** A request to cancel was taken back; `left` still stand. */
  uncancelled(task: number, left: number, position: number): void {
    // A task that takes it back in its own step will not hear of it any more.
    if (left === 0 && task === this.#stepOf) this.#tasks[task]!.cancelled = false;
    this.#add(UNCANCELLED, task, left, 0, 0, position);
  }

  callbackReady(handle: number, name: number, position: number): void {
    this.#add(CALLBACK_READY, 0, handle, name, this.#cause, position);
  }

  /** `due` is the deadline of a timer in seconds, NaN for other callbacks. */
  beginCallback(
    handle: number,
    name: number,
    iteration: number,
    position: number,
    cause: number,
    due: number,
  ): void {
    this.#add(CALLBACK_STARTED, 0, handle, name, iteration, position);
    this.#iteration = iteration;
    this.#callback = handle;
    this.#callbackName = name;
    this.#callbackPosition = position;
    this.#cause = cause;
    this.#due = due;
    this.#inHandle = true;
  }

  endCallback(handle: number): void {
    this.#add(CALLBACK_ENDED, 0, handle, 0, 0, 0);
    this.#callback = 0;
    this.#callbackPosition = 0;
    this.#cause = 0;
    this.#due = Number.NaN;
    this.#inHandle = false;
  }

  /** `deadline` is in seconds. */
  timerSet(timer: number, name: number, position: number, deadline: number): void {
    this.#add(TIMER_SET, this.#cause, timer, name, 0, position, deadline);
  }

  timerCancelled(timer: number): void {
    this.#add(TIMER_CANCELLED, this.#cause, timer, 0, 0, 0);
  }

  /** The loop had nothing to do; seconds. */
  idle(from: number, to: number): void {
    if (this.#recordsTasks && to > from) this.#recorder.add(IDLE, from, 0, 0, 0, 0, 0, to);
  }

  /** A loop is closed, and drops what it had scheduled. */
  loopClosed(): void {
    this.#add(LOOP_CLOSED, 0, 0, 0, 0, 0);
  }

  /** A coroutine could await `text` in place of the call at a position, if that blocks. */
  awaitable(position: number, text: number): void {
    this.#awaitable.set(position, text);
  }

  /**
   * The call at a position, if that blocks, stands in a function that cannot await. `caller`: where a
   * coroutine called that function, which is the place for what `awaitable` tells; 0 if it is unknown.
   */
  inFunction(position: number, caller = 0): void {
    this.#inFunction.set(position, caller);
  }

  /**
   * A call held the thread; seconds. `call` is a text. If the loop itself called it (`position` 0),
   * where the callback was scheduled says more than nothing.
   */
  block(from: number, to: number, call: number, position: number, goesOn = false): void {
    const where = position || this.#callbackPosition;
    const caller = this.#inFunction.get(position);
    const inFunction = caller === undefined ? 0 : IN_FUNCTION + CALLER * caller;
    const flags = (goesOn ? GOES_ON : 0) + inFunction;
    const instead = this.#awaitable.get(position) ?? 0;
    this.#recorder.add(BLOCK, from, this.#stepOf, call, flags, instead, where, to);
  }

  /** A call, whose text is given by its number, waits for what somebody types. */
  inputAsked(call: number, position: number): void {
    this.#add(INPUT_ASKED, this.#stepOf, call, 0, 0, position || this.#callbackPosition);
  }

  /** The profiler's sample stands for `seconds`. Outside of steps and callbacks nobody waits for the loop. */
  sample(position: number, seconds: number): void {
    if (!this.#inHandle) return;
    this.#add(SAMPLE, this.#stepOf, 0, 0, 0, position, seconds);
  }

  /** `position`: 0 if it is unknown; `worker`: the thread or process that printed, 0 for the main one. */
  output(stream: 1 | 2, text: string, position = 0, worker = 0): void {
    const number = this.#recorder.newText(text);
    const task = worker === 0 ? this.#stepOf : 0;
    this.#recorder.add(OUTPUT, this.#time(), task, stream, number, worker, position);
  }

  /** Nothing has awaited a coroutine, and nothing will. */
  coroutineNeverAwaited(name: string, position: number): void {
    this.#add(NEVER_AWAITED, 0, this.#recorder.text(name), 0, 0, position);
  }

  /** The program failed because of an idiom of older versions of its language; texts by number. */
  oldIdiom(idiom: number, what: number, edits: number, position: number): void {
    this.#add(OLD_IDIOM, 0, idiom, what, edits, position);
  }

  /** A coroutine begins now, in another step than the one that called it at `calledAt`; seconds. */
  coroutineStartedLate(name: string, calledAt: number, position: number, awaitedAt: number): void {
    const text = this.#recorder.text(name);
    this.#add(STARTED_LATE, this.#stepOf, text, awaitedAt, 0, position, calledAt);
  }

  /** A task was thrown away before it was done. */
  taskDestroyed(task: number): void {
    this.#add(DESTROYED, task, 0, 0, 0, 0);
  }

  /** A task failed, and nobody has asked for its result. */
  neverRetrieved(task: number): void {
    this.#add(NEVER_RETRIEVED, task, 0, 0, 0, 0);
  }

  #readyCause(state: TaskMemory): number {
    if (!state.started) return CAUSE.created;
    if (state.cancelled) return CAUSE.cancelled;
    return Number.isNaN(this.#due) ? CAUSE.woken : CAUSE.timer;
  }

  /** What an eager step interrupted goes on. */
  #goOn(): void {
    const interrupted = this.#interrupted.pop();
    if (interrupted === undefined) return;
    const { task, handle, name, cause, due, position } = interrupted;
    if (task !== 0) this.#add(STEP, task, 0, 0, this.#iteration, position);
    else if (handle !== 0) this.#add(CALLBACK_STARTED, 0, handle, name, this.#iteration, position);
    this.#stepOf = task;
    this.#cause = cause;
    this.#due = due;
    this.#inHandle = task !== 0 || handle !== 0;
    this.#callback = handle;
    this.#callbackName = name;
  }

  #leave(task: number, position: number): void {
    if (position !== 0) this.#tasks[task]!.position = position;
    this.#stepOf = 0;
    this.#cause = 0;
    this.#inHandle = false;
  }

  #add(
    kind: number,
    task: number,
    a: number,
    b: number,
    c: number,
    position: number,
    value?: number,
  ): void {
    if (!this.#recordsTasks) return;
    this.#recorder.add(kind, this.#time(), task, a, b, c, position, value);
  }
}
