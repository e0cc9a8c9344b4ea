import { AsyncGeneratorCall, AT_END, type CallKind } from './async-generator-call';
import { AsyncGeneratorFrame, type Delivery } from './async-generator-frame';
import type { AsyncGenerators } from './async-generators';
import { type Adopt, asItself } from './await-frame';
import type { CoroutineObject, CoroutineOrigin, CoroutineState } from './coroutine-object';
import { StopAsyncIteration } from './errors';
import { findRunningLoop } from './running-loop';

/**
 * What calling an async generator function gives: CPython's async generator.
 *
 * Its body is a generator: what it yields goes to who iterates, except that `yield new AwaitedValue(x)`
 * awaits `x`. It runs only while one of its methods is awaited, and for one call at a time.
 *
 * `asend`, `athrow` and `aclose` are Python's, `next`, `throw` and `return` the same in the form that
 * JavaScript's `for await` wants: they give `{ value, done }` where those throw `StopAsyncIteration`.
 *
 * Nobody counts references here. One that is left before its end stays as it is until it is closed, by
 * its owner or by `loop.shutdownAsyncgens`; CPython closes it soon after the last reference is gone.
 */
export class AsyncGenerator<Y = unknown, R = undefined> {
  private readonly frame: AsyncGeneratorFrame<Y, R>;
  /** Where the loop keeps it while it can be closed. */
  private keeper: AsyncGenerators | undefined = undefined;
  private hasBegun = false;

  constructor(
    makeBody: () => Generator<unknown, R, unknown>,
    private readonly origin: CoroutineOrigin,
    /** Says what is awaited where the body awaits neither a coroutine nor a future. */
    adopt: Adopt = asItself,
  ) {
    this.frame = new AsyncGeneratorFrame(makeBody, origin.site, adopt, () =>
      this.keeper?.forget(this),
    );
  }

  get qualname(): string {
    return this.origin.qualname;
  }

  /** Counterpart of `inspect.getasyncgenstate`. */
  get state(): CoroutineState {
    return this.frame.state;
  }

  /** Whether a call is under way: `ag_running`. */
  get isRunning(): boolean {
    return this.frame.isBusy;
  }

  /** What it awaits: `ag_await`. */
  get awaiting(): unknown {
    return this.frame.awaiting;
  }

  /** The host's number of the place where it stands. */
  get site(): number {
    return this.frame.site;
  }

  /** Awaiting this goes on to the next value. Throws `StopAsyncIteration` at the end: `__anext__`. */
  anext(): CoroutineObject<Y> {
    return this.asend(undefined);
  }

  /** As `anext`; `value` becomes the result of the `yield` where it stands. */
  asend(value: unknown): CoroutineObject<Y> {
    return this.call('asend', value, yieldedValue);
  }

  /** As `anext`, with an error that is thrown where it stands. Gives nothing if it has ended. */
  athrow(error: unknown): CoroutineObject<Y | undefined> {
    return this.call('athrow', error, (delivery) =>
      delivery === AT_END ? undefined : yieldedValue(delivery),
    );
  }

  /**
   * Awaiting this ends it where it stands: its `finally` blocks run, and may await.
   * Throws `RuntimeError` if it yields a value after that.
   */
  aclose(): CoroutineObject<undefined> {
    return this.call('aclose', undefined, () => undefined);
  }

  /** As `asend`, with `{ value, done }`. */
  next(value?: unknown): CoroutineObject<Delivery<Y, R>> {
    return this.call('asend', value, itself);
  }

  /** As `athrow`, with `{ value, done }`. */
  throw(error: unknown): CoroutineObject<Delivery<Y, R>> {
    return this.call('athrow', error, itself);
  }

  /** As `aclose`; gives `value` back as the result. */
  return(value?: R): CoroutineObject<Delivery<Y, R>> {
    return this.call('aclose', undefined, () => ({ done: true, value }));
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  [Symbol.asyncDispose](): CoroutineObject<undefined> {
    return this.aclose();
  }

  get [Symbol.toStringTag](): string {
    return 'AsyncGenerator';
  }

  toString(): string {
    return `<async_generator object ${this.qualname}>`;
  }

  private call<T>(
    kind: CallKind,
    value: unknown,
    finish: (delivery: Delivery<Y, R>) => T,
  ): CoroutineObject<T> {
    if (!this.hasBegun) {
      this.hasBegun = true;
      this.keeper = findRunningLoop()?.asyncGenerators;
      this.keeper?.keep(this);
    }
    return new AsyncGeneratorCall(kind, this.frame, this.origin, value, finish);
  }
}

function yieldedValue<Y, R>(delivery: Delivery<Y, R>): Y {
  if (delivery.done) throw new StopAsyncIteration();
  return delivery.value;
}

function itself<T>(value: T): T {
  return value;
}
