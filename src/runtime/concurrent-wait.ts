import type { ConcurrentFuture } from './concurrent-future';
import { TimeoutError, ValueError } from './errors';
import { hold } from './hold';
import { findThreadHost } from './thread-host';
import { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, type WaitOptions } from './wait';

/**
 * Holds the program until the futures are done, as `returnWhen` says, and gives back those that are and
 * those that are not: `concurrent.futures.wait`. Throws `ValueError` for another `returnWhen`, and
 * `RuntimeError` if waiting could never end.
 */
export function concurrentWait<F extends ConcurrentFuture>(
  futures: Iterable<F>,
  { timeout, returnWhen = ALL_COMPLETED }: WaitOptions = {},
): [done: Set<F>, notDone: Set<F>] {
  const all = [...new Set(futures)];
  const conditions = {
    [ALL_COMPLETED]: () => all.every(isDone),
    [FIRST_COMPLETED]: () => all.every(isDone) || all.some(isDone),
    [FIRST_EXCEPTION]: () => all.every(isDone) || all.some(hasFailed),
  };
  const isOver = conditions[returnWhen];
  if (isOver === undefined) throw new ValueError(`Invalid return condition: '${returnWhen}'`);
  try {
    hold(findThreadHost(), { isOver, timeout, call: 'wait()' });
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
  }
  return [new Set(all.filter(isDone)), new Set(all.filter((future) => !future.done()))];
}

/**
 * Gives the futures one by one as they are done; asking for the next one holds the program:
 * `concurrent.futures.as_completed`. Throws `TimeoutError` after `timeout` seconds, and `RuntimeError`
 * if waiting could never end.
 */
export function* concurrentAsCompleted<F extends ConcurrentFuture>(
  futures: Iterable<F>,
  { timeout }: { timeout?: number | null } = {},
): IterableIterator<F> {
  const host = findThreadHost();
  const end = host.clock.time() + (timeout ?? Number.POSITIVE_INFINITY);
  const all = new Set(futures);
  const finished: F[] = [];
  for (const future of all) future.addDoneCallback(() => finished.push(future));
  for (let left = all.size; left > 0; left--) {
    const remaining = end === Number.POSITIVE_INFINITY ? undefined : end - host.clock.time();
    try {
      hold(host, { isOver: () => finished.length > 0, timeout: remaining, call: 'asCompleted()' });
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      throw new TimeoutError(`${left} (of ${all.size}) futures unfinished`);
    }
    yield finished.shift()!;
  }
}

function isDone(future: ConcurrentFuture): boolean {
  return future.done();
}

function hasFailed(future: ConcurrentFuture): boolean {
  return future.hasFailed;
}
