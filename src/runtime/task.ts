import { type Context, copyContext } from './contextvars';
import { type Coroutine, isCoroutine } from './coroutine';
import { CancelledError, endsTheRun, InvalidStateError, RuntimeError } from './errors';
import { describeCoroutine, type Frame } from './frames';
import { Future, type FutureWaiter } from './future';
import { Handle } from './handle';
import type { Place } from './line';
import type { EventLoop } from './loop';
import type { PrintOptions } from './print';
import { repr, reprOnce } from './repr';
import { printStackOf, type StackOptions, stackOf } from './task-stack';

export interface TaskOptions {
  /** The default is `Task-1`, `Task-2`, … */
  name?: string;
  /** The context in which the coroutine runs; the default is a copy of the current one. */
  context?: Context;
  /** Runs the coroutine to its first suspension at once, if the loop runs. */
  eagerStart?: boolean;
}

/** How a coroutine is resumed: with a value, or with an error thrown at its `yield`. */
interface Resumption {
  readonly throws: boolean;
  readonly value: unknown;
}

const WITH_NOTHING: Resumption = { throws: false, value: undefined };

/** The handle of one step of a task, so that observers can tell which task a handle belongs to. */
export class StepHandle extends Handle {
  constructor(
    loop: EventLoop,
    readonly task: Task<unknown>,
    private readonly resumption: Resumption,
    /** The future whose end made the task ready, if there was one. */
    readonly wokenBy: Future | undefined,
  ) {
    super(loop);
  }

  override run(): void {
    this.task.step(this.wokenBy === undefined ? this.resumption : outcomeOf(this.wokenBy));
  }

  override getContext(): Context {
    return this.task.getContext();
  }

  override describeCall(): string {
    return `step(${this.task})`;
  }

  override describe(): string {
    return this.task.toString();
  }
}

/**
 * Runs a coroutine on the loop: `asyncio.Task`.
 *
 * A task that is not done is in one of three states.
 * 1. It waits for a future that is not done, and no step is scheduled.
 * 2. A step is scheduled, and it waits for nothing or for a future that is done.
 * 3. It is running, waits for nothing, and no step is scheduled.
 * From 1 to 2 leads `scheduleWakeup`, from 2 to 3 `step`.
 */
export class Task<T = unknown> extends Future<T> implements FutureWaiter {
  /** What an instrument of the host keeps about the task. */
  note: unknown = undefined;
  private name: string;
  private readonly context: Context;
  private waitingOn: Future | undefined = undefined;
  private mustCancel = false;
  private cancelRequests = 0;
  private endedAtOnce = false;
  private readonly placeAmongLive: Place<Task<unknown>>;

  /** Throws `TypeError` if `coroutine` is none. */
  constructor(
    loop: EventLoop,
    private readonly coroutine: Coroutine<T>,
    { name, context, eagerStart = false }: TaskOptions = {},
  ) {
    super(loop);
    if (!isCoroutine(coroutine)) {
      throw new TypeError(`a coroutine was expected, got ${repr(coroutine)}`);
    }
    this.name = String(name ?? `Task-${loop.futures.nextTaskNumber()}`);
    this.context = context ?? copyContext();
    this.placeAmongLive = loop.futures.addTask(this);
    loop.hooks?.taskCreated(this, loop.currentTask);
    if (eagerStart && loop.isRunning()) this.startNow();
    else this.scheduleStep(WITH_NOTHING);
  }

  /** Undefined if the task ended while it was being created: then nothing is left of its coroutine. */
  getCoro(): Coroutine<T> | undefined {
    return this.endedAtOnce ? undefined : this.coroutine;
  }

  /** The context in which the coroutine runs. */
  getContext(): Context {
    return this.context;
  }

  getName(): string {
    return this.name;
  }

  setName(name: string): void {
    this.name = String(name);
  }

  /** The future that the task waits for: `Task._fut_waiter`. */
  getWaitingOn(): Future | undefined {
    return this.waitingOn;
  }

  /** Where the task stands, or where its exception came from, oldest frame first: `get_stack`. */
  getStack(options: StackOptions = {}): Frame[] {
    return stackOf(this, options);
  }

  /** Prints what `getStack` gives as Python prints a traceback: `print_stack`. */
  printStack(options: StackOptions & PrintOptions = {}): void {
    printStackOf(this, options);
  }

  override setResult(_value: T): never {
    throw new RuntimeError('Task does not support set_result operation');
  }

  override setException(_error: unknown): never {
    throw new RuntimeError('Task does not support set_exception operation');
  }

  /**
   * Asks the task to cancel: `CancelledError` is thrown into its coroutine at its next step, and the
   * coroutine may clean up or even refuse. Returns false if the task is done.
   */
  override cancel(message?: string): boolean {
    this.loop.futures.noteRetrieved(this);
    if (this.done()) return false;
    this.cancelRequests++;
    this.loop.hooks?.cancelRequested(this, this.loop.currentTask);
    // What the task waits for stays noted: it may be a task that refuses and must be asked again.
    if (this.waitingOn?.cancel(message)) return true;
    this.mustCancel = true;
    this.cancelMessage = message;
    return true;
  }

  /** How many requests to cancel stand: calls of `cancel` less calls of `uncancel`. */
  cancelling(): number {
    return this.cancelRequests;
  }

