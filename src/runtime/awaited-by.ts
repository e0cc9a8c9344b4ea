import { Future } from './future';

/** Who is noted to await a future: mostly nobody or one, so that a set is only made for more. */
export type Awaiters = Future | Set<Future> | undefined;

/**
 * Notes that `waiter` awaits `future`, for call graphs: `asyncio.future_add_to_awaited_by`.
 * A task that awaits a future need not be noted. Does nothing if one of the two is no future.
 */
export function futureAddToAwaitedBy(future: Future, waiter: Future): void {
  if (future instanceof Future && waiter instanceof Future) addAwaiter(future, waiter);
}

/**
 * Notes that `waiter` does not await `future` any more: `asyncio.future_discard_from_awaited_by`.
 * Does nothing if it did not.
 */
export function futureDiscardFromAwaitedBy(future: Future, waiter: Future): void {
  if (future instanceof Future && waiter instanceof Future) discardAwaiter(future, waiter);
}

/** `futureAddToAwaitedBy` for the core itself; nobody is no waiter. */
export function addAwaiter(future: Future, waiter: Future | undefined): void {
  if (waiter === undefined) return;
  const { awaiters } = future;
  if (awaiters === undefined) future.awaiters = waiter;
  else if (awaiters instanceof Set) awaiters.add(waiter);
  else if (awaiters !== waiter) future.awaiters = new Set([awaiters, waiter]);
}

/** `futureDiscardFromAwaitedBy` for the core itself; nobody is no waiter. */
export function discardAwaiter(future: Future, waiter: Future | undefined): void {
  if (waiter === undefined) return;
  const { awaiters } = future;
  if (awaiters === waiter) future.awaiters = undefined;
  else if (awaiters instanceof Set) awaiters.delete(waiter);
}

/**
 * Those who await the future: `Future._asyncio_awaited_by`. Tasks that await it themselves stand in its
 * list of waiters already, so that the most frequent wait of all costs nothing more.
 */
export function awaitersOf(future: Future): readonly Future[] {
  const { awaiters } = future;
  const noted = awaiters instanceof Set ? awaiters : awaiters === undefined ? [] : [awaiters];
  const waiters = future.getWaiters().filter((waiter) => waiter instanceof Future);
  return [...new Set([...noted, ...waiters])];
}
