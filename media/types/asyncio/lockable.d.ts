import type { Awaitable, Coroutine } from './futures';

/** What a body can hold while it runs. */
export abstract class Lockable {
  /** Acquires, runs the body, and releases however the body ends: `async with`. */
  with<R>(body: () => Awaitable<R> | R): Coroutine<R>;
}
