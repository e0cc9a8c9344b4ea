import type { Awaitable, Coroutine } from './coroutine';
import { isCoroutine } from './coroutine';
import { RuntimeError, ValueError } from './errors';
import { Future } from './future';

export type CoroutineState = 'created' | 'running' | 'suspended' | 'closed';

/** What a coroutine object is told about the function that made it. */
export interface CoroutineOrigin {
  /** `__qualname__`. */
  readonly qualname: string;
  /** The host's number of the place where the function begins; 0 if it knows none. */
  readonly site: number;
}

type Step<T> = IteratorResult<Awaitable, T>;

/** Coroutines that nothing has awaited so far, in the order in which they were made. */
const untouched = new Set<CoroutineObject>();

/** The innermost coroutine of the task that was suspended last, until something runs again. */
let innermost: CoroutineObject | undefined;

/** The coroutine object whose body runs now. */
let running: CoroutineObject | undefined;

/** The place of the `await` that is evaluated; its coroutine takes it. */
let awaitSite = 0;

/** Somebody who wants to know where coroutines come from and when they start. */
export interface CoroutineObserver {
  created(coroutine: CoroutineObject): void;
  started(coroutine: CoroutineObject): void;
}

let observer: CoroutineObserver | undefined;

/** For the host; undefined takes the observer away. */
export function observeCoroutines(newObserver: CoroutineObserver | undefined): void {
  observer = newObserver;
}

/** For compiled code: the number of the place of the `await` that comes next. */
export function markAwait(site: number): void {
  awaitSite = site;
}

/** The innermost coroutine of the task whose step has just ended by a suspension. */
export function innermostCoroutine(): CoroutineObject | undefined {
  return innermost;
}

/** The coroutine object whose body runs now, the innermost one if it is awaited by others. */
export function runningCoroutine(): CoroutineObject | undefined {
  return running;
}

/** Takes the coroutines that nothing has awaited; each is named once. */
export function takeNeverAwaited(): CoroutineObject[] {
  const coroutines = [...untouched];
  untouched.clear();
  return coroutines;
}

/**
 * What calling a coroutine function gives: CPython's coroutine object.
 *
 * 1. It runs nothing until it is awaited, and can be awaited once.
 * 2. It knows where it stands: its state, what it awaits, and the place of that `await`.
 *
 * The body is a generator of the core: what it yields goes to the task.
 */
export class CoroutineObject<T = unknown> implements Coroutine<T> {
  private current: CoroutineState = 'created';
  private generator: Generator<unknown, T, unknown> | undefined = undefined;
  private place: number;
  private below: CoroutineObject | undefined = undefined;

  constructor(
    /** Makes the generator; called when the coroutine starts. */
    private readonly makeBody: () => Generator<unknown, T, unknown>,
    private readonly origin: CoroutineOrigin,
  ) {
    this.place = origin.site;
    untouched.add(this);
    observer?.created(this);
  }

  get qualname(): string {
    return this.origin.qualname;
  }

  /** Counterpart of `inspect.getcoroutinestate`. */
  get state(): CoroutineState {
    return this.current;
  }

  /** The host's number of the place where it stands: its `await`, or its beginning. */
  get site(): number {
    return this.place;
  }

  /** The place where the function that made it begins. */
  get firstSite(): number {
    return this.origin.site;
  }

  /**
   * The next coroutine object that runs or is suspended inside of it, also if a coroutine of the core,
   * which cannot be looked into, stands between the two.
   */
  get inner(): CoroutineObject | undefined {
    return this.below;
  }

  /** What it awaits: `cr_await`. */
  get awaiting(): unknown {
    return undefined;
  }

  next(value?: unknown): Step<T> {
    return this.resume(false, value);
  }

  /** As `next`: the name in Python. */
  send(value: unknown): Step<T> {
    return this.resume(false, value);
  }

  /** Throws `error` at the `await` where it stands. Before its start, ends it with the error. */
  throw(error: unknown): Step<T> {
    return this.resume(true, error);
  }

  /**
   * Ends it where it stands; its `finally` blocks run.
   * Throws `RuntimeError` if it awaits something while it is being closed.
   */
  close(): void {
    if (this.current === 'running') throw new ValueError('coroutine already executing');
    untouched.delete(this);
    const wasSuspended = this.current === 'suspended';
    this.current = 'closed';
    if (!wasSuspended) return;
    this.closeAwaited();
    if (!this.body.return(undefined as T).done) {
      throw new RuntimeError('coroutine ignored GeneratorExit');
    }
  }

  /** As `close`: the name that JavaScript calls. */
  return(value: T): Step<T> {
    this.close();
    return { done: true, value };
  }

