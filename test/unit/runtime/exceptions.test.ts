import { deepStrictEqual } from 'node:assert/strict';
import { InternalError } from '../../../src/base/assert';
import {
  CancelledError,
  type Coroutine,
  type ExceptionContext,
  LoopAbort,
  SystemExit,
  sleep,
} from '../../../src/runtime';
import { fail, makeLoop, thrown } from './support';

/* What is reported was printed by CPython 3.14.2; positions of callbacks are left out here. */
describe('exceptions in callbacks', () => {
  function bad(_name: string): void {
    throw new Error('x');
  }

  it('go to the log, CancelledError too, and the loop goes on', () => {
    const { loop, notes } = makeLoop();
    loop.callSoon(bad, 'Ada');
    loop.callSoon(function cancelled() {
      throw new CancelledError('c');
    });
    loop.callSoon(() => notes.lines.push('after'));
    loop.runOnce();
    deepStrictEqual(notes.lines, [
      "error: Exception in callback bad('Ada')\nhandle: <Handle bad('Ada')> | Error: x",
      'error: Exception in callback cancelled()\nhandle: <Handle cancelled()> | CancelledError: c',
      'after',
    ]);
  });

  it('go to the handler that was set, until it is taken back', () => {
    const { loop, notes } = makeLoop();
    const contexts: ExceptionContext[] = [];
    const handler = (_loop: unknown, context: ExceptionContext) => contexts.push(context);
    loop.setExceptionHandler(handler);
    const handle = loop.callSoon(bad, 'Ada');
    loop.runOnce();
    deepStrictEqual(loop.getExceptionHandler(), handler);
    loop.setExceptionHandler(undefined);
    loop.callExceptionHandler({ message: '' });
    deepStrictEqual(contexts, [
      { message: "Exception in callback bad('Ada')", exception: new Error('x'), handle },
    ]);
    deepStrictEqual(notes.lines, ['error: Unhandled exception in event loop']);
  });

  it('of the exception handler itself are logged', () => {
    const { loop, notes } = makeLoop();
    loop.setExceptionHandler(() => {
      throw new Error('handler');
    });
    loop.callSoon(bad, 'Ada');
    loop.runOnce();
    deepStrictEqual(notes.lines, [
      'error: Unhandled error in exception handler\ncontext: [object Object] | Error: handler',
    ]);
  });

  it('of a handler that ends the run do so', () => {
    const { loop } = makeLoop();
    loop.setExceptionHandler(() => {
      throw new SystemExit(2);
    });
    loop.callSoon(bad, 'Ada');
    deepStrictEqual(
      thrown(() => loop.runOnce()),
      'SystemExit: 2',
    );
  });

  it('of the host and of Loopscope itself never reach the handler', () => {
    for (const error of [new LoopAbort('stop'), new InternalError('It broke.')]) {
      const { loop, notes } = makeLoop();
      loop.callSoon(() => {
        throw error;
      });
      deepStrictEqual([thrown(() => loop.runOnce()), notes.lines], [String(error), []]);
    }
  });
});

describe('exceptions that nobody retrieved', () => {
  // CPython reports when the future is collected; ours, which cannot know, when the loop is closed.
  it('are reported when the loop is closed', () => {
    const { loop, notes } = makeLoop();
    const seen = loop.createFuture();
    seen.setException(new Error('seen'));
    seen.exception();
    const lost = loop.createFuture();
    lost.setException(new Error('x'));
    loop.createTask(fail(new Error('k')));
    const awaited = loop.createTask(fail(new Error('k')));
    thrown(() => loop.runUntilComplete(awaited));
    loop.close();
    deepStrictEqual(notes.lines, [
      'error: Future exception was never retrieved\n' +
        "future: <Future finished exception=Error('x')> | Error: x",
      'error: Task exception was never retrieved\n' +
        "future: <Task finished name='Task-1' exception=Error('k')> | Error: k",
    ]);
  });
});

describe('an exception that ended the run', () => {
  it('is not reported again when the loop is closed', () => {
    const { loop, notes } = makeLoop();
    const message = thrown(() => loop.runUntilComplete(fail(new SystemExit(1))));
    loop.close();
    deepStrictEqual([message, notes.lines], ['SystemExit: 1', []]);
  });
});

describe('debug mode', () => {
  function notify(): void {}

  it('logs callbacks and steps that took too long, by the clock of the loop', () => {
    const { loop, notes } = makeLoop({ debug: true });
    loop.callSoon(function slow(seconds: number) {
      loop.clock.sleep(seconds);
    }, 0.1);
    loop.callSoon(() => loop.clock.sleep(0.0625));
    const task = loop.createTask(
      (function* (): Coroutine<void> {
        loop.clock.sleep(0.25);
        yield* sleep(1);
      })(),
    );
    loop.runUntilComplete(task);
    deepStrictEqual(notes.lines, [
      'warning: Executing <Handle slow(0.1)> took 0.100 seconds',
      "warning: Executing <Task pending name='Task-1' wait_for=<Future pending>> took 0.250 seconds",
    ]);
  });

  it('refuses coroutines and what cannot be called', () => {
    const inMode = (debug: boolean): string[] => {
      const { loop } = makeLoop({ debug });
      return [
        thrown(() => loop.callSoon(sleep(1) as never)),
        thrown(() => loop.callSoon(5 as never)),
        thrown(() => loop.callSoonThreadsafe(undefined as never)),
        thrown(() => loop.callLater(1, null as never)),
        thrown(() => loop.callAt(1, 'x' as never)),
      ];
    };
    const refusals = [
      'TypeError: coroutines cannot be used with callSoon()',
      'TypeError: a callable object was expected by callSoon(), got 5',
      'TypeError: a callable object was expected by callSoonThreadsafe(), got undefined',
      'TypeError: a callable object was expected by callAt(), got null',
      "TypeError: a callable object was expected by callAt(), got 'x'",
    ];
    deepStrictEqual([inMode(false), inMode(true)], [refusals, refusals]);
  });

  it('still names a handle that was cancelled', () => {
    const texts = [true, false].map((debug) => {
      const { loop } = makeLoop({ debug });
      const timer = loop.callLater(1.5, notify);
      const before = String(timer);
      timer.cancel();
      return [before, String(timer)];
    });
    deepStrictEqual(texts, [
      ['<TimerHandle when=1.5 notify()>', '<TimerHandle cancelled when=1.5 notify()>'],
      ['<TimerHandle when=1.5 notify()>', '<TimerHandle cancelled when=1.5>'],
    ]);
  });
});
