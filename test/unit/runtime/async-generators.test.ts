import { deepStrictEqual } from 'node:assert/strict';
import { type Coroutine, type EventLoop, run, sleep } from '../../../src/runtime';
import { asyncGenerator, wait } from './coroutine-support';
import { makeLoop, runMain } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */

type Note = (entry: unknown) => void;

/** Yields its name for ever; takes a while to close, and may fail then. */
const makeForever = (note: Note) =>
  asyncGenerator<[name: string, seconds?: number, error?: Error], string>(
    'forever',
    function* (name, seconds = 1, error = undefined) {
      try {
        for (;;) yield name;
      } finally {
        note(`${name} closing`);
        yield wait(sleep(seconds));
        if (error !== undefined) yield wait(failing(error));
        note(`${name} closed`);
      }
    },
  );

function* failing(error: Error): Coroutine<never> {
  yield* [];
  throw error;
}

/** Makes the loop tell `note` about errors. */
function watchErrors(loop: EventLoop, note: Note): void {
  loop.setExceptionHandler((_loop, { message, exception, ...others }) =>
    note([message, `${exception}`, Object.keys(others)]),
  );
}

describe('shutdownAsyncgens', () => {
  it('closes those that were begun and have not ended, all at the same time', () => {
    const log = runMain(function* (loop, note) {
      const forever = makeForever(note);
      const [a, b, ended] = [forever('a', 1), forever('b', 3), forever('ended')];
      forever('never begun');
      for (const generator of [a, b, ended]) yield* generator.anext();
      yield* ended.aclose();
      const start = loop.time();
      yield* loop.shutdownAsyncgens();
      note([loop.time() - start, a.state, b.state]);
    });
    deepStrictEqual(log, [
      'ended closing',
      'ended closed',
      'a closing',
      'b closing',
      'a closed',
      'b closed',
      [3, 'closed', 'closed'],
    ]);
  });

  it('tells the exception handler about those that fail', () => {
    const log = runMain(function* (loop, note) {
      watchErrors(loop, note);
      const forever = makeForever(note);
      yield* forever('a', 2).anext();
      yield* forever('b', 1, new TypeError('t')).anext();
      yield* loop.shutdownAsyncgens();
    });
    deepStrictEqual(log, [
      'a closing',
      'b closing',
      'a closed',
      [
        'an error occurred during closing of asynchronous generator <async_generator object forever>',
        'TypeError: t',
        ['asyncgen'],
      ],
    ]);
  });

  it('leaves those that begin later, with a warning, to the next time', () => {
    const log: unknown[] = [];
    const { loop, notes } = makeLoop();
    const main = function* (): Coroutine<void> {
      yield* loop.shutdownAsyncgens();
      yield* makeForever((entry) => log.push(entry))('late').anext();
      log.push(...notes.lines);
      yield* loop.shutdownAsyncgens();
    };
    loop.runUntilComplete(main());
    deepStrictEqual(log, [
      'warning: asynchronous generator <async_generator object forever> was scheduled after loop.shutdown_asyncgens() call',
      'late closing',
      'late closed',
    ]);
  });

  it('gives up no turn if there is none', () => {
    const log = runMain(function* (loop, note) {
      loop.callSoon(note, 'soon');
      yield* loop.shutdownAsyncgens();
      note('shut down');
      yield* sleep(0);
    });
    deepStrictEqual(log, ['shut down', 'soon']);
  });

  it('is done by run, when main is over', () => {
    const log: unknown[] = [];
    const main = function* (): Coroutine<string> {
      yield* makeForever((entry) => log.push(entry))('left').anext();
      log.push('main ends');
      return 'result';
    };
    log.push(run(main()));
    deepStrictEqual(log, ['main ends', 'left closing', 'left closed', 'result']);
  });
});
