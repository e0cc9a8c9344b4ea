import { type Adopt, AwaitFrame } from './await-frame';
import type { Awaitable } from './coroutine';
import {
  CoroutineObject,
  type CoroutineOrigin,
  markAwait,
  type ReadVariables,
} from './coroutine-object';

/**
 * What a body returns to have it awaited after its end, outside of its `try` blocks, as JavaScript does
 * with what an `async` function returns.
 */
export class ReturnedValue {
  constructor(
    readonly target: unknown,
    /** The host's number of the place of the `return`. */
    readonly site: number,
    readonly variables?: ReadVariables,
  ) {}
}

/** Runs the body of an `async` function, each `yield` of which is an `await`. */
class FunctionFrame<T> extends AwaitFrame<T, T> {
  protected override read(
    step: IteratorResult<unknown, T>,
  ): IteratorResult<Awaitable, T> | undefined {
    if (!step.done) return this.begin(step.value);
    if (!(step.value instanceof ReturnedValue)) return step;
    this.goOnWith(awaiting<T>(step.value));
    return undefined;
  }
}

function* awaiting<T>(returned: ReturnedValue): Generator<unknown, T, unknown> {
  const { target, site, variables } = returned;
  markAwait(site, variables);
  return (yield target) as T;
}

/**
 * The coroutine of an `async` function of a scenario: each `yield` of its body is an `await`.
 * An awaited coroutine runs inline; an awaited future suspends the task if it is not done.
 */
export class AsyncFunctionCoroutine<T = unknown> extends CoroutineObject<T> {
  constructor(
    makeBody: () => Generator<unknown, T, unknown>,
    origin: CoroutineOrigin,
    /** Says what the host makes of a value that is neither a coroutine object nor a future. */
    adopt?: Adopt,
  ) {
    super(() => new FunctionFrame(makeBody, origin.site, adopt), origin);
  }
}
