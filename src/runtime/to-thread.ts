import { copyContext } from './contextvars';
import type { Coroutine } from './coroutine';
import { checkCallback } from './handle';
import { getRunningLoop } from './running-loop';

/**
 * Runs `action(...args)` in a thread, in a copy of the current context, and gives its result:
 * `asyncio.to_thread`. Throws what it throws, and `TypeError` for no function. A cancelled
 * task goes on, and so does the thread.
 */
export function* toThread<A extends unknown[], R>(
  action: (...args: A) => R,
  ...args: A
): Coroutine<R> {
  const loop = getRunningLoop();
  checkCallback(action, 'toThread');
  const context = copyContext();
  const call = (...given: A) => context.run(action, ...given);
  // Whoever shows the job calls it by the name of the user's function.
  Object.defineProperty(call, 'name', { value: action.name });
  return yield* loop.runInExecutor(undefined, call, ...args);
}
