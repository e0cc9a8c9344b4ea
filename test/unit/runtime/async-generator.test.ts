import { deepStrictEqual } from 'node:assert/strict';
import {
  AsyncGenerator,
  type CoroutineObject,
  createTask,
  innermostCoroutine,
  markAwait,
  StopAsyncIteration,
  sleep,
  takeNeverAwaited,
} from '../../../src/runtime';
import { asyncFunction, asyncGenerator, pendingFuture, stepText, wait } from './coroutine-support';
import { outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */

type Note = (entry: unknown) => void;

/** Counts, one a second; takes two seconds to close. Notes what is sent to it and how it ends. */
const makeTicks = (note: Note) =>
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

function* quick(): Generator<never, string> {
  yield* [];
  return 'quick';
}

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
