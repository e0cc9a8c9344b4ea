import { ConcurrentFuture } from './concurrent-future';
import { type Coroutine, isCoroutine } from './coroutine';
import { endsTheRun } from './errors';
import type { Future } from './future';
import type { EventLoop } from './loop';

/**
 * Starts a coroutine on `loop` from outside of it, and gives a future that outside code can look at;
 * cancelling that cancels the task: `asyncio.run_coroutine_threadsafe`.
 * Throws `TypeError` if `coroutine` is none.
 */
export function runCoroutineThreadsafe<T>(
  coroutine: Coroutine<T>,
  loop: EventLoop,
): ConcurrentFuture<T> {
  if (!isCoroutine(coroutine)) throw new TypeError('A coroutine object is required');
  const outside = new ConcurrentFuture<T>();
  loop.callSoonThreadsafe(() => {
    try {
      chain(loop.ensureFuture(coroutine), outside);
    } catch (error) {
      if (endsTheRun(error)) throw error;
      if (outside.setRunningOrNotifyCancel()) outside.setException(error);
    }
  });
  return outside;
}

/** `futures._chain_future`, from a future of a loop to one for outside. */
function chain<T>(inside: Future<T>, outside: ConcurrentFuture<T>): void {
  outside.addDoneCallback(() => {
    if (outside.cancelled()) inside.loop.callSoonThreadsafe(() => inside.cancel());
  });
  inside.addDoneCallback(() => {
    if (inside.cancelled()) outside.cancel();
    if (!outside.setRunningOrNotifyCancel()) return;
    if (inside.hasFailed) outside.setException(inside.exception());
    else outside.setResult(inside.result());
  });
}
