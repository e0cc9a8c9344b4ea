import { type Awaitable, type Coroutine, isCoroutine } from './coroutine';
import {
  type CoroutineBody,
  CoroutineObject,
  forgetInnermost,
  type ReadVariables,
  takeAwaitSite,
  takeAwaitVariables,
  type Way,
} from './coroutine-object';
import { RuntimeError } from './errors';
import { Future } from './future';

/** What became of something that was awaited. */
export type Awaited =
  | { readonly kind: 'coroutine'; readonly coroutine: Coroutine }
  | { readonly kind: 'future'; readonly future: Future }
  /** It is no awaitable, and is its own result. */
  | { readonly kind: 'value'; readonly value: unknown };

/**
 * Says what a host makes of a value that is neither a coroutine object nor a future. For the host of a
 * language with generators, a generator is a value; in the core it is a coroutine.
 */
export type Adopt = (value: unknown) => Awaited;

/** How a body goes on after an `await`: on from there, or out of it through its `finally` blocks. */
export type AwaitedWay = 'next' | 'return';

/**
 * Runs a body that awaits by `yield`, up to what the task must wait for.
 *
 * A coroutine that the body awaits runs inline, and gets all that comes from the task. A future that is
 * done goes on at once. The body itself sees only what comes out of its awaits.
 */
export abstract class AwaitFrame<B, T> implements CoroutineBody<T> {
  private generator: Generator<unknown, B, unknown> | undefined = undefined;
  private coroutine: Coroutine | undefined = undefined;
  private future: Future | undefined = undefined;
  private place: number;
  private readVariables: ReadVariables | undefined = undefined;
  /** How the body is resumed next, and with what. */
  private way: Way = 'next';
  /** How the body is resumed when its `await` is over and has not failed. */
  private after: AwaitedWay = 'next';
  /** How the frame itself is resumed. */
  private entry: Way = 'next';
  private value: unknown = undefined;

  constructor(
    /** Makes the generator; called at the first step, since it evaluates default parameters. */
    private readonly makeGenerator: () => Generator<unknown, B, unknown>,
    site: number,
    private readonly adopt: Adopt = adoptGenerator,
  ) {
    this.place = site;
  }

  get awaiting(): unknown {
    return this.coroutine ?? this.future;
  }

  get site(): number {
    return this.place;
  }

  get variables(): ReadVariables | undefined {
    return this.readVariables;
  }

  /** Goes on with `value`. All ways lead through here, so that deep chains take little of the stack. */
  next(value?: unknown): IteratorResult<Awaitable, T> {
    const waits = this.enter(value);
    if (waits !== undefined) return waits;
    for (;;) {
      const { coroutine } = this;
      if (coroutine !== undefined) {
        try {
          const step = this.way === 'next' ? coroutine.next(this.value) : this.interrupt(coroutine);
          if (!step.done) return step;
          if (this.way !== 'return') this.proceed(this.after, step.value);
        } catch (error) {
          this.proceed('throw', error);
        }
        this.coroutine = undefined;
      }
      const step = this.read(this.runBody());
      if (step !== undefined) return step;
    }
  }

  throw(error: unknown): IteratorResult<Awaitable, T> {
    this.entry = 'throw';
    return this.next(error);
  }

  /** Closes what the body awaits, and then the body: its `finally` blocks run, and may await. */
  return(): IteratorResult<Awaitable, T> {
    this.entry = 'return';
    return this.next();
  }

  /** What of a step of the body leaves the frame; undefined if the body goes on. */
  protected abstract read(
    step: IteratorResult<unknown, B>,
  ): IteratorResult<Awaitable, T> | undefined;

  /**
   * Begins an `await`, after which the body is resumed in the way `after`. Gives what the task must
   * wait for, undefined if there is no need to.
   */
  protected begin(
    target: unknown,
    after: AwaitedWay = 'next',
  ): IteratorResult<Awaitable, never> | undefined {
    this.after = after;
    forgetInnermost();
    try {
      const awaited = this.classify(target);
      if (awaited.kind === 'future') return this.beginFuture(awaited.future);
      if (awaited.kind === 'value') {
        this.proceed(after, awaited.value);
      } else {
        this.coroutine = awaited.coroutine[Symbol.iterator]();
        this.proceed('next', undefined);
      }
    } catch (error) {
      this.proceed('throw', error);
    }
    return undefined;
  }

  /** Runs another body in place of the one that is over. */
  protected goOnWith(body: Generator<unknown, B, unknown>): void {
    this.generator = body;
    this.proceed('next', undefined);
  }

  private beginFuture(future: Future): IteratorResult<Awaitable, never> | undefined {
    if (future.done()) {
      this.proceed(this.after, future.result());
      return undefined;
    }
    this.future = future;
    return { done: false, value: future };
  }

  private classify(target: unknown): Awaited {
    if (target instanceof Future) return { kind: 'future', future: target };
    if (target instanceof CoroutineObject) return { kind: 'coroutine', coroutine: target };
    return this.adopt(target);
  }

  /**
   * Notes how it is resumed; a future that was awaited gives what it has. If it is not done, then a
   * second task runs the coroutine, and waits for the future as well.
   */
  private enter(value: unknown): IteratorResult<Awaitable, never> | undefined {
    this.proceed(this.entry, value);
    this.entry = 'next';
    const { future } = this;
    this.future = undefined;
    return future !== undefined && this.way === 'next' ? this.begin(future, this.after) : undefined;
  }

  /** Throws into what is awaited, or closes it. */
  private interrupt(coroutine: Coroutine): IteratorResult<Awaitable, unknown> {
    if (this.way === 'throw') return coroutine.throw(this.value);
    const step = coroutine.return(undefined);
    if (!step.done) throw new RuntimeError('coroutine ignored GeneratorExit');
    return step;
  }

  private proceed(way: Way, value: unknown): void {
    this.way = way;
    this.value = value;
  }

  private runBody(): IteratorResult<unknown, B> {
    const { way, value } = this;
    this.value = undefined;
    if (this.generator === undefined) {
      if (way === 'throw') throw value;
      this.generator = this.makeGenerator();
    }
    let step: IteratorResult<unknown, B>;
    if (way === 'next') step = this.generator.next(value);
    else if (way === 'throw') step = this.generator.throw(value);
    else step = this.generator.return(undefined as B);
    const site = takeAwaitSite();
    if (site !== 0) {
      this.place = site;
      this.readVariables = takeAwaitVariables();
    }
    // A coroutine that is over may be kept for long, its variables must not.
    if (step.done) this.readVariables = undefined;
    return step;
  }
}

/** A coroutine of the core is awaited; any other value is its own result. */
export function asItself(value: unknown): Awaited {
  return isCoroutine(value) ? { kind: 'coroutine', coroutine: value } : { kind: 'value', value };
}

/** Throws `TypeError` for what cannot be awaited in the core. */
function adoptGenerator(value: unknown): Awaited {
  if (isCoroutine(value)) return { kind: 'coroutine', coroutine: value };
  throw new TypeError(`'${typeName(value)}' object can't be awaited`);
}

/** The name of the type of a value in messages. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  return Object.prototype.toString.call(value).slice(8, -1);
}
