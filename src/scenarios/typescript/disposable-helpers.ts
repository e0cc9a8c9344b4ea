import { type Adopt, AsyncFunctionCoroutine, type CoroutineOrigin } from '../../runtime';

interface Resource {
  readonly value: unknown;
  /** Undefined for `null` and `undefined`, which need no end. */
  readonly dispose: ((this: unknown) => unknown) | undefined;
  readonly isAsync: boolean;
}

/** What a block with `using` keeps, as TypeScript makes it. */
interface Scope {
  readonly stack: Resource[];
  error: unknown;
  hasError: boolean;
}

const AWAIT_USING: CoroutineOrigin = { qualname: '<await using>', site: 0 };

/**
 * The helpers that TypeScript calls for `using` and `await using`. The end of an `await using` is a
 * coroutine; TypeScript's own would be a promise.
 */
export function disposableHelpers(adopt: Adopt) {
  return {
    __addDisposableResource: addResource,
    __disposeResources: (scope: Scope): unknown => {
      const ends = endsOf(scope);
      if (scope.stack.some(({ isAsync }) => isAsync)) {
        return new AsyncFunctionCoroutine(() => ends, AWAIT_USING, adopt);
      }
      ends.next();
      return undefined;
    },
  };
}

function addResource<T>(scope: Scope, value: T, isAsync: boolean): T {
  const isNothing = value === null || value === undefined;
  if (!isNothing) scope.stack.push({ value, dispose: disposerOf(value, isAsync), isAsync });
  else if (isAsync) scope.stack.push({ value, dispose: undefined, isAsync });
  return value;
}

/** Throws `TypeError` if there is none. */
function disposerOf(value: unknown, isAsync: boolean): Resource['dispose'] {
  if (typeof value !== 'object' && typeof value !== 'function') {
    throw new TypeError('Object expected.');
  }
  const { [Symbol.asyncDispose]: disposeAsync, [Symbol.dispose]: dispose } = Object(value);
  const found = isAsync ? (disposeAsync ?? dispose) : dispose;
  if (typeof found !== 'function') throw new TypeError('Object not disposable.');
  return found;
}

/** Ends the resources of a scope, the last one first, and throws what went wrong in it or here. */
function* endsOf(scope: Scope): Generator<unknown, void, unknown> {
  for (let one = scope.stack.pop(); one !== undefined; one = scope.stack.pop()) {
    try {
      const result = one.dispose?.call(one.value);
      if (one.isAsync) yield result;
    } catch (error) {
      scope.error = scope.hasError ? suppressed(error, scope.error) : error;
      scope.hasError = true;
    }
  }
  if (scope.hasError) throw scope.error;
}

/** JavaScript's `SuppressedError`, which not every engine has. */
function suppressed(error: unknown, earlier: unknown): Error {
  const message = 'An error was suppressed during disposal.';
  return Object.assign(new Error(message), { name: 'SuppressedError', error, suppressed: earlier });
}
