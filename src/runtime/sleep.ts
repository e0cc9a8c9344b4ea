import { nameCallback } from './callback-name';
import type { Coroutine } from './coroutine';
import { ValueError } from './errors';
import type { Future } from './future';
import { SleepPurpose } from './purpose';
import { getRunningLoop } from './running-loop';
import { checkSeconds } from './seconds';

/**
 * Suspends the task for `delay` seconds and returns `result`; zero or less gives up one turn.
 * Throws `TypeError` if `delay` is no number, `ValueError` if it is NaN: `asyncio.sleep`.
 */
export function sleep(delay: number): Coroutine<undefined>;
export function sleep<T>(delay: number, result: T): Coroutine<T>;
export function* sleep<T>(delay: number, result?: T): Coroutine<T | undefined> {
  checkSeconds(delay, 'delay');
  if (delay <= 0) {
    yield;
    return result;
  }
  if (Number.isNaN(delay)) throw new ValueError('Invalid delay: NaN (not a number)');
  const loop = getRunningLoop();
  const future = loop.createFuture<T | undefined>();
  const timer = loop.callLater(delay, setResultUnlessCancelled, future, result);
  future.purpose = new SleepPurpose(timer.when(), delay);
  try {
    return yield* future;
  } finally {
    timer.cancel();
  }
}

/** `futures._set_result_unless_cancelled`. */
function setResultUnlessCancelled(future: Future, result: unknown): void {
  if (!future.cancelled()) future.setResult(result);
}
nameCallback(setResultUnlessCancelled, 'sleep is over');