  [Symbol.iterator](): this {
    if (this.current === 'suspended' || this.current === 'running') {
      throw new RuntimeError('coroutine is being awaited already');
    }
    return this;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  get [Symbol.toStringTag](): string {
    return 'Coroutine';
  }

  toString(): string {
    return `<coroutine object ${this.qualname}>`;
  }

  protected get body(): Generator<unknown, T, unknown> {
    this.generator ??= this.makeBody();
    return this.generator;
  }

  /** Runs to the next thing that the task must wait for, or to the end. */
  protected advance(throws: boolean, value: unknown): Step<T> {
    const step = throws ? this.body.throw(value) : this.body.next(value);
    return step as Step<T>;
  }

  /** Closes what it awaits, before it is closed itself. */
  protected closeAwaited(): void {}

  protected takeSite(): void {
    if (awaitSite !== 0) this.place = awaitSite;
    awaitSite = 0;
  }

  private resume(throws: boolean, value: unknown): Step<T> {
    if (this.current === 'closed') {
      throw new RuntimeError('cannot reuse already awaited coroutine');
    }
    if (this.current === 'running') throw new ValueError('coroutine already executing');
    if (this.current === 'created') {
      untouched.delete(this);
      observer?.started(this);
    }
    this.current = 'running';
    innermost = undefined;
    const outer = running;
    running = this;
    if (outer !== undefined) outer.below = this;
    let goesOn = false;
    try {
      const step = this.advance(throws, value);
      goesOn = step.done !== true;
      return step;
    } finally {
      running = outer;
      if (outer !== undefined && !goesOn) outer.below = undefined;
      if (goesOn) {
        this.current = 'suspended';
        innermost ??= this;
      } else {
        this.current = 'closed';
        innermost = undefined;
      }
    }
  }
}

/** What became of something that was awaited. */
export type Awaited =
  | { readonly kind: 'coroutine'; readonly coroutine: Coroutine }
  | { readonly kind: 'future'; readonly future: Future }
  /** It is no awaitable, and is its own result. */
  | { readonly kind: 'value'; readonly value: unknown };

/**
 * The coroutine of an `async` function of a scenario: each `yield` of its body is an `await`.
 * An awaited coroutine runs inline; an awaited future suspends the task if it is not done.
 */
export class AsyncFunctionCoroutine<T = unknown> extends CoroutineObject<T> {
  private awaitedCoroutine: Coroutine | undefined = undefined;
  private awaited: unknown = undefined;

  constructor(
    makeBody: () => Generator<unknown, T, unknown>,
    origin: CoroutineOrigin,
    /** Says what the host makes of a value that is neither a coroutine nor a future. */
    private readonly adopt: (value: unknown) => Awaited = refuse,
  ) {
    super(makeBody, origin);
  }

  override get awaiting(): unknown {
    return this.awaited;
  }

  protected override advance(firstThrows: boolean, firstValue: unknown): Step<T> {
    let throws = firstThrows;
    let value = firstValue;
    this.awaited = this.awaitedCoroutine;
    for (;;) {
      const inner = this.awaitedCoroutine;
      try {
        if (inner !== undefined) {
          const step = throws ? inner.throw(value) : inner.next(value);
          if (!step.done) return step;
          this.forget();
          throws = false;
          value = step.value;
        }
      } catch (error) {
        this.forget();
        throws = true;
        value = error;
      }
      const step = throws ? this.body.throw(value) : this.body.next(value);
      if (step.done) return step;
      this.takeSite();
      const outcome = this.begin(step.value);
      if (outcome.suspends !== undefined) return { done: false, value: outcome.suspends };
      throws = outcome.throws;
      value = outcome.value;
    }
  }

  protected override closeAwaited(): void {
    this.awaitedCoroutine?.return(undefined);
    this.forget();
  }

  private forget(): void {
    this.awaitedCoroutine = undefined;
    this.awaited = undefined;
  }

  /** Begins to await: a coroutine is only noted, a future that is done gives what it has. */
  private begin(target: unknown): { suspends?: Future; throws: boolean; value: unknown } {
    try {
      const awaited = this.classify(target);
      if (awaited.kind === 'value') return { throws: false, value: awaited.value };
      if (awaited.kind === 'coroutine') {
        this.awaitedCoroutine = checkedForAwait(awaited.coroutine);
        this.awaited = this.awaitedCoroutine;
        return { throws: false, value: undefined };
      }
      const { future } = awaited;
      if (future.done()) return { throws: false, value: future.result() };
      this.awaited = future;
      return { suspends: future, throws: false, value: undefined };
    } catch (error) {
      return { throws: true, value: error };
    }
  }

  private classify(target: unknown): Awaited {
    if (target instanceof Future) return { kind: 'future', future: target };
    if (isCoroutine(target)) return { kind: 'coroutine', coroutine: target };
    return this.adopt(target);
  }
}

/** Throws `RuntimeError` for a coroutine that somebody else awaits. */
function checkedForAwait(coroutine: Coroutine): Coroutine {
  return coroutine instanceof CoroutineObject ? coroutine[Symbol.iterator]() : coroutine;
}

/** `await` on something that cannot be awaited. */
function refuse(value: unknown): never {
  throw new TypeError(`object ${typeof value} can't be used in 'await' expression`);
}
