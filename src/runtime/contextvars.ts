import type { Coroutine } from './coroutine';
import { LookupError, RuntimeError, ValueError } from './errors';
import { repr } from './repr';
import { awaitableOfBody, type BodyResult } from './with-body';

type Values = ReadonlyMap<ContextVar<unknown>, unknown>;

const NO_VALUES: Values = new Map();

/**
 * Values of context variables: `contextvars.Context`.
 *
 * 1. At each moment one context is current; reading and setting a variable goes there.
 * 2. The values are never changed in place, so that a copy costs the same for any number of them.
 * 3. A context is entered at most once at a time.
 */
export class Context {
  private values: Values = NO_VALUES;
  private previous: Context | undefined = undefined;

  /** Calls `action(...args)` in this context. Throws `RuntimeError` if the context is entered. */
  run<A extends unknown[], R>(action: (...args: A) => R, ...args: A): R {
    this.enter();
    try {
      return action(...args);
    } finally {
      this.leave();
    }
  }

  copy(): Context {
    const copy = new Context();
    copy.values = this.values;
    return copy;
  }

  /** How many variables have a value here: `len(context)`. */
  get size(): number {
    return this.values.size;
  }

  has(variable: ContextVar<unknown>): boolean {
    return this.values.has(variable);
  }

  /** The value of the variable here, without its own default. */
  get<T>(variable: ContextVar<T>): T | undefined;
  get<T, D>(variable: ContextVar<T>, fallback: D): T | D;
  get<T>(variable: ContextVar<T>, fallback?: T): T | undefined {
    return this.values.has(variable) ? (this.values.get(variable) as T) : fallback;
  }

  keys(): IterableIterator<ContextVar<unknown>> {
    return this.values.keys();
  }

  items(): IterableIterator<[ContextVar<unknown>, unknown]> {
    return this.values.entries();
  }

  [Symbol.iterator](): IterableIterator<ContextVar<unknown>> {
    return this.keys();
  }

  toString(): string {
    return '<Context object>';
  }

  /** Makes this context the current one until `leave`. For the loop's handles. */
  enter(): void {
    if (this.previous !== undefined) {
      throw new RuntimeError(`cannot enter context: ${this} is already entered`);
    }
    this.previous = current;
    current = this;
  }

  leave(): void {
    current = this.previous ?? ROOT;
    this.previous = undefined;
  }

  /** For context variables; undefined in place of a box takes the value away. */
  assign<T>(variable: ContextVar<T>, box: { readonly value: T } | undefined): void {
    const values = new Map(this.values);
    if (box === undefined) values.delete(variable);
    else values.set(variable, box.value);
    this.values = values;
  }
}

const ROOT = new Context();
let current = ROOT;

/** A copy of the current context: `contextvars.copy_context`. */
export function copyContext(): Context {
  return current.copy();
}

export interface ContextVarOptions<T> {
  /** What `get` returns where no value is set. */
  default?: T;
}

/** A variable with a value of its own in every context: `contextvars.ContextVar`. */
export class ContextVar<T> {
  constructor(
    readonly name: string,
    private readonly options: ContextVarOptions<T> = {},
  ) {}

  /** The value here, or `fallback`, or the default. Throws `LookupError` if there is none. */
  get(...fallback: [] | [T]): T {
    if (current.has(this)) return current.get(this) as T;
    if (fallback.length > 0) return fallback[0] as T;
    if ('default' in this.options) return this.options.default as T;
    throw new LookupError(String(this));
  }

  /** Sets the value in the current context. The token can bring back what was before. */
  set(value: T): Token<T> {
    const old = current.has(this) ? { value: current.get(this) as T } : undefined;
    const token = new Token<T>(this, current, old);
    current.assign(this, { value });
    return token;
  }

  /**
   * Brings back what was before the `set` that returned `token`.
   * Throws `RuntimeError` if the token was used, `ValueError` if it is of another variable or context.
   */
  reset(token: Token<T>): void {
    if (token.used) throw new RuntimeError(`${token} has already been used once`);
    if (token.variable !== this) {
      throw new ValueError(`${token} was created by a different ContextVar`);
    }
    if (token.context !== current) {
      throw new ValueError(`${token} was created in a different Context`);
    }
    token.used = true;
    current.assign(this, token.old);
  }

  toString(): string {
    const { options } = this;
    const fallback = 'default' in options ? ` default=${repr(options.default)}` : '';
    return `<ContextVar name=${repr(this.name)}${fallback}>`;
  }
}

/** What `ContextVar.set` returns: `contextvars.Token`. */
export class Token<T> {
  /** Stands for "there was no value": `Token.MISSING`. */
  static readonly MISSING = Symbol('Token.MISSING');
  /** Set by `reset`. */
  used = false;

  constructor(
    /** `Token.var`. */
    readonly variable: ContextVar<T>,
    /** The context in which the value was set. */
    readonly context: Context,
    /** The value before, in a box; undefined if there was none. */
    readonly old: { readonly value: T } | undefined,
  ) {}

  get oldValue(): T | typeof Token.MISSING {
    return this.old === undefined ? Token.MISSING : this.old.value;
  }

  /** Runs `body` and then resets the variable: `with variable.set(value): …` of CPython 3.14. */
  *with<R>(body: (token: this) => BodyResult<R>): Coroutine<R> {
    try {
      return yield* awaitableOfBody(body(this));
    } finally {
      this.variable.reset(this);
    }
  }

  toString(): string {
    return `<Token${this.used ? ' used' : ''} var=${this.variable}>`;
  }
}
