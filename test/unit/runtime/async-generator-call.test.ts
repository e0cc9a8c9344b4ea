import { deepStrictEqual } from 'node:assert/strict';
import {
  AsyncGenerator,
  type CoroutineObject,
  createTask,
  innermostCoroutine,
  markAwait,
  sleep,
  takeNeverAwaited,
} from '../../../src/runtime';
import { asyncGenerator, makeTicks, pendingFuture, stepText, wait } from './coroutine-support';
import { outcome, runMain } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */

const END = 'StopAsyncIteration';

describe('A call of a method of an async generator', () => {
  it('can be used once', () => {
    const log = runMain(function* (_loop, note) {
      const ticks = makeTicks(() => {})(3);
      const closing = ticks.aclose();
      for (const call of [ticks.anext(), ticks.athrow(new TypeError('t')), closing]) {
        note([`${call}`, yield* outcome(call), yield* outcome(call)]);
      }
    });
    const [send, other] = ['__anext__()/asend()', 'aclose()/athrow()'].map(
      (methods) => `RuntimeError: cannot reuse already awaited ${methods}`,
    );
    deepStrictEqual(log, [
      ['<async_generator_asend object>', 'result 0', send],
      ['<async_generator_athrow object>', 'TypeError: t', other],
      ['<async_generator_athrow object>', 'result undefined', other],
    ]);
  });

  it('can be a task, whose cancellation reaches the generator', () => {
    const log = runMain(function* (_loop, note) {
      const ticks = makeTicks(note)(3);
      const task = createTask(ticks.anext());
      yield* sleep(0.5);
      task.cancel('stop');
      note(yield* outcome(task));
      note(yield* outcome(ticks.anext()));
    });
    deepStrictEqual(log, [
      'caught CancelledError: stop',
      'finally',
      'closed',
      'CancelledError: stop',
      END,
    ]);
  });

  it('throws into the generator even if its task is cancelled before it has started', () => {
    const log = runMain(function* (_loop, note) {
      const ticks = makeTicks(note)(3);
      yield* ticks.anext();
      const task = createTask(ticks.anext());
      task.cancel('early');
      note(yield* outcome(task));
      note(yield* outcome(ticks.anext()));
    });
    deepStrictEqual(log, [
      'caught CancelledError: early',
      'finally',
      'closed',
      'CancelledError: early',
      END,
    ]);
  });

  it('may be cancelled while it closes, which ends the finally block', () => {
    const log = runMain(function* (_loop, note) {
      const ticks = makeTicks(note)(3);
      yield* ticks.anext();
      const closing = createTask(outcome(ticks.aclose()));
      yield* sleep(1);
      closing.cancel();
      note(yield* closing);
      note(yield* outcome(ticks.anext()));
    });
    deepStrictEqual(log, ['finally', 'CancelledError', END]);
  });

  it('closes the generator when it is closed itself halfway', () => {
    const log: unknown[] = [];
    const future = pendingFuture();
    const generator = asyncGenerator('generator', function* () {
      try {
        yield wait(future);
        yield 1;
      } finally {
        log.push('finally');
      }
      return undefined;
    })();
    const call = generator.anext();
    call.next();
    call.close();
    log.push(
      generator.state,
      generator.isRunning,
      stepText(() => generator.anext().next()),
    );
    deepStrictEqual(log, ['finally', 'closed', false, END]);
  });

  it('stands where the generator stands, and under its name', () => {
    const future = pendingFuture();
    const generator = siteMarkingGenerator(future);
    const call = generator.anext();
    const before = call.site;
    call.next();
    deepStrictEqual(
      [before, call.site, generator.site, call.qualname, innermostCoroutine() === call],
      [20, 21, 21, 'generator', true],
    );
    deepStrictEqual([call.awaiting === future, generator.awaiting === future], [true, true]);
  });

  it('is named if nothing awaits it', () => {
    takeNeverAwaited();
    const ticks = makeTicks(() => {})(1);
    const calls: CoroutineObject[] = [
      ticks.asend(1),
      ticks.next(),
      ticks.athrow(1),
      ticks.return(),
    ];
    deepStrictEqual(
      takeNeverAwaited().map((one) => [one.neverAwaitedMessage, calls.includes(one)]),
      ['asend', 'asend', 'athrow', 'aclose'].map((method) => [
        `coroutine method '${method}' of 'ticks' was never awaited`,
        true,
      ]),
    );
  });
});

function siteMarkingGenerator(target: unknown): AsyncGenerator {
  return new AsyncGenerator(
    function* () {
      markAwait(21);
      yield wait(target);
      return undefined;
    },
    { qualname: 'generator', site: 20 },
  );
}
