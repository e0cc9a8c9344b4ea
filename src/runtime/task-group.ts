import { addAwaiter, discardAwaiter } from './awaited-by';
import { nameCallback } from './callback-name';
import type { Coroutine } from './coroutine';
import { CancelledError, KeyboardInterrupt, RuntimeError, SystemExit } from './errors';
import { BaseExceptionGroup } from './exception-group';
import type { Future } from './future';
import { getRunningLoop } from './running-loop';
import type { Task, TaskOptions } from './task';
import { awaitableOfBody, type BodyResult } from './with-body';

/** What left a body; the error itself may be undefined. */
interface BodyFailure {
  readonly error: unknown;
}

/**
 * Tasks that belong together: `asyncio.TaskGroup`.
 *
 *     yield* new TaskGroup().with(function* (group) { group.createTask(…); });
 *
 * 1. The body ends only when all tasks of the group have.
 * 2. The first error, of a task or of the body, cancels the tasks that are left, and the body.
 * 3. All errors that are not cancellations are thrown together, as an exception group.
 */
export class TaskGroup {
  private readonly tasks = new Set<Task>();
  private errors: unknown[] = [];
  private parent: Task | undefined = undefined;
  private entered = false;
  private exiting = false;
  private aborting = false;
  /** We have asked the parent to cancel, and must take that back. */
  private parentCancelRequested = false;
  /** `SystemExit` or `KeyboardInterrupt`; it is thrown alone. */
  private baseError: unknown = undefined;
  private allDone: Future<void> | undefined = undefined;

  /**
   * Runs `body`, waits for the tasks of the group and gives the result of the body. Throws an exception
   * group, `CancelledError`, or `RuntimeError` if this was used before or outside of a task.
   */
  *with<R>(body: (group: this) => BodyResult<R>): Coroutine<R> {
    this.enter();
    let result: R;
    let isClosed = true;
    try {
      result = yield* awaitableOfBody(body(this));
      isClosed = false;
    } catch (error) {
      isClosed = false;
      yield* this.exit({ error });
      throw error;
    } finally {
      // A coroutine that is closed in its body cannot wait for the tasks any more.
      if (isClosed) this.abort();
    }
    yield* this.exit(undefined);
    return result;
  }

  /**
   * Starts a task in the group; the tasks of the group may do so, too, until the last has ended.
   * Throws `RuntimeError` before the body, after the end, and after an error.
   */
  createTask<T>(coroutine: Coroutine<T>, options?: TaskOptions): Task<T> {
    if (!this.entered) this.refuse(coroutine, 'has not been entered');
    if (this.exiting && this.tasks.size === 0) this.refuse(coroutine, 'is finished');
    if (this.aborting) this.refuse(coroutine, 'is shutting down');
    const task = getRunningLoop().createTask(coroutine, options);
    addAwaiter(task, this.parent);
    this.tasks.add(task);
    // Also for an eager task that is done: its error must not cancel the body before the next turn.
    const onTaskDone = () => this.taskDone(task);
    task.addDoneCallback(nameCallback(onTaskDone, 'task group: one is done'));
    return task;
  }

  toString(): string {
    const { size } = this.tasks;
    const parts = ['<TaskGroup'];
    if (size > 0) parts.push(`tasks=${size}`);
    if (this.errors.length > 0) parts.push(`errors=${this.errors.length}`);
    if (this.aborting) parts.push('cancelling');
    else if (this.entered) parts.push('entered');
    return `${parts.join(' ')}>`;
  }

  private refuse(coroutine: Coroutine, why: string): never {
    // So that it does not count as one that was never awaited.
    coroutine.return?.(undefined);
    throw new RuntimeError(`TaskGroup ${this} ${why}`);
  }

  private enter(): void {
    if (this.entered) throw new RuntimeError(`TaskGroup ${this} has already been entered`);
    this.parent = getRunningLoop().currentTask;
    if (this.parent === undefined) {
      throw new RuntimeError(`TaskGroup ${this} cannot determine the parent task`);
    }
    this.entered = true;
  }

  /** Waits for the tasks and throws what the group ends with; `ofBody` is what left the body. */
  private *exit(ofBody: BodyFailure | undefined): Coroutine<void> {
    this.exiting = true;
    const error = ofBody?.error;
    if (isBaseError(error)) this.baseError ??= error;
    if (ofBody !== undefined && !this.aborting) this.abort();
    const cancelled = error instanceof CancelledError ? error : undefined;
    const cancellation = (yield* this.waitForTasks()) ?? cancelled;
    try {
      this.end(ofBody, cancellation);
    } finally {
      // A group that is kept shall not keep the errors, and what they hold, alive.
      this.errors = [];
      this.baseError = undefined;
      this.parent = undefined;
    }
  }

  /** Returns the last cancellation of the parent meanwhile that came from outside. */
  private *waitForTasks(): Coroutine<CancelledError | undefined> {
    let cancellation: CancelledError | undefined;
    while (this.tasks.size > 0) {
      this.allDone ??= getRunningLoop().createFuture<void>();
      this.allDone.purpose = { kind: 'task group', owner: this };
      try {
        yield* this.allDone;
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        if (!this.aborting) {
          cancellation = error;
          this.abort();
        }
      }
      this.allDone = undefined;
    }
    return cancellation;
  }

  private end(ofBody: BodyFailure | undefined, cancellation: CancelledError | undefined): void {
    if (this.baseError !== undefined) throw this.baseError;
    const parent = this.parent!;
    const isOurs = this.parentCancelRequested && parent.uncancel() === 0;
    // Errors are more important than a cancellation.
    if (cancellation !== undefined && !isOurs && this.errors.length === 0) throw cancellation;
    if (ofBody !== undefined && !(ofBody.error instanceof CancelledError)) {
      this.errors.push(ofBody.error);
    }
    if (this.errors.length === 0) return;
    if (parent.cancelling() > 0) {
      // Somebody outside asked as well: the parent shall still see that at its next suspension.
      parent.uncancel();
      parent.cancel();
    }
    throw BaseExceptionGroup.of('unhandled errors in a TaskGroup', this.errors);
  }

  private abort(): void {
    this.aborting = true;
    for (const task of this.tasks) if (!task.done()) task.cancel();
  }

  private taskDone(task: Task): void {
    this.tasks.delete(task);
    discardAwaiter(task, this.parent);
    if (this.tasks.size === 0 && this.allDone?.done() === false) this.allDone.setResult(undefined);
    if (!task.hasFailed) return;
    const error = task.exception();
    this.errors.push(error);
    if (isBaseError(error)) this.baseError ??= error;
    if (this.aborting || this.parentCancelRequested) return;
    // The body may be waiting for something else, which it must not go on with.
    this.abort();
    this.parentCancelRequested = true;
    this.parent?.cancel();
  }
}

function isBaseError(error: unknown): boolean {
  return error instanceof SystemExit || error instanceof KeyboardInterrupt;
}
