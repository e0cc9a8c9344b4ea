import { markAwait, type ReadVariables } from '../../runtime';

/** The iterable of a `for await`, which tells its place whenever the loop awaits the next item. */
export function each(site: number, iterable: unknown, variables?: ReadVariables): unknown {
  const { [Symbol.asyncIterator]: iterator } = Object(iterable);
  if (typeof iterator !== 'function') return iterable;
  return {
    [Symbol.asyncIterator]: () => {
      const inner: AsyncIterator<unknown> = Reflect.apply(iterator, iterable, []);
      const mark = <T>(awaitable: T): T => {
        markAwait(site, variables);
        return awaitable;
      };
      return {
        next: () => mark(inner.next()),
        ...(inner.return && { return: () => mark(inner.return?.()) }),
      };
    },
  };
}
