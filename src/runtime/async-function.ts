import { type Adopt, AwaitFrame } from './await-frame';
import type { Awaitable } from './coroutine';
import { CoroutineObject, type CoroutineOrigin } from './coroutine-object';

/** Runs the body of an `async` function, each `yield` of which is an `await`. */
class FunctionFrame<T> extends AwaitFrame<T, T> {
  protected override read(
    step: IteratorResult<unknown, T>,
  ): IteratorResult<Awaitable, T> | undefined {
    return step.done ? step : this.begin(step.value);
  }
}

/**
 * The coroutine of an `async` function of a scenario: each `yield` of its body is an `await`.
 * An awaited coroutine runs inline; an awaited future suspends the task if it is not done.
 */
export class AsyncFunctionCoroutine<T = unknown> extends CoroutineObject<T> {
  constructor(
    makeBody: () => Generator<unknown, T, unknown>,
    origin: CoroutineOrigin,
    /** Says what the host makes of a value that is neither a coroutine nor a future. */
    adopt?: Adopt,
  ) {
    super(() => new FunctionFrame(makeBody, origin.site, adopt), origin);
  }
}