  /** Takes one request to cancel back and returns how many are left. */
  uncancel(): number {
    if (this.cancelRequests > 0) {
      this.cancelRequests--;
      this.loop.hooks?.uncancelled(this, this.cancelRequests);
    }
    if (this.cancelRequests === 0) this.mustCancel = false;
    return this.cancelRequests;
  }

  scheduleWakeup(future: Future): void {
    this.loop.schedule(new StepHandle(this.loop, this, WITH_NOTHING, future));
  }

  /** Runs the coroutine to its next suspension: `Task.__step`. Only step handles call this. */
  step(resumption: Resumption): void {
    if (this.done()) throw new InvalidStateError(`step(): already done: ${this}`);
    const { loop } = this;
    this.waitingOn = undefined;
    this.context.enter();
    loop.futures.enter(this);
    loop.hooks?.beforeTaskStep(this);
    try {
      this.advance(this.withCancellation(resumption));
    } finally {
      loop.hooks?.afterTaskStep(this, this.waitingOn);
      loop.futures.leave();
      this.context.leave();
    }
  }

  override toString(): string {
    return reprOnce(this, () => super.toString());
  }

  override get kind(): string {
    return 'Task';
  }

  protected override stateText(): string {
    return this.cancelRequests > 0 && !this.done() ? 'cancelling' : super.stateText();
  }

  protected override details(): string[] {
    const coroutine = this.endedAtOnce ? undefined : describeCoroutine(this.coroutine);
    return [
      `name=${repr(this.name)}`,
      ...(coroutine === undefined ? [] : [`coro=<${coroutine}>`]),
      ...(this.waitingOn === undefined ? [] : [`wait_for=${this.waitingOn}`]),
      ...super.details(),
    ];
  }

  protected override announceDone(): void {
    this.loop.futures.removeTask(this.placeAmongLive);
    super.announceDone();
    this.loop.hooks?.taskDone(this);
  }

  /** Makes the first step inside of the one that creates the task: `Task.__eager_start`. */
  private startNow(): void {
    const { futures } = this.loop;
    const creator = futures.swap(undefined);
    try {
      this.step(WITH_NOTHING);
    } finally {
      futures.swap(creator);
      this.endedAtOnce = this.done();
    }
  }

  private scheduleStep(resumption: Resumption): void {
    this.loop.schedule(new StepHandle(this.loop, this, resumption, undefined));
  }

  /** A cancellation that is due replaces what the coroutine would have been resumed with. */
  private withCancellation(resumption: Resumption): Resumption {
    if (!this.mustCancel) return resumption;
    this.mustCancel = false;
    if (resumption.throws && resumption.value instanceof CancelledError) return resumption;
    return { throws: true, value: this.makeCancelledError() };
  }

  private advance(first: Resumption): void {
    let resumption = first;
    for (;;) {
      let yielded: IteratorResult<unknown, T>;
      try {
        yielded = resumption.throws
          ? this.coroutine.throw(resumption.value)
          : this.coroutine.next(resumption.value);
      } catch (error) {
        this.endWith(error);
        return;
      }
      if (yielded.done) {
        this.endNormally(yielded.value);
        return;
      }
      const awaited = yielded.value;
      // A future that is done does not suspend: `Future.__await__` only yields a pending one.
      if (!(awaited instanceof Future) || !awaited.done()) {
        this.suspend(awaited);
        return;
      }
      resumption = outcomeOf(awaited);
    }
  }

  private endNormally(value: T): void {
    if (this.mustCancel) {
      // The task was cancelled right before its coroutine returned.
      this.mustCancel = false;
      this.cancelNow(this.cancelMessage);
    } else {
      this.finish(value, undefined, false);
    }
  }

  private endWith(error: unknown): void {
    if (error instanceof CancelledError) {
      this.cancelledError = error;
      this.cancelNow(undefined);
      return;
    }
    this.finish(undefined, error, true);
    if (endsTheRun(error)) throw error;
  }

  private suspend(awaited: unknown): void {
    if (awaited === undefined) {
      this.scheduleStep(WITH_NOTHING);
    } else if (this.canWaitFor(awaited)) {
      awaited.addWaiter(this);
      this.waitingOn = awaited;
      if (this.mustCancel && awaited.cancel(this.cancelMessage)) this.mustCancel = false;
    } else {
      this.scheduleStep({ throws: true, value: new RuntimeError(this.mistakeIn(awaited)) });
    }
  }

  private canWaitFor(awaited: unknown): awaited is Future {
    return awaited instanceof Future && awaited.loop === this.loop && awaited !== this;
  }

  /** Why the task cannot wait for what its coroutine yielded. */
  private mistakeIn(awaited: unknown): string {
    if (awaited === this) return `Task cannot await on itself: ${this}`;
    if (awaited instanceof Future) {
      return `Task ${this} got Future ${awaited} attached to a different loop`;
    }
    return isCoroutine(awaited)
      ? `yield was used instead of yield* for generator in task ${this} with ${repr(awaited)}`
      : `Task got bad yield: ${repr(awaited)}`;
  }
}

function outcomeOf(future: Future): Resumption {
  try {
    return { throws: false, value: future.result() };
  } catch (error) {
    return { throws: true, value: error };
  }
}
