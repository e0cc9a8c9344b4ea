import type { Coroutine } from './coroutine';
import { LoopBound } from './loop-bound';
import { awaitableOfBody, type BodyResult } from './with-body';

/** What a body can hold while it runs: `locks._ContextManagerMixin`. */
export abstract class Lockable extends LoopBound {
  abstract acquire(): Coroutine<true>;
  abstract release(): void;

  /** Acquires, runs the body, and releases however the body ends: `async with`. */
  *with<R>(body: () => BodyResult<R>): Coroutine<R> {
    yield* this.acquire();
    try {
      return yield* awaitableOfBody(body());
    } finally {
      this.release();
    }
  }
}
