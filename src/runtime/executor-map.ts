import type { ConcurrentFuture } from './concurrent-future';
import { ValueError } from './errors';
import { findThreadHost } from './thread-host';

export interface MapOptions {
  /** Seconds from the call of `map` until the last result. */
  timeout?: number | null;
  /** How many calls a process takes at a time; threads take one. */
  chunksize?: number;
  /** How many calls are handed in ahead of the results; the default is all of them. */
  buffersize?: number | null;
}

/**
 * Hands the calls in and gives their results in order; those that are left are cancelled when nobody
 * asks any more. Throws `ValueError` for a bad size, and what `ConcurrentFuture.result` throws.
 */
export function mapCalls(
  submit: (args: readonly unknown[]) => ConcurrentFuture,
  tuples: Iterator<readonly unknown[]>,
  { timeout, buffersize }: MapOptions,
): IterableIterator<unknown> {
  const ahead = buffersize ?? Number.POSITIVE_INFINITY;
  if (ahead < 1) throw new ValueError('buffersize must be None or >= 1.');
  const { clock } = findThreadHost();
  const end = typeof timeout === 'number' ? clock.time() + timeout : undefined;
  const futures: ConcurrentFuture[] = [];
  const submitNext = () => {
    const next = tuples.next();
    if (!next.done) futures.push(submit(next.value));
    return !next.done;
  };
  // A generator would hand nothing in before the first result is asked for.
  let more = true;
  while (more && futures.length < ahead) more = submitNext();
  const remaining = () => (end === undefined ? undefined : end - clock.time());
  return results(futures, () => more && submitNext(), remaining);
}

function* results(
  futures: ConcurrentFuture[],
  submitNext: () => boolean,
  remaining: () => number | undefined,
): IterableIterator<unknown> {
  try {
    for (;;) {
      if (futures.length > 0) submitNext();
      const future = futures.shift();
      if (future === undefined) return;
      yield future.result(remaining());
    }
  } finally {
    for (const future of futures) future.cancel();
  }
}

/** The first items of all iterables, then the second ones, until one of them ends. */
export function* zip(iterables: readonly Iterable<unknown>[]): IterableIterator<unknown[]> {
  const iterators = iterables.map((iterable) => iterable[Symbol.iterator]());
  while (iterators.length > 0) {
    const items = iterators.map((iterator) => iterator.next());
    if (items.some(({ done }) => done)) return;
    yield items.map(({ value }) => value);
  }
}

/** Lists of `size` items, the last one of what is left. */
export function* batched<T>(items: Iterator<T>, size: number): IterableIterator<T[]> {
  let batch: T[] = [];
  for (let next = items.next(); !next.done; next = items.next()) {
    batch.push(next.value);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

export function splitMapOptions(args: ReadonlyArray<Iterable<unknown> | MapOptions | undefined>): {
  iterables: Iterable<unknown>[];
  options: MapOptions;
} {
  const iterables: Iterable<unknown>[] = [];
  let options: MapOptions = {};
  for (const arg of args) {
    if (arg === undefined) continue;
    if (typeof arg === 'string' || Symbol.iterator in arg) iterables.push(arg);
    else options = arg;
  }
  return { iterables, options };
}
