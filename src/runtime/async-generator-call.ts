import type { AsyncGeneratorFrame, Delivery } from './async-generator-frame';
import type { Awaitable } from './coroutine';
import {
  type CoroutineBody,
  CoroutineObject,
  type CoroutineOrigin,
  type ReadVariables,
  type Way,
} from './coroutine-object';
import { RuntimeError, StopAsyncIteration } from './errors';

/** The method of CPython's that was called. */
export type CallKind = 'asend' | 'athrow' | 'aclose';

/** What a generator gives that has ended before. */
export const AT_END = { done: true, value: undefined } as const;

/** What a call of a method of an async generator gives: it does its part when it is awaited. */
export class AsyncGeneratorCall<Y, R, T> extends CoroutineObject<T> {
  constructor(
    readonly kind: CallKind,
    frame: AsyncGeneratorFrame<Y, R>,
    origin: CoroutineOrigin,
    /** What is sent or thrown. */
    value: unknown,
    /** Makes the result out of what the generator gave. */
    finish: (delivery: Delivery<Y, R>) => T,
  ) {
    super(() => new CallBody(kind, frame, value, finish), origin);
  }

  /** Unlike a coroutine's, it says nothing if somebody else awaits it already. */
  override [Symbol.iterator](): this {
    return this;
  }

  override toString(): string {
    return `<async_generator_${this.kind === 'asend' ? 'asend' : 'athrow'} object>`;
  }

  override get neverAwaitedMessage(): string {
    return `coroutine method '${this.kind}' of '${this.qualname}' was never awaited`;
  }

  protected override get reuseMessage(): string {
    const methods = this.kind === 'asend' ? '__anext__()/asend()' : 'aclose()/athrow()';
    return `cannot reuse already awaited ${methods}`;
  }
}

/** Advances the generator to what it yields next: CPython's `async_gen_asend` and `async_gen_athrow`. */
class CallBody<Y, R, T> implements CoroutineBody<T> {
  private hasBegun = false;

  constructor(
    private readonly kind: CallKind,
    private readonly frame: AsyncGeneratorFrame<Y, R>,
    private readonly value: unknown,
    private readonly finish: (delivery: Delivery<Y, R>) => T,
  ) {}

  get awaiting(): unknown {
    return this.frame.awaiting;
  }

  get site(): number {
    return this.frame.site;
  }

  get variables(): ReadVariables | undefined {
    return this.frame.variables;
  }

  next(value: unknown): IteratorResult<Awaitable, T> {
    if (this.hasBegun) return this.advance('next', value);
    const { frame } = this;
    if (this.kind !== 'asend' && frame.state === 'closed') return this.end(AT_END);
    this.checkNotBusy();
    if (this.kind !== 'asend' && frame.isClosed) throw new StopAsyncIteration();
    this.begin();
    if (this.kind === 'asend') return this.advance('next', this.value);
    return this.kind === 'athrow'
      ? this.advance('throw', this.value)
      : this.advance('return', undefined);
  }

  throw(error: unknown): IteratorResult<Awaitable, T> {
    if (!this.hasBegun) {
      this.checkNotBusy();
      this.begin();
    }
    return this.advance('throw', error);
  }

  /** Gives no result, whatever the generator does: nobody waits for one. */
  return(value: T): IteratorResult<Awaitable, T> {
    const step = this.resume('return', undefined);
    return step.done ? { done: true, value } : step;
  }

  private checkNotBusy(): void {
    if (!this.frame.isBusy) return;
    const name = this.kind === 'asend' ? 'anext' : this.kind;
    throw new RuntimeError(`${name}(): asynchronous generator is already running`);
  }

  private begin(): void {
    this.hasBegun = true;
    this.frame.isBusy = true;
    if (this.kind === 'aclose') this.frame.isClosed = true;
  }

  private advance(way: Way, value: unknown): IteratorResult<Awaitable, T> {
    const step = this.resume(way, value);
    return step.done ? this.end(step.value) : step;
  }

  private resume(way: Way, value: unknown): IteratorResult<Awaitable, Delivery<Y, R>> {
    const { frame } = this;
    let waits = false;
    try {
      const step = frame.resume(way, value);
      waits = step.done !== true;
      return step;
    } finally {
      frame.isBusy = waits;
    }
  }

  private end(delivery: Delivery<Y, R>): IteratorResult<Awaitable, T> {
    if (this.kind === 'aclose' && !delivery.done) {
      throw new RuntimeError('async generator ignored GeneratorExit');
    }
    return { done: true, value: this.finish(delivery) };
  }
}
