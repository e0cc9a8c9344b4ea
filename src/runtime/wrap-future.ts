import { nameCallback } from './callback-name';
import { ConcurrentCancelledError, ConcurrentFuture } from './concurrent-future';
import { getEventLoop } from './current-loop';
import { CancelledError } from './errors';
import { Future } from './future';
import type { EventLoop } from './loop';
import { repr } from './repr';

/**
 * A future of a loop for one of `concurrent.futures`: `asyncio.wrap_future`. Cancelling it cancels a
 * job that has not begun. A future of a loop stays as it is. Throws `TypeError` for anything else.
 */
export function wrapFuture<T>(
  future: ConcurrentFuture<T> | Future<T>,
  { loop }: { loop?: EventLoop } = {},
): Future<T> {
  if (future instanceof Future) return future;
  if (!(future instanceof ConcurrentFuture)) {
    throw new TypeError(`concurrent.futures.Future is expected, got ${repr(future)}`);
  }
  return chainToLoop(future, loop ?? getEventLoop());
}

/** `futures._chain_future`, from a future for outside to a new one of `loop`. */
export function chainToLoop<T>(outside: ConcurrentFuture<T>, loop: EventLoop): Future<T> {
  const inside = loop.createFuture<T>();
  const callCheckCancel = (): void => {
    if (inside.cancelled()) outside.cancel();
  };
  inside.addDoneCallback(nameCallback(callCheckCancel, 'executor: its future is done'));
  outside.addDoneCallback(() => {
    const setFutureState = () => copyOutcome(outside, inside);
    nameCallback(setFutureState, 'executor: the result is here');
    if (!loop.isClosed()) loop.callSoonThreadsafe(setFutureState);
  });
  return inside;
}

/** `futures._copy_future_state`. */
function copyOutcome<T>(from: ConcurrentFuture<T>, to: Future<T>): void {
  if (to.done()) return;
  if (from.cancelled()) {
    to.cancel();
    return;
  }
  if (!from.hasFailed) {
    to.setResult(from.result());
    return;
  }
  const error = from.exception();
  to.setException(error instanceof ConcurrentCancelledError ? new CancelledError() : error);
}
