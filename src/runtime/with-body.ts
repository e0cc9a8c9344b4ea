import { checkedAwaitable } from './adopt';
import { type Coroutine, isCoroutine } from './coroutine';
import { Future } from './future';

/** What the body of a `with` may give: something to await, or its result itself. */
export type BodyResult<R> = Coroutine<R> | Future<R> | R;

/**
 * What to await for the result of a body, which need not be asynchronous. Throws `TypeError` for a
 * promise if the host of the loop cannot await it.
 */
export function awaitableOfBody<R>(given: BodyResult<R>): Coroutine<R> | Future<R> {
  const isOurs = given instanceof Future || isCoroutine(given);
  const isAwaited = isOurs || typeof Object(given).then === 'function';
  return isAwaited ? checkedAwaitable<R>(given) : itself(given as R);
}

/** A coroutine that has nothing to await. */
function* itself<R>(result: R): Coroutine<R> {
  // The empty list is what makes this a generator without a suspension.
  yield* [];
  return result;
}
