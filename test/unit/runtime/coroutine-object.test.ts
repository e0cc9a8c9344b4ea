import { deepStrictEqual } from 'node:assert/strict';
import {
  AsyncFunctionCoroutine,
  type CoroutineObject,
  createTask,
  innermostCoroutine,
  Lock,
  markAwait,
  sleep,
  takeNeverAwaited,
} from '../../../src/runtime';
import { asyncFunction, pendingFuture, stepText } from './coroutine-support';
import { atOnce, fail, outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */

/** Awaits two things; handles an error at the first by awaiting a third. */
function makeWorker(log: unknown[]) {
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
function* sendable(): Generator<undefined, unknown, unknown> {
  return yield;
}

describe('A coroutine object', () => {
  it('runs nothing before it is awaited, and goes on from suspension to suspension', () => {
    const log: unknown[] = [];
    const coroutine = makeWorker(log)();
    const states = [coroutine.state, [...log]];
    const steps = [undefined, 'sent', undefined].map((value) => [
      stepText(() => coroutine.send(value)),
      coroutine.state,
    ]);
    deepStrictEqual(
      [states, steps, log],
      [
        ['created', []],
        [
          ['waits', 'suspended'],
          ['waits', 'suspended'],
          ['done end', 'closed'],
        ],
        ['start', 'sent', 'finally'],
      ],
    );
  });

  it('takes no value before it has started', () => {
    const coroutine = makeWorker([])();
    const refused = stepText(() => coroutine.send(5));
    deepStrictEqual(
      [refused, coroutine.state, stepText(() => coroutine.send(undefined))],
      ["TypeError: can't send non-None value to a just-started coroutine", 'created', 'waits'],
    );
  });

  it('can be used once', () => {
    const coroutine = asyncFunction('quick', function* () {})();
    const reuse = 'RuntimeError: cannot reuse already awaited coroutine';
    deepStrictEqual(
      [
        stepText(() => coroutine.next()),
        stepText(() => coroutine.next()),
        stepText(() => coroutine.throw(new TypeError('t'))),
        coroutine.close(),
      ],
      ['done undefined', reuse, reuse, undefined],
    );
  });

  it('ends with an error that is thrown before it has started, and runs nothing', () => {
    const log: unknown[] = [];
    let made = 0;
    const coroutine = new AsyncFunctionCoroutine(
      () => {
        made++;
        return sendable();
      },
      { qualname: 'never', site: 0 },
    );
    log.push(
      stepText(() => coroutine.throw(new TypeError('t'))),
      coroutine.state,
      made,
      stepText(() => coroutine.next()),
    );
    deepStrictEqual(log, [
      'TypeError: t',
      'closed',
      0,
      'RuntimeError: cannot reuse already awaited coroutine',
    ]);
  });

  it('gets an error where it stands, and may go on', () => {
    const log: unknown[] = [];
    const coroutine = makeWorker(log)();
    coroutine.next();
    log.push(stepText(() => coroutine.throw(new TypeError('t'))));
    log.push(coroutine.state);
    log.push(stepText(() => coroutine.next()));
    deepStrictEqual(log, [
      'start',
      'caught TypeError: t',
      'waits',
      'suspended',
      'finally',
      'done handled',
    ]);
  });

  it('runs its finally blocks when it is closed, but no catch', () => {
    const log: unknown[] = [];
    const coroutine = makeWorker(log)();
    coroutine.next();
    log.push(coroutine.close(), coroutine.state);
    deepStrictEqual(log, ['start', 'finally', undefined, 'closed']);
  });

  it('runs nothing when it is closed before it has started', () => {
    const log: unknown[] = [];
    const coroutine = makeWorker(log)();
    coroutine[Symbol.dispose]();
    log.push(
      coroutine.state,
      stepText(() => coroutine.next()),
    );
    deepStrictEqual(log, ['closed', 'RuntimeError: cannot reuse already awaited coroutine']);
  });

  it('awaits in its finally block when it is closed, and gives what that gives', () => {
    const log: unknown[] = [];
    const worker = asyncFunction('worker', function* (end: () => string) {
      try {
        yield sendable();
      } finally {
        log.push(yield atOnce(end));
      }
    });
    const closed = (end: () => string) => {
      const coroutine = worker(end);
      coroutine.next();
      return [thrown(() => coroutine.close()), coroutine.state];
    };
    const ends = [
      closed(() => 'quick'),
      closed(() => {
        throw new TypeError('t');
      }),
    ];
    deepStrictEqual(
      [ends, log],
      [
        [
          ['nothing was thrown', 'closed'],
          ['TypeError: t', 'closed'],
        ],
        ['quick'],
      ],
    );
  });

  it('may not wait while it is closed', () => {
    const log: unknown[] = [];
    const coroutine = asyncFunction('stubborn', function* () {
      try {
        yield sendable();
      } finally {
        log.push('finally');
        yield sendable();
        log.push('end');
      }
    })();
    coroutine.next();
    log.push(
      thrown(() => coroutine.close()),
      coroutine.state,
    );
    coroutine.next();
    log.push(coroutine.state);
    deepStrictEqual(log, [
      'finally',
      'RuntimeError: coroutine ignored GeneratorExit',
      'suspended',
      'end',
      'closed',
    ]);
  });

  it('passes the error of closing what it awaits to its own body, which may handle it', () => {
    const log: unknown[] = [];
    const inner = asyncFunction('inner', function* () {
      try {
        yield sendable();
      } finally {
        yield fail(new TypeError('t'));
      }
    });
    const outer = asyncFunction('outer', function* () {
      try {
        yield inner();
      } catch (error) {
        log.push(`caught ${error}`);
      }
      return 'handled';
    })();
    outer.next();
    deepStrictEqual([outer.close(), log], ['handled', ['caught TypeError: t']]);
  });

  it('can neither be resumed nor closed while it runs', () => {
    const log: unknown[] = [];
    const coroutine: CoroutineObject = asyncFunction('selfish', function* () {
      log.push(coroutine.state);
      try {
        yield coroutine;
      } catch (error) {
        log.push(String(error));
      }
      log.push(thrown(() => coroutine.next()));
      log.push(thrown(() => coroutine.throw(new TypeError('t'))));
      log.push(thrown(() => coroutine.close()));
    })();
    coroutine.next();
    const executing = 'ValueError: coroutine already executing';
    deepStrictEqual(log, ['running', executing, executing, executing, executing]);
  });

  it('refuses what cannot be awaited', () => {
    const tried = (value: unknown) => {
      const coroutine = asyncFunction('tries', function* () {
        yield value;
      })();
      return stepText(() => coroutine.next());
    };
    deepStrictEqual(
      [5, 'x', null, undefined, {}, [], () => {}, Promise.resolve()].map(tried),
      ['number', 'string', 'null', 'undefined', 'Object', 'Array', 'function', 'Promise'].map(
        (name) => `TypeError: '${name}' object can't be awaited`,
      ),
    );
  });

  it('carries on 1,000 levels deep, as many as in CPython', () => {
    const deep = asyncFunction('deep', function* (levels: number): Generator<
      unknown,
      unknown,
      unknown
    > {
      return yield levels === 0 ? sendable() : deep(levels - 1);
    });
    const coroutine = deep(1000);
    deepStrictEqual(
      [stepText(() => coroutine.next()), stepText(() => coroutine.send('from below'))],
      ['waits', 'done from below'],
    );
  });

  it('ends an endless recursion with an error that can be caught', () => {
    const endless = asyncFunction('endless', function* (): Generator<unknown, unknown, unknown> {
      return yield endless();
    });
    const catching = asyncFunction('catching', function* () {
      try {
        yield endless();
      } catch (error) {
        return (error as Error).name;
      }
      return 'nothing was thrown';
    });
    deepStrictEqual(
      stepText(() => catching().next()),
      'done RangeError',
    );
  });
});

describe('Coroutines that await each other', () => {
  it('pass exceptions outwards, through every handler', () => {
    const log = runMain(function* (_loop, note) {
      const failing = asyncFunction('failing', function* () {
        yield sleep(0);
        throw new TypeError('t');
      });
      const wrapping = asyncFunction('wrapping', function* () {
        try {
          yield failing();
        } catch (cause) {
          throw new RangeError('r', { cause });
        }
      });
      const outer = asyncFunction('outer', function* () {
        try {
          yield wrapping();
        } catch (error) {
          note([String(error), String((error as Error).cause)]);
        }
        return 'ok';
      });
      note(yield* createTask(outer()));
    });
    deepStrictEqual(log, [['RangeError: r', 'TypeError: t'], 'ok']);
  });

  it('are cancelled from the innermost outwards, and may refuse', () => {
    const log = runMain(function* (loop, note) {
      const inner = asyncFunction('inner', function* (refuses: boolean) {
        try {
          yield sleep(10);
        } catch (error) {
          note(`inner ${error}`);
          if (!refuses) throw error;
        }
        return 'saved';
      });
      const middle = asyncFunction('middle', function* (refuses: boolean) {
        try {
          return yield inner(refuses);
        } finally {
          yield sleep(1);
          note('middle');
        }
      });
      for (const refuses of [false, true]) {
        const task = createTask(middle(refuses));
        yield* sleep(1);
        task.cancel('stop');
        note([yield* outcome(task), task.cancelled(), loop.time()]);
      }
    });
    deepStrictEqual(log, [
      'inner CancelledError: stop',
      'middle',
      ['CancelledError: stop', true, 2],
      'inner CancelledError: stop',
      'middle',
      ['result saved', false, 4],
    ]);
  });

  it('run nothing if the task is cancelled before its first step', () => {
    const log = runMain(function* (_loop, note) {
      const task = createTask(makeWorker([])());
      task.cancel();
      note([yield* outcome(task), task.getCoro()].map(String));
    });
    deepStrictEqual(log, [['CancelledError', '<coroutine object worker>']]);
  });

  it('take no turn of the loop for what is done', () => {
    const log = runMain(function* (loop, note) {
      const done = loop.createFuture();
      done.setResult('done');
      loop.callSoon(note, 'soon');
      yield* asyncFunction('quick', function* () {
        note(yield done);
        note(yield atOnce(() => 'inner'));
      })();
      yield* sleep(0);
    });
    deepStrictEqual(log, ['done', 'inner', 'soon']);
  });

  it('cannot be awaited by two', () => {
    const log = runMain(function* (_loop, note) {
      const coroutine = asyncFunction('shared', function* () {
        return yield sleep(1);
      })();
      const awaiting = asyncFunction('awaiting', function* () {
        return yield coroutine;
      });
      const first = createTask(awaiting());
      yield* sleep(0);
      note(yield* outcome(awaiting()));
      note(yield* outcome(first));
      note(yield* outcome(awaiting()));
    });
    deepStrictEqual(log, [
      'RuntimeError: coroutine is being awaited already',
      'result undefined',
      'RuntimeError: cannot reuse already awaited coroutine',
    ]);
  });

  it('wait together if two tasks run the same coroutine, and the second comes too late', () => {
    const log = runMain(function* (loop, note) {
      const coroutine = asyncFunction('shared', function* () {
        yield sleep(10);
        return 'result';
      })();
      const tasks = [createTask(coroutine), createTask(coroutine)];
      for (const task of tasks) note([yield* outcome(task), loop.time()]);
    });
    deepStrictEqual(log, [
      ['result result', 10],
      ['RuntimeError: cannot reuse already awaited coroutine', 10],
    ]);
  });
});

describe('What is known of coroutines', () => {
  it('names those that nothing awaits, once, in the order in which they were made', () => {
    takeNeverAwaited();
    const worker = asyncFunction('worker', function* () {});
    const [, started, closed] = [worker(), worker(), worker()];
    asyncFunction('other', function* () {})();
    started!.next();
    closed!.close();
    deepStrictEqual(
      [takeNeverAwaited().map((one) => one.neverAwaitedMessage), takeNeverAwaited()],
      [["coroutine 'worker' was never awaited", "coroutine 'other' was never awaited"], []],
    );
  });

  it('is which one is the innermost of the task that was suspended, and what it awaits', () => {
    const lock = new Lock();
    const future = pendingFuture();
    const inner = asyncFunction('inner', function* () {
      yield future;
    });
    const holding = asyncFunction('holding', function* () {
      yield lock.with(() => inner());
    });
    const outer = asyncFunction('outer', function* () {
      yield holding();
      yield future;
    });
    const coroutine = outer();
    coroutine.next();
    deepStrictEqual(
      [innermostCoroutine()?.qualname, innermostCoroutine()?.awaiting === future],
      ['inner', true],
    );
    deepStrictEqual(
      [String(coroutine.awaiting), coroutine.inner?.qualname, coroutine.inner?.inner?.qualname],
      ['<coroutine object holding>', 'holding', 'inner'],
    );
  });

  it('is the innermost that knows its place, if the core, which knows none, awaits inside of it', () => {
    const inner = asyncFunction('sleep', function* () {
      yield pendingFuture();
    });
    const outer = asyncFunction('outer', function* () {
      markAwait(3);
      yield inner();
    });
    outer().next();
    deepStrictEqual(
      [
        innermostCoroutine()?.qualname,
        innermostCoroutine()?.site,
        innermostCoroutine()?.inner?.qualname,
      ],
      ['outer', 3, 'sleep'],
    );
  });

  it('does not take one for awaited that is driven by hand', () => {
    const future = pendingFuture();
    const driven = asyncFunction('driven', function* () {
      yield future;
    });
    const drives = (awaited: () => unknown) =>
      asyncFunction('drives', function* () {
        driven().next();
        yield awaited();
      })();
    const seen = [() => future, () => sendable()].map((awaited) => {
      const coroutine = drives(awaited);
      coroutine.next();
      return [innermostCoroutine() === coroutine, coroutine.inner];
    });
    deepStrictEqual(seen, [
      [true, undefined],
      [true, undefined],
    ]);
  });

  it('is the place of the await where it stands', () => {
    const future = pendingFuture();
    const at = <T>(site: number, value: T) => {
      markAwait(site);
      return value;
    };
    const coroutine = new AsyncFunctionCoroutine(
      function* () {
        yield at(11, sendable());
        yield at(12, future);
      },
      { qualname: 'worker', site: 10 },
    );
    const sites = [coroutine.site];
    for (let step = 0; step < 2; step++) {
      coroutine.next();
      sites.push(coroutine.site);
    }
    deepStrictEqual([sites, coroutine.firstSite], [[10, 11, 12], 10]);
  });
});
