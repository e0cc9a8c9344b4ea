import type { Awaitable, Coroutine } from './futures';

/** Values of context variables; each task has a copy of its own: `contextvars.Context`. */
export class Context implements Iterable<ContextVar<unknown>> {
  /**
   * Calls `action(...args)` in this context.
   * @throws RuntimeError if the context is entered already
   */
  run<A extends unknown[], R>(action: (...args: A) => R, ...args: A): R;

  copy(): Context;

  /** How many variables have a value here. */
  readonly size: number;

  has<T>(variable: ContextVar<T>): boolean;

  /** The value of the variable here, else `fallback`; its own default does not count. */
  get<T>(variable: ContextVar<T>): T | undefined;
  get<T, D>(variable: ContextVar<T>, fallback: D): T | D;

  keys(): IterableIterator<ContextVar<unknown>>;

  items(): IterableIterator<[ContextVar<unknown>, unknown]>;

  [Symbol.iterator](): IterableIterator<ContextVar<unknown>>;
}

/** A copy of the current context: `contextvars.copy_context`. */
export function copyContext(): Context;

/** A variable with a value of its own in every task: `contextvars.ContextVar`. */
export class ContextVar<T> {
  /** @param options `default` is what `get` returns where no value is set */
  constructor(name: string, options?: { default?: T });

  readonly name: string;

  /**
   * The value here, or `fallback`, or the default.
   * @throws LookupError if there is none
   */
  get(...fallback: [] | [T]): T;

  /** Sets the value in the current context. The token can bring back what was before. */
  set(value: T): Token<T>;

  /**
   * Brings back what was before the `set` that returned `token`.
   * @throws RuntimeError if the token was used, ValueError if it is of another variable or context
   */
  reset(token: Token<T>): void;
}

/** What `ContextVar.set` returns: `contextvars.Token`. */
export class Token<T> {
  private constructor();

  /** Stands for "there was no value". */
  static readonly MISSING: unique symbol;

  readonly variable: ContextVar<T>;

  /** The value before. */
  readonly oldValue: T | typeof Token.MISSING;

  /** Runs `body`, and then resets the variable: `with variable.set(value)`. */
  with<R>(body: (token: this) => Awaitable<R> | R): Coroutine<R>;
}
