import { deepStrictEqual } from 'node:assert/strict';
import { AsyncFunctionCoroutine, type CoroutineObject } from '../../../src/runtime';
import { asyncFunction, makeWorker, sendable, stepText } from './coroutine-support';
import { atOnce, fail, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */

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
