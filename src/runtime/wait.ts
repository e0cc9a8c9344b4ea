import { addAwaiter, discardAwaiter } from './awaited-by';
import { nameCallback } from './callback-name';
import { type Coroutine, isCoroutine } from './coroutine';
import { CoroutineObject } from './coroutine-object';
import { ValueError } from './errors';
import { Future } from './future';
import type { Purpose } from './purpose';
import { repr } from './repr';
import { getRunningLoop } from './running-loop';

export const FIRST_COMPLETED = 'FIRST_COMPLETED';
export const FIRST_EXCEPTION = 'FIRST_EXCEPTION';
export const ALL_COMPLETED = 'ALL_COMPLETED';

/** What ends a `wait`. */
export type ReturnWhen = typeof FIRST_COMPLETED | typeof FIRST_EXCEPTION | typeof ALL_COMPLETED;

const WAIT: Purpose = { kind: 'wait' };
const RETURN_WHEN: readonly string[] = [FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED];

export interface WaitOptions {
  /** Seconds after which what is not done is given back as pending; the default is never. */
  timeout?: number | null;
  /** The default is `ALL_COMPLETED`. A cancelled future is no exception. */
  returnWhen?: ReturnWhen;
}

/**
 * Waits until the futures are done, as `returnWhen` says, and gives back those that are and those that
 * are not: `asyncio.wait`. It cancels nothing, also when it is cancelled itself.
 *
 * Throws `TypeError` for anything but futures, `ValueError` if there is none.
 */
export function* wait<F extends Future>(
  futures: Iterable<F>,
  { timeout, returnWhen = ALL_COMPLETED }: WaitOptions = {},
): Coroutine<[done: Set<F>, pending: Set<F>]> {
  // A generator that nobody made a coroutine of may be one that gives tasks.
  if (futures instanceof Future || futures instanceof CoroutineObject) {
    throw new TypeError(`expect a list of futures, not ${typeName(futures)}`);
  }
  const all = new Set(futures);
  if (all.size === 0) throw new ValueError('Set of Tasks/Futures is empty.');
  if (!RETURN_WHEN.includes(returnWhen)) {
    throw new ValueError(`Invalid return_when value: ${returnWhen}`);
  }
  checkFutures(all);
  yield* untilDone(all, timeout, returnWhen);
  const done = new Set<F>();
  const pending = new Set<F>();
  for (const future of all) (future.done() ? done : pending).add(future);
  return [done, pending];
}

function checkFutures(all: ReadonlySet<unknown>): void {
  for (const one of all) {
    if (one instanceof Future) continue;
    throw new TypeError(
      isCoroutine(one)
        ? 'Passing coroutines is forbidden, use tasks explicitly.'
        : `An asyncio.Future is required, got ${repr(one)}`,
    );
  }
}

function* untilDone(
  futures: ReadonlySet<Future>,
  timeout: number | null | undefined,
  returnWhen: ReturnWhen,
): Coroutine<void> {
  const loop = getRunningLoop();
  const waiter = loop.createFuture<void>();
  const isUnlimited = timeout === undefined || timeout === null;
  const timer = isUnlimited ? undefined : loop.callLater(timeout, releaseWaiter, waiter);
  waiter.purpose = WAIT;
  const caller = loop.currentTask;
  let left = futures.size;
  const oneDone = (future: Future): void => {
    left--;
    discardAwaiter(future, caller);
    const isEnough = left <= 0 || returnWhen === FIRST_COMPLETED;
    if (!isEnough && (returnWhen !== FIRST_EXCEPTION || !retrieveFailure(future))) return;
    timer?.cancel();
    releaseWaiter(waiter);
  };
  nameCallback(oneDone, 'wait: one is done');
  for (const future of futures) {
    future.addDoneCallback(oneDone);
    addAwaiter(future, caller);
  }
  try {
    yield* waiter;
  } finally {
    timer?.cancel();
    for (const future of futures) future.removeDoneCallback(oneDone);
  }
}

/** Whether it has failed, which then counts as retrieved. */
function retrieveFailure(future: Future): boolean {
  if (future.hasFailed) future.exception();
  return future.hasFailed;
}

/** `tasks._release_waiter`. */
export function releaseWaiter(waiter: Future<void>): void {
  if (!waiter.done()) waiter.setResult(undefined);
}
nameCallback(releaseWaiter, 'timeout of wait');

function typeName(value: Future | Coroutine): string {
  return value instanceof Future ? value.kind : 'coroutine';
}
