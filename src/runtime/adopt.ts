import { typeName } from './await-frame';
import { type Coroutine, isCoroutine } from './coroutine';
import { Future } from './future';
import { findRunningLoop } from './running-loop';

/** Makes a future of what only the host can await, such as a promise; undefined for all else. */
export type AdoptAwaitable = (value: unknown) => Future | undefined;

/** What `yield*` can await. Throws `TypeError` if the value cannot be awaited. */
export function checkedAwaitable<T>(value: unknown): Future<T> | Coroutine<T> {
  if (value instanceof Future || isCoroutine(value)) return value as Future<T> | Coroutine<T>;
  const adopted = findRunningLoop()?.adopt(value);
  if (adopted === undefined) throw new TypeError(`'${typeName(value)}' object can't be awaited`);
  return adopted as Future<T>;
}
