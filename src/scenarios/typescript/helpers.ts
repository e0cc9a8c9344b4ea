import * as tslib from 'tslib';
import { AsyncFunctionCoroutine, type Awaited, type CoroutineOrigin } from '../../runtime';
import { asyncGeneratorHelpers } from './async-generator-helpers';
import { disposableHelpers } from './disposable-helpers';

type Body = (...args: unknown[]) => Generator<unknown, unknown, unknown>;
export type Adopt = (value: unknown) => Awaited;

/** The origins of functions by the number of their place, so that a call makes no new one. */
class Origins {
  readonly #known = new Map<number, CoroutineOrigin>();

  get(site: number, qualname: string): CoroutineOrigin {
    let origin = this.#known.get(site);
    if (origin === undefined) {
      origin = { site, qualname };
      this.#known.set(site, origin);
    }
    return origin;
  }
}

/**
 * The helpers that compiled code calls: TypeScript's own, but what it makes of `async` functions and
 * generators is ours. `adopt` says what an awaited value is that is no awaitable of asyncio.
 */
export function makeHelpers(adopt: Adopt): Record<string, unknown> {
  const origins = new Origins();
  return {
    ...tslib,
    ...asyncGeneratorHelpers(adopt),
    ...disposableHelpers(adopt),
    __awaiter: (
      self: unknown,
      args: ArrayLike<unknown> | undefined,
      _promise: unknown,
      body: Body,
      site: number,
      qualname: string,
    ) =>
      new AsyncFunctionCoroutine(
        () => body.apply(self, Array.from(args ?? [])),
        origins.get(site, qualname),
        adopt,
      ),
  };
}
