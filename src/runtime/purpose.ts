import type { Awaitable, Coroutine } from './coroutine';
import { Future } from './future';
import { reprCall } from './repr';

/** What a library wait is called; a task that awaits a task or plain future itself has no purpose. */
export type PurposeKind =
  | 'sleep'
  | 'gather'
  | 'wait'
  | 'task group'
  | 'lock'
  | 'event'
  | 'condition'
  | 'semaphore'
  | 'barrier'
  | 'queue.get'
  | 'queue.put'
  | 'queue.join'
  | 'thread'
  | 'process'
  | 'socket read'
  | 'socket write'
  | 'connect'
  | 'promise'
  | 'other';

/** What a future is awaited for, for those who watch; the runtime itself never asks. */
export interface Purpose {
  readonly kind: PurposeKind;
  /** The primitive whose method waits. */
  readonly owner?: object;
  /** When the wait ends by itself, in seconds of `loop.time()`. */
  readonly deadline?: number;
  /** More in a few words, such as `1.0 s` or `3 awaitables`. */
  readonly detail?: string;
}

/** A sleep of `delay` seconds. Its text is made when somebody asks, since most programs never do. */
export class SleepPurpose implements Purpose {
  readonly kind = 'sleep';

  constructor(
    readonly deadline: number,
    private readonly delay: number,
  ) {}

  get detail(): string {
    const rounded = Number(this.delay.toFixed(3));
    return `${Number.isInteger(rounded) ? rounded.toFixed(1) : rounded} s`;
  }
}

/** A call in a thread or process. Its text is made when somebody asks. */
export class CallPurpose implements Purpose {
  constructor(
    readonly kind: 'thread' | 'process',
    readonly owner: object,
    private readonly action: { name: string },
    private readonly args: readonly unknown[],
  ) {}

  get detail(): string {
    return reprCall(this.action, this.args);
  }
}

/**
 * Awaits a coroutine in the name of another wait: `yield* new NamedWait(purpose, coroutine)`.
 *
 * A primitive that is built on others waits for what they are for, not for what it is made of.
 */
export class NamedWait<T> implements Iterable<Awaitable, T, unknown> {
  constructor(
    private readonly purpose: Purpose,
    private readonly coroutine: Coroutine<T>,
  ) {}

  [Symbol.iterator](): Iterator<Awaitable, T, unknown> {
    const { coroutine } = this;
    return {
      next: (value) => this.name(coroutine.next(value)),
      throw: (error) => this.name(coroutine.throw(error)),
      return: (value) => this.name(coroutine.return(value as T)),
    };
  }

  private name(result: IteratorResult<Awaitable, T>): IteratorResult<Awaitable, T> {
    if (!result.done && result.value instanceof Future) result.value.purpose = this.purpose;
    return result;
  }
}
