import {
  type Adopt,
  AsyncFunctionCoroutine,
  AsyncGenerator,
  AwaitedValue,
  type CoroutineOrigin,
} from '../../runtime';

type Body = (...args: unknown[]) => Generator<unknown, unknown, unknown>;
type Method = (value?: unknown) => unknown;

/** An iterator each of whose methods gives something to await. */
interface AsyncSource {
  next: Method;
  return?: Method;
  throw?: Method;
}

/**
 * The helpers that TypeScript calls for async generators and `for await`, made of the runtime's own
 * async generators. `adopt` says what an awaited value is that is no awaitable of asyncio.
 *
 * `__asyncGenerator` takes two more arguments than TypeScript gives it: place and name of the function.
 */
export function asyncGeneratorHelpers(adopt: Adopt) {
  return {
    __await: (value: unknown) => new AwaitedValue(value),
    __asyncGenerator: (
      self: unknown,
      args: ArrayLike<unknown>,
      body: Body,
      site = 0,
      qualname = body.name,
    ) => new AsyncGenerator(() => body.apply(self, Array.from(args)), { site, qualname }, adopt),
    __asyncDelegator: delegate,
    __asyncValues: (iterable: unknown) => asyncSourceOf(iterable, adopt),
  };
}

/** Passes everything on to another iterator, as `yield*` does in an async generator. */
function* delegate(source: AsyncSource): Generator<unknown, unknown, unknown> {
  let step = yield* stepOf(source.next());
  while (!step.done) {
    let way: 'next' | 'throw' | 'return' = 'return';
    let value: unknown;
    try {
      value = yield step.value;
      way = 'next';
    } catch (error) {
      value = error;
      way = 'throw';
    } finally {
      // An ordinary `yield` here would let the generator around this one go on after its `yield*`.
      if (way === 'return' && source.return) yield new AwaitedValue(source.return(), 'return');
    }
    step = yield* way === 'next' ? stepOf(source.next(value)) : throwInto(source, value);
  }
  return step.value;
}

/** An iterator that cannot be thrown into is closed, and the error goes on. */
function* throwInto(
  source: AsyncSource,
  error: unknown,
): Generator<unknown, IteratorResult<unknown>, unknown> {
  if (source.throw) return yield* stepOf(source.throw(error));
  if (source.return) yield new AwaitedValue(source.return());
  throw error;
}

/** Awaits what a method of an iterator gave. */
function* stepOf(awaitable: unknown): Generator<unknown, IteratorResult<unknown>, unknown> {
  const step = yield new AwaitedValue(awaitable);
  if (isStep(step)) return step;
  throw new TypeError(`Iterator result ${String(step)} is not an object`);
}

function isStep(value: unknown): value is IteratorResult<unknown> {
  return typeof value === 'object' && value !== null;
}

/** The iterator of what stands in `for await` or after `yield*`, which may be an ordinary iterable. */
function asyncSourceOf(iterable: unknown, adopt: Adopt): AsyncSource {
  const { [Symbol.asyncIterator]: makeAsync, [Symbol.iterator]: make } = Object(iterable);
  if (typeof makeAsync === 'function') return makeAsync.call(iterable);
  if (typeof make === 'function') return awaitingEach(make.call(iterable), adopt);
  throw new TypeError(`'for await' requires an iterable, got ${typeof iterable}`);
}

const EACH: CoroutineOrigin = { qualname: '<for await>', site: 0 };

/** Awaits each value of an ordinary iterator. */
function awaitingEach(iterator: Iterator<unknown>, adopt: Adopt): AsyncSource {
  const awaitValue = (step: IteratorResult<unknown>) =>
    new AsyncFunctionCoroutine(
      function* () {
        return { done: step.done === true, value: yield step.value };
      },
      EACH,
      adopt,
    );
  return {
    next: () => awaitValue(iterator.next()),
    return: () => awaitValue(iterator.return?.() ?? { done: true, value: undefined }),
  };
}
