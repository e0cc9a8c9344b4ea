import { checkedAwaitable } from './adopt';
import type { Coroutine } from './coroutine';
import { CancelledError, TimeoutError } from './errors';
import type { Future } from './future';
import { getRunningLoop } from './running-loop';
import { checkSeconds } from './seconds';
import { timeout } from './timeout';
import { releaseWaiter } from './wait';

/**
 * Waits for `awaitable` for at most `seconds`, then cancels it, waits until it has ended, and throws
 * `TimeoutError`; undefined or null is no limit: `asyncio.wait_for`. Being cancelled cancels it, too.
 * Throws `TypeError` if `seconds` is no number.
 *
 * With zero seconds or less, only a future that is done already gives its result.
 */
export function* waitFor<T>(
  awaitable: Future<T> | Coroutine<T>,
  seconds: number | null | undefined,
): Coroutine<T> {
  const isUnlimited = seconds === undefined || seconds === null;
  if (!isUnlimited) checkSeconds(seconds, 'timeout');
  if (isUnlimited || seconds > 0) {
    return yield* timeout(seconds).with(function* () {
      return yield* checkedAwaitable<T>(awaitable);
    });
  }
  const future = getRunningLoop().ensureFuture(awaitable);
  if (future.done()) return future.result();
  yield* cancelAndWait(future);
  try {
    return future.result();
  } catch (error) {
    if (error instanceof CancelledError) throw new TimeoutError('', { cause: error });
    throw error;
  }
}

/** Through a future of its own, so that it can itself be cancelled: `tasks._cancel_and_wait`. */
function* cancelAndWait(future: Future): Coroutine<void> {
  const waiter = future.loop.createFuture<void>();
  const release = (): void => releaseWaiter(waiter);
  future.addDoneCallback(release);
  try {
    future.cancel();
    yield* waiter;
  } finally {
    future.removeDoneCallback(release);
  }
}
