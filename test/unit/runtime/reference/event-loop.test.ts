import { deepStrictEqual } from 'node:assert/strict';
import { eagerTaskFactory, runCoroutineThreadsafe, sleep } from '../../../../src/runtime';
import { makeLoop, runMain, thrown } from '../support';

/*
 * What the page "Event Loop" of the asyncio reference promises of running, scheduling and error handling,
 * as far as the tests beside this folder do not show it. The expected values were printed by the same
 * programs in CPython 3.14.2.
 */
describe('the reference on the event loop', () => {
  it('runs until a future is done, and keeps for the next run what is due later', () => {
    const { loop } = makeLoop();
    const log: unknown[] = [];
    const note = (entry: unknown) => log.push(`${entry} at ${loop.time()}`);
    loop.callLater(1, note, 'one');
    loop.callLater(3, note, 'three');
    note(loop.runUntilComplete(sleep(2, 'slept')));
    note(loop.runUntilComplete(sleep(2, 'slept')));
    deepStrictEqual(log, ['one at 1', 'slept at 2', 'three at 3', 'slept at 4']);
  });

  it('gives the result or the exception of the future that it ran for', () => {
    const { loop } = makeLoop();
    const failing = loop.createFuture();
    loop.callLater(1, () => failing.setException(new Error('e')));
    const done = loop.createFuture<number>();
    done.setResult(7);
    deepStrictEqual(
      [thrown(() => loop.runUntilComplete(failing)), loop.runUntilComplete(done), loop.time()],
      ['Error: e', 7, 1],
    );
  });

  it('drops what is scheduled when it is closed, and takes nothing more', () => {
    const { loop, notes } = makeLoop();
    const run = (name: string) => notes.lines.push(name);
    loop.callSoon(run, 'soon');
    loop.callLater(1, run, 'later');
    loop.close();
    const attempts = [
      () => loop.runForever(),
      () => loop.callAt(1, run, 'at'),
      () => runCoroutineThreadsafe(sleep(0), loop),
    ];
    deepStrictEqual(
      [attempts.map(thrown), notes.lines],
      [attempts.map(() => 'RuntimeError: Event loop is closed'), []],
    );
  });

  it('passes arguments on, and runs each callback once', () => {
    const log = runMain(function* (loop, note) {
      const add = (left: number, right: number) => note(left + right);
      loop.callSoon(add, 1, 2);
      loop.callLater(1, add, 3, 4);
      loop.callAt(2, add, 5, 6);
      yield* sleep(10);
    });
    deepStrictEqual(log, [3, 7, 11]);
  });

  it('tells when a timer is due, on the clock of the loop', () => {
    const { loop } = makeLoop();
    loop.runUntilComplete(sleep(1));
    const later = loop.callLater(2, () => {});
    const at = loop.callAt(2.5, () => {});
    const late = loop.callLater(-1, () => {});
    deepStrictEqual([later.when(), at.when(), late.when(), loop.time()], [3, 2.5, 0, 1]);
  });

  it('runs a timer that is due already behind what is ready', () => {
    const log = runMain(function* (loop, note) {
      loop.callLater(-1, note, 'timer');
      loop.callSoon(note, 'soon');
      yield* sleep(0);
    });
    deepStrictEqual(log, ['soon', 'timer']);
  });

  it('takes times in numbers only', () => {
    const { loop } = makeLoop();
    const nothing = () => {};
    deepStrictEqual(
      // What untyped code may do; the words are ours.
      [
        thrown(() => loop.callLater('1' as never, nothing)),
        thrown(() => loop.callAt('2' as never, nothing)),
      ],
      [
        "TypeError: delay must be a number of seconds, not '1'",
        "TypeError: when must be a number of seconds, not '2'",
      ],
    );
  });

  it('takes no notice of cancelling what has run', () => {
    const log = runMain(function* (loop, note) {
      const handle = loop.callSoon(note, 'ran');
      const timer = loop.callLater(1, note, 'ran, too');
      yield* sleep(2);
      note([handle.cancelled(), timer.cancelled()]);
      handle.cancel();
      timer.cancel();
      timer.cancel();
      note([handle.cancelled(), timer.cancelled()]);
    });
    deepStrictEqual(log, ['ran', 'ran, too', [false, false], [true, true]]);
  });

  it('lets callbacks take turns with each other until one stops it', () => {
    const { loop } = makeLoop();
    const log: number[] = [];
    const showTime = (end: number): void => {
      log.push(loop.time());
      if (loop.time() + 1 < end) loop.callLater(1, showTime, end);
      else loop.stop();
    };
    loop.callSoon(showTime, 5);
    loop.runForever();
    deepStrictEqual(log, [0, 1, 2, 3, 4]);
  });
});

describe('the reference on error handling', () => {
  it('gives a handler all details, which may leave the rest to the default one', () => {
    const { loop, notes } = makeLoop();
    loop.setExceptionHandler((itsLoop, context) => {
      notes.lines.push(`${itsLoop === loop} ${Object.keys(context).sort()}`);
      itsLoop.defaultExceptionHandler(context);
    });
    loop.callExceptionHandler({ message: 'hello', more: 1 });
    loop.callSoon(function divide() {
      throw new Error('by zero');
    });
    loop.runOnce();
    deepStrictEqual(notes.lines, [
      'true message,more',
      'error: hello\nmore: 1',
      'true exception,handle,message',
      'error: Exception in callback divide()\nhandle: <Handle divide()> | Error: by zero',
    ]);
  });

  it('has debug mode as a switch', () => {
    const { loop } = makeLoop();
    const before = [loop.getDebug(), loop.slowCallbackDuration];
    loop.setDebug(true);
    deepStrictEqual([before, loop.getDebug()], [[false, 0.1], true]);
  });

  it('brings the default handler and task factory back for null', () => {
    const { loop, notes } = makeLoop();
    loop.setExceptionHandler(() => notes.lines.push('own'));
    loop.setTaskFactory(eagerTaskFactory);
    loop.setExceptionHandler(null);
    loop.setTaskFactory(null);
    loop.callExceptionHandler({ message: 'hello' });
    deepStrictEqual(
      [loop.getExceptionHandler(), loop.getTaskFactory(), notes.lines],
      [undefined, undefined, ['error: hello']],
    );
  });

  it('refuses a handler that cannot be called', () => {
    const { loop } = makeLoop();
    deepStrictEqual(
      // What untyped code may do.
      [thrown(() => loop.setExceptionHandler(3 as never)), loop.getExceptionHandler()],
      ['TypeError: A callable object or None is expected, got 3', undefined],
    );
  });
});
