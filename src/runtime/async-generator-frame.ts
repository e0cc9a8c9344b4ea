import { type Adopt, type AwaitedWay, AwaitFrame } from './await-frame';
import type { Awaitable } from './coroutine';
import type { CoroutineState, ReadVariables, Way } from './coroutine-object';
import { RuntimeError, StopAsyncIteration, ValueError } from './errors';

/** What the body of an async generator yields to await `target`; all else goes to who iterates. */
export class AwaitedValue {
  constructor(
    readonly target: unknown,
    /** How the body goes on if the `await` does not fail. */
    readonly after: AwaitedWay = 'next',
  ) {}
}

/** A value that was yielded, or the end. */
export type Delivery<Y, R> = IteratorResult<Y, R | undefined>;

class BodyFrame<Y, R> extends AwaitFrame<R, Delivery<Y, R>> {
  protected override read(
    step: IteratorResult<unknown, R>,
  ): IteratorResult<Awaitable, Delivery<Y, R>> | undefined {
    if (step.done) return { done: true, value: step };
    if (step.value instanceof AwaitedValue) return this.begin(step.value.target, step.value.after);
    return { done: true, value: { done: false, value: step.value as Y } };
  }
}

/**
 * Where an async generator stands; the calls of its methods resume it, one after the other.
 *
 * A step that is not done is what the task must wait for; one that is done holds what was yielded.
 */
export class AsyncGeneratorFrame<Y, R> {
  /** A call is under way: `ag_running`. */
  isBusy = false;
  /** It has ended, or was asked to: `ag_closed`. */
  isClosed = false;
  private current: CoroutineState = 'created';
  private readonly body: BodyFrame<Y, R>;

  constructor(
    makeBody: () => Generator<unknown, R, unknown>,
    site: number,
    adopt: Adopt,
    /** Called once, when the body has ended. */
    private readonly onEnd: () => void,
  ) {
    this.body = new BodyFrame(makeBody, site, adopt);
  }

  get state(): CoroutineState {
    return this.current;
  }

  get awaiting(): unknown {
    return this.body.awaiting;
  }

  get site(): number {
    return this.body.site;
  }

  get variables(): ReadVariables | undefined {
    return this.body.variables;
  }

  resume(way: Way, value: unknown): IteratorResult<Awaitable, Delivery<Y, R>> {
    if (this.current === 'running') throw new ValueError('async generator already executing');
    if (this.current === 'created' && way === 'next' && value !== undefined) {
      throw new TypeError("can't send non-None value to a just-started async generator");
    }
    if (this.current === 'closed' || (this.current === 'created' && way !== 'next')) {
      this.end();
      if (way === 'throw') throw value;
      return { done: true, value: { done: true, value: undefined } };
    }
    this.current = 'running';
    try {
      return this.noted(this.advance(way, value));
    } catch (error) {
      this.end();
      if (!(error instanceof StopAsyncIteration)) throw error;
      throw new RuntimeError('async generator raised StopAsyncIteration', { cause: error });
    }
  }

  private advance(way: Way, value: unknown): IteratorResult<Awaitable, Delivery<Y, R>> {
    if (way === 'next') return this.body.next(value);
    return way === 'throw' ? this.body.throw(value) : this.body.return();
  }

  private noted(
    step: IteratorResult<Awaitable, Delivery<Y, R>>,
  ): IteratorResult<Awaitable, Delivery<Y, R>> {
    if (step.done && step.value.done) this.end();
    else this.current = 'suspended';
    return step;
  }

  private end(): void {
    if (this.current !== 'closed') this.onEnd();
    this.current = 'closed';
    this.isClosed = true;
  }
}
