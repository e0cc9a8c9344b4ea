import {
  AsyncFunctionCoroutine,
  AsyncGenerator,
  AwaitedValue,
  type Future,
  sleep,
} from '../../../src/runtime';
import { makeLoop } from './support';

/** An `async` function as compiled code has it: each `yield` of its body is an `await`. */
export function asyncFunction<A extends unknown[], T>(
  qualname: string,
  body: (...args: A) => Generator<unknown, T, unknown>,
): (...args: A) => AsyncFunctionCoroutine<T> {
  const origin = { qualname, site: 0 };
  return (...args) => new AsyncFunctionCoroutine(() => body(...args), origin);
}

/** A future that is never done, for coroutines that are driven by hand. */
export function pendingFuture(): Future {
  return makeLoop().loop.createFuture();
}

/** What a step of a coroutine gives: `waits`, or `done` with the result, or the error. */
export function stepText(step: () => IteratorResult<unknown, unknown>): string {
  try {
    const { done, value } = step();
    return done ? `done ${value}` : 'waits';
  } catch (error) {
    return String(error);
  }
}

/** An `async` generator as compiled code has it: it awaits by `yield wait(x)`, and yields the rest. */
export function asyncGenerator<A extends unknown[], Y>(
  qualname: string,
  body: (...args: A) => Generator<unknown, undefined, unknown>,
): (...args: A) => AsyncGenerator<Y> {
  const origin = { qualname, site: 0 };
  return (...args) => new AsyncGenerator<Y>(() => body(...args), origin);
}

/** `await target` in an async generator. */
export function wait(target: unknown): AwaitedValue {
  return new AwaitedValue(target);
}

/** Awaits two things; handles an error at the first by awaiting a third. */
export function makeWorker(log: unknown[]) {
  return asyncFunction('worker', function* () {
    log.push('start');
    try {
      log.push(yield sendable());
      yield sendable();
      return 'end';
    } catch (error) {
      log.push(`caught ${error}`);
      yield sendable();
      return 'handled';
    } finally {
      log.push('finally');
    }
  });
}

/** Suspends, and gives what is sent to it: `types.coroutine` with a plain `yield`. */
export function* sendable(): Generator<undefined, unknown, unknown> {
  return yield;
}

/** Counts, one a second; takes two seconds to close. Notes what is sent to it and how it ends. */
export const makeTicks = (note: (entry: unknown) => void) =>
  asyncGenerator<[count: number], number>('ticks', function* (count) {
    try {
      for (let tick = 0; tick < count; tick++) {
        yield wait(sleep(1));
        const sent = yield tick;
        if (sent !== undefined) note(sent);
      }
    } catch (error) {
      note(`caught ${error}`);
      throw error;
    } finally {
      note('finally');
      yield wait(sleep(2));
      note('closed');
    }
    return undefined;
  });
