import { nameOfCallback } from './callback-name';
import type { Context } from './contextvars';
import { isCoroutine } from './coroutine';
import type { EventLoop } from './loop';
import { repr, reprCall } from './repr';

export type Callback = (...args: never[]) => unknown;

/** The callback of a handle that was cancelled, or of a subclass that overrides `run`. */
const NOTHING: Callback = () => {};
const NO_ARGUMENTS: readonly unknown[] = [];

/**
 * A call that the loop will make once: `asyncio.Handle`.
 *
 * A subclass may override `run`; what it throws is treated as what a callback throws.
 */
export class Handle {
  /** Unique in a loop; shared by handles and timers; increasing in the order of creation. */
  readonly id: number;
  /** What an instrument of the host keeps about the handle. */
  note: unknown = undefined;
  private isCancelled = false;
  private description: string | undefined;

  constructor(
    readonly loop: EventLoop,
    private callback: Callback = NOTHING,
    private args: readonly unknown[] = NO_ARGUMENTS,
    private readonly context: Context | undefined = undefined,
  ) {
    this.id = loop.nextHandleId();
  }

  /** Makes the call. Only the loop calls this (invariant 1 of the architecture). */
  run(): void {
    const { context } = this;
    const call = this.callback as (...args: readonly unknown[]) => unknown;
    if (context === undefined) {
      call(...this.args);
      return;
    }
    context.enter();
    try {
      call(...this.args);
    } finally {
      context.leave();
    }
  }

  /** The context in which the call is made; undefined for whatever is current. */
  getContext(): Context | undefined {
    return this.context;
  }

  /** The loop will pass over this handle. Has no effect on one that ran already. */
  cancel(): void {
    if (this.isCancelled) return;
    // Debug mode can then still name what was cancelled, although the callback is let go.
    if (this.loop.debug) this.description = this.describeCall();
    this.isCancelled = true;
    this.callback = NOTHING;
    this.args = NO_ARGUMENTS;
  }

  /** The loop asks a ready handle once, when its turn comes; a subclass may keep the answer. */
  cancelled(): boolean {
    return this.isCancelled;
  }

  /** What the call is for if it is asyncio's, else the name of the function; costs less than `describeCall`. */
  get callbackName(): string {
    return nameOfCallback(this.callback) || '<anonymous>';
  }

  /** The call in words, such as `greet('Ada')`, for messages and debug output. */
  describeCall(): string {
    return this.description ?? reprCall(this.callback, this.args);
  }

  /** What debug mode calls this handle when it was slow: `base_events._format_handle`. */
  describe(): string {
    return this.toString();
  }

  toString(): string {
    const call = this.isCancelled && this.description === undefined ? [] : [this.describeCall()];
    const mark = this.isCancelled ? ['cancelled'] : [];
    return `<${[this.kind, ...mark, ...this.details(), ...call].join(' ')}>`;
  }

  protected get kind(): string {
    return 'Handle';
  }

  protected details(): string[] {
    return [];
  }
}

/** A call that the loop will make at a time: `asyncio.TimerHandle`. */
export class TimerHandle extends Handle {
  /** True while the timer is in the loop's heap. Set by the loop. */
  scheduled = false;

  constructor(
    loop: EventLoop,
    private readonly deadline: number,
    callback?: Callback,
    args?: readonly unknown[],
    context?: Context,
  ) {
    super(loop, callback, args, context);
  }

  /** The time at which the call is due, in seconds of `loop.time()`. */
  when(): number {
    return this.deadline;
  }

  override cancel(): void {
    if (!this.cancelled()) this.loop.timerCancelled(this);
    super.cancel();
  }

  protected override get kind(): string {
    return 'TimerHandle';
  }

  protected override details(): string[] {
    return [`when=${this.deadline}`];
  }
}

/** `BaseEventLoop._check_callback`, which CPython asks only in debug mode; else the call fails later. */
export function checkCallback(callback: unknown, method: string): void {
  if (isCoroutine(callback)) throw new TypeError(`coroutines cannot be used with ${method}()`);
  if (typeof callback === 'function') return;
  throw new TypeError(`a callable object was expected by ${method}(), got ${repr(callback)}`);
}
