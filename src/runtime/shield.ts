import { addAwaiter, discardAwaiter } from './awaited-by';
import { nameCallback } from './callback-name';
import type { Coroutine } from './coroutine';
import { getEventLoop } from './current-loop';
import { Future } from './future';
import { findRunningLoop } from './running-loop';

/**
 * Keeps the cancellation of whoever waits from reaching `awaitable`: the future that is returned ends
 * as the inner one does, and may be cancelled alone: `asyncio.shield`.
 */
export function shield<T>(awaitable: Future<T> | Coroutine<T>): Future<T> {
  const loop = awaitable instanceof Future ? awaitable.loop : getEventLoop();
  const inner = loop.ensureFuture(awaitable);
  if (inner.done()) return inner;
  const outer = loop.createFuture<T>();
  const innerDone = (): void => {
    if (!outer.done()) settleLike(outer, inner);
  };
  const caller = findRunningLoop()?.currentTask;
  if (caller !== undefined) {
    addAwaiter(inner, caller);
    const clearAwaiter = () => discardAwaiter(inner, caller);
    inner.addDoneCallback(nameCallback(clearAwaiter, 'shield: nobody waits any more'));
  }
  inner.addDoneCallback(nameCallback(innerDone, 'shield: the inner task is done'));
  const outerDone = (): void => {
    if (inner.done()) return;
    inner.removeDoneCallback(innerDone);
    // Nobody is left who would see an exception. However many shields there are, it is told once.
    inner.removeDoneCallback(reportException);
    inner.addDoneCallback(reportException);
  };
  outer.addDoneCallback(nameCallback(outerDone, 'shield: the outer future is done'));
  return outer;
}

function settleLike<T>(outer: Future<T>, inner: Future<T>): void {
  if (inner.cancelled()) {
    outer.cancel();
    return;
  }
  if (inner.hasFailed) outer.setException(inner.exception());
  else outer.setResult(inner.result());
}

function reportException(inner: Future): void {
  if (!inner.hasFailed) return;
  const exception = inner.exception();
  const name = exception instanceof Error ? exception.name : typeof exception;
  const message = `${name} exception in shielded future`;
  inner.loop.callExceptionHandler({ message, exception, future: inner });
}
nameCallback(reportException, 'shield: the inner task is done');
