import { nameCallback } from './callback-name';
import type { Coroutine } from './coroutine';
import { CancelledError, RuntimeError, TimeoutError } from './errors';
import type { Handle } from './handle';
import { getRunningLoop } from './running-loop';
import { checkSeconds } from './seconds';
import type { Task } from './task';
import { awaitableOfBody, type BodyResult } from './with-body';

/** In the words of CPython's messages. */
type TimeoutState = 'created' | 'active' | 'expiring' | 'expired' | 'finished';

/**
 * Limits how long its body may take: `asyncio.Timeout`, made by `timeout` or `timeoutAt`.
 *
 * When the time has come it cancels the task, and turns the `CancelledError` that leaves the body
 * into a `TimeoutError`, unless somebody else asked the task to cancel, too.
 */
export class Timeout {
  private state: TimeoutState = 'created';
  private timer: Handle | undefined = undefined;
  private task: Task | undefined = undefined;
  /** Requests to cancel the task that stood before; they are not ours. */
  private earlierRequests = 0;

  constructor(private deadline: number | undefined) {
    nameCallback(this.strike, 'timeout is over');
  }

  /** The deadline in seconds of `loop.time()`; undefined if there is none. */
  when(): number | undefined {
    return this.deadline;
  }

  /**
   * Moves the deadline; one that has passed strikes in the next iteration, undefined is none.
   * Throws `RuntimeError` before the body begins, and once the time limit has struck or the body ended.
   */
  reschedule(when: number | null | undefined): void {
    if (this.state === 'created') throw new RuntimeError('Timeout has not been entered');
    if (this.state !== 'active') {
      throw new RuntimeError(`Cannot change state of ${this.state} Timeout`);
    }
    this.deadline = when ?? undefined;
    this.timer?.cancel();
    this.timer = this.deadline === undefined ? undefined : this.schedule(this.deadline);
  }

  /** Whether the time limit has struck. */
  expired(): boolean {
    return this.state === 'expiring' || this.state === 'expired';
  }

  /**
   * Runs `body` within the limit: `async with`. Throws `TimeoutError`, or `RuntimeError` if this was
   * used before or outside of a task.
   */
  *with<R>(body: (timeout: this) => BodyResult<R>): Coroutine<R> {
    this.enter();
    try {
      return yield* awaitableOfBody(body(this));
    } catch (error) {
      if (this.exit() && error instanceof CancelledError) {
        throw new TimeoutError('', { cause: error });
      }
      throw error;
    } finally {
      // The body may end without an error, also because its coroutine is closed.
      if (this.state === 'active' || this.state === 'expiring') this.exit();
    }
  }

  toString(): string {
    const when = this.deadline === undefined ? 'None' : Number(this.deadline.toFixed(3));
    return `<Timeout [${this.state}]${this.state === 'active' ? ` when=${when}` : ''}>`;
  }

  private enter(): void {
    if (this.state !== 'created') throw new RuntimeError('Timeout has already been entered');
    const task = getRunningLoop().currentTask;
    if (task === undefined) throw new RuntimeError('Timeout should be used inside a task');
    this.state = 'active';
    this.task = task;
    this.earlierRequests = task.cancelling();
    this.reschedule(this.deadline);
  }

  /** Returns whether a cancellation that leaves the body is ours alone. */
  private exit(): boolean {
    this.timer?.cancel();
    this.timer = undefined;
    const hasStruck = this.state === 'expiring';
    this.state = hasStruck ? 'expired' : 'finished';
    return hasStruck && this.task!.uncancel() <= this.earlierRequests;
  }

  private schedule(when: number): Handle {
    const loop = getRunningLoop();
    if (when <= loop.time()) return loop.callSoon(this.strike);
    return loop.callAt(when, this.strike);
  }

  private readonly strike = (): void => {
    this.task?.cancel();
    this.state = 'expiring';
    this.timer = undefined;
  };
}

/**
 * Limits a body to `delay` seconds from now; undefined or null is no limit: `asyncio.timeout`.
 *
 *     yield* timeout(1).with(function* () { … });
 */
export function timeout(delay: number | null | undefined): Timeout {
  const loop = getRunningLoop();
  if (delay === undefined || delay === null) return new Timeout(undefined);
  checkSeconds(delay, 'delay');
  return new Timeout(loop.time() + delay);
}

/** As `timeout`, with the deadline in seconds of `loop.time()`: `asyncio.timeout_at`. */
export function timeoutAt(when: number | null | undefined): Timeout {
  return new Timeout(when ?? undefined);
}
