import { deepStrictEqual } from 'node:assert/strict';
import { createTask, StopAsyncIteration, sleep } from '../../../src/runtime';
import { asyncFunction, asyncGenerator, makeTicks, stepText, wait } from './coroutine-support';
import { outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */

const END = 'StopAsyncIteration';

describe('An async generator', () => {
  it('runs nothing before one of its methods is awaited', () => {
    const log: unknown[] = [];
    const ticks = makeTicks((entry) => log.push(entry))(1);
    ticks.anext();
    log.push(ticks.state, `${ticks}`, ticks.isRunning);
    deepStrictEqual(log, ['created', '<async_generator object ticks>', false]);
  });

  it('gives its values, takes what is sent, and ends with StopAsyncIteration', () => {
    const log = runMain(function* (loop, note) {
      const ticks = makeTicks(note)(2);
      note(yield* outcome(ticks.asend(5)));
      note([yield* outcome(ticks.anext()), ticks.state]);
      note(yield* outcome(ticks.asend('hello')));
      note(yield* outcome(ticks.anext()));
      note([yield* outcome(ticks.anext()), ticks.state, loop.time()]);
    });
    deepStrictEqual(log, [
      "TypeError: can't send non-None value to a just-started async generator",
      ['result 0', 'suspended'],
      'hello',
      'result 1',
      'finally',
      'closed',
      END,
      [END, 'closed', 4],
    ]);
  });

  it("speaks JavaScript's protocol by next, throw and return", () => {
    const log = runMain(function* (_loop, note) {
      const ticks = makeTicks(note)(2);
      note(ticks[Symbol.asyncIterator]() === ticks);
      note(yield* ticks.next());
      note(yield* ticks.next('hello'));
      note(yield* ticks.return(undefined));
      note(yield* ticks.next());
      note(yield* outcome(makeTicks(note)(1).throw(new TypeError('t'))));
    });
    deepStrictEqual(log, [
      true,
      { done: false, value: 0 },
      'hello',
      { done: false, value: 1 },
      'finally',
      'closed',
      { done: true, value: undefined },
      { done: true, value: undefined },
      'TypeError: t',
    ]);
  });

  it('runs its finally blocks when it is closed, and may await there', () => {
    const log = runMain(function* (loop, note) {
      const ticks = makeTicks(note)(3);
      yield* ticks.anext();
      note([yield* outcome(ticks.aclose()), loop.time()]);
      note(yield* outcome(ticks.anext()));
      note(yield* outcome(ticks.aclose()));
      const unused = makeTicks(note)(3);
      yield* unused[Symbol.asyncDispose]();
      note(yield* outcome(unused.anext()));
    });
    deepStrictEqual(log, [
      'finally',
      'closed',
      ['result undefined', 3],
      END,
      'result undefined',
      END,
    ]);
  });

  it('gets an error where it stands', () => {
    const log = runMain(function* (_loop, note) {
      const ticks = makeTicks(note)(3);
      yield* ticks.anext();
      note(yield* outcome(ticks.athrow(new TypeError('t'))));
      note(yield* outcome(ticks.anext()));
      note(yield* outcome(ticks.athrow(new RangeError('r'))));
      const unused = makeTicks(note)(3);
      note(yield* outcome(unused.athrow(new TypeError('u'))));
      note(yield* outcome(unused.anext()));
    });
    deepStrictEqual(log, [
      'caught TypeError: t',
      'finally',
      'closed',
      'TypeError: t',
      END,
      'result undefined',
      'TypeError: u',
      END,
    ]);
  });

  it('goes on after an error that it handles', () => {
    const log = runMain(function* (_loop, note) {
      const stubborn = asyncGenerator('stubborn', function* () {
        try {
          yield 1;
        } catch (error) {
          yield `caught ${error}`;
        }
        return undefined;
      })();
      yield* stubborn.anext();
      note(yield* outcome(stubborn.athrow(new TypeError('t'))));
      note(yield* outcome(stubborn.anext()));
    });
    deepStrictEqual(log, ['result caught TypeError: t', END]);
  });

  it('refuses a second call while one is under way', () => {
    const log = runMain(function* (_loop, note) {
      const ticks = makeTicks(note)(3);
      const first = createTask(ticks.anext());
      yield* sleep(0);
      note([ticks.isRunning, ticks.state]);
      for (const call of [
        ticks.anext(),
        ticks.asend(1),
        ticks.athrow(new TypeError('t')),
        ticks.aclose(),
      ]) {
        note(yield* outcome(call));
      }
      note([yield* outcome(first), ticks.isRunning]);
    });
    deepStrictEqual(log, [
      [true, 'suspended'],
      'RuntimeError: anext(): asynchronous generator is already running',
      'RuntimeError: anext(): asynchronous generator is already running',
      'RuntimeError: athrow(): asynchronous generator is already running',
      'RuntimeError: aclose(): asynchronous generator is already running',
      ['result 0', false],
    ]);
  });

  it('may not yield while it is closed', () => {
    const log = runMain(function* (_loop, note) {
      const stubborn = asyncGenerator('stubborn', function* () {
        try {
          yield 1;
        } finally {
          yield wait(sleep(1));
          yield 2;
        }
        return undefined;
      })();
      yield* stubborn.anext();
      note(yield* outcome(stubborn.aclose()));
      note([stubborn.state, yield* outcome(stubborn.aclose())]);
      note(yield* outcome(stubborn.athrow(new TypeError('t'))));
    });
    deepStrictEqual(log, [
      'RuntimeError: async generator ignored GeneratorExit',
      ['suspended', END],
      END,
    ]);
  });

  it('ends with its own error, which for StopAsyncIteration becomes another', () => {
    const log = runMain(function* (_loop, note) {
      const failing = (error: Error) =>
        asyncGenerator('failing', function* () {
          yield 1;
          throw error;
        })();
      for (const error of [new TypeError('t'), new StopAsyncIteration()]) {
        const generator = failing(error);
        yield* generator.anext();
        note(yield* outcome(generator.anext()));
        note(yield* outcome(generator.anext()));
      }
    });
    deepStrictEqual(log, [
      'TypeError: t',
      END,
      'RuntimeError: async generator raised StopAsyncIteration',
      END,
    ]);
  });

  it('awaits coroutines and futures inline, and takes other values as they are', () => {
    const log = runMain(function* (loop, note) {
      const done = loop.createFuture();
      done.setResult('done');
      loop.callSoon(note, 'soon');
      const generator = asyncGenerator('generator', function* () {
        for (const target of [done, asyncFunction('quick', quick)(), 'plain']) {
          yield yield wait(target);
        }
        return undefined;
      })();
      for (let step = 0; step < 3; step++) note(yield* generator.anext());
      yield* sleep(0);
    });
    deepStrictEqual(log, ['done', 'quick', 'plain', 'soon']);
  });

  it('is none of the things that can be awaited', () => {
    const log = runMain(function* (_loop, note) {
      const ticks = makeTicks(note)(1);
      note(thrown(() => createTask(ticks as never)));
      note(
        stepText(() =>
          asyncFunction('awaits', function* () {
            yield ticks;
          })().next(),
        ),
      );
      yield* [];
    });
    deepStrictEqual(log, [
      'TypeError: a coroutine was expected, got <async_generator object ticks>',
      "TypeError: 'AsyncGenerator' object can't be awaited",
    ]);
  });
});

function* quick(): Generator<never, string> {
  yield* [];
  return 'quick';
}
