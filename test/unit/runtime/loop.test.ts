import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  CancelledError,
  type Coroutine,
  Counter,
  findRunningLoop,
  getRunningLoop,
  Handle,
  KeyboardInterrupt,
  SystemClock,
  sleep,
  TimerHandle,
  VirtualClock,
} from '../../../src/runtime';
import { makeLoop, runMain, thrown } from './support';

/* Messages as printed by CPython 3.14.2. */
describe('EventLoop', () => {
  it('says in its text whether it runs, is closed, and is in debug mode', () => {
    const { loop } = makeLoop({ debug: true });
    const texts = [String(loop)];
    loop.callSoon(() => {
      loop.setDebug(false);
      texts.push(String(loop));
      loop.stop();
    });
    loop.runForever();
    loop.close();
    deepStrictEqual(
      [...texts, String(loop)],
      [
        '<EventLoop running=False closed=False debug=True>',
        '<EventLoop running=True closed=False debug=False>',
        '<EventLoop running=False closed=True debug=False>',
      ],
    );
  });

  it('refuses what makes no sense while it runs', () => {
    const log = runMain(function* (loop, note) {
      const missing = undefined as never;
      const nothing = () => {};
      note(thrown(() => loop.runForever()));
      note(thrown(() => loop.runUntilComplete(loop.createFuture())));
      note(thrown(() => loop.close()));
      note(thrown(() => loop.callLater(missing, nothing)));
      note(thrown(() => loop.callAt(missing, nothing)));
      note(thrown(() => makeLoop().loop.runForever()));
      yield;
    });
    deepStrictEqual(log, [
      'RuntimeError: This event loop is already running',
      'RuntimeError: This event loop is already running',
      'RuntimeError: Cannot close a running event loop',
      'TypeError: delay must not be None',
      'TypeError: when cannot be None',
      'RuntimeError: Cannot run the event loop while another loop is running',
    ]);
  });

  it('refuses everything once closed', () => {
    const { loop } = makeLoop();
    const nothing = () => {};
    loop.close();
    loop.close();
    const attempts = [
      () => loop.callSoon(nothing),
      () => loop.callLater(1, nothing),
      () => loop.callSoonThreadsafe(nothing),
      () => loop.runForever(),
      () => loop.createTask(sleep(0)),
    ];
    deepStrictEqual(
      [...attempts.map(thrown), loop.isClosed()],
      [...attempts.map(() => 'RuntimeError: Event loop is closed'), true],
    );
  });

  it('knows when it runs', () => {
    const { loop } = makeLoop();
    const log: unknown[] = [thrown(getRunningLoop), findRunningLoop()];
    loop.callSoon(() => {
      log.push(loop.isRunning(), getRunningLoop() === loop);
      loop.stop();
    });
    loop.runForever();
    log.push(loop.isRunning(), findRunningLoop());
    deepStrictEqual(log, [
      'RuntimeError: no running event loop',
      undefined,
      true,
      true,
      false,
      undefined,
    ]);
  });

  it('can run again after something ended the run', () => {
    const { loop } = makeLoop();
    const interrupt = function* (): Coroutine<number> {
      yield* sleep(1);
      throw new KeyboardInterrupt();
    };
    const first = thrown(() => loop.runUntilComplete(interrupt()));
    // The interrupted run left no stop behind, or the sleep would not get to its end.
    const second = loop.runUntilComplete(sleep(1, 'slept'));
    deepStrictEqual([first, second, loop.time()], ['KeyboardInterrupt', 'slept', 2]);
  });

  it('is not stopped by the main future of an earlier run', () => {
    const { loop } = makeLoop();
    const main = loop.createFuture();
    loop.callSoon(() => {
      throw new KeyboardInterrupt();
    });
    thrown(() => loop.runUntilComplete(main));
    loop.callLater(1, () => main.setResult(1));
    deepStrictEqual([loop.runUntilComplete(sleep(2, 'slept')), loop.time()], ['slept', 2]);
  });

  it('says so if it was stopped before the future was done', () => {
    const { loop } = makeLoop();
    const stopping = function* (): Coroutine<void> {
      loop.stop();
      yield* sleep(1);
    };
    strictEqual(
      thrown(() => loop.runUntilComplete(stopping())),
      'RuntimeError: Event loop stopped before Future completed.',
    );
  });

  it('throws what its main coroutine throws', () => {
    const { loop } = makeLoop();
    const cancelled = loop.createFuture();
    cancelled.cancel('c');
    let error: unknown;
    try {
      loop.runUntilComplete(cancelled);
    } catch (caught) {
      error = caught;
    }
    strictEqual(error instanceof CancelledError, true);
  });

  it('refuses a future of another loop', () => {
    strictEqual(
      thrown(() => makeLoop().loop.runUntilComplete(makeLoop().loop.createFuture())),
      'ValueError: The future belongs to a different loop than the one specified as the loop argument',
    );
  });

  it('runs handles and timers of subclasses; ids increase over both', () => {
    const { loop } = makeLoop();
    const log: string[] = [];
    class Numbered extends Handle {
      override run(): void {
        log.push(`handle ${this.id}`);
      }
    }
    class NumberedTimer extends TimerHandle {
      override run(): void {
        log.push(`timer ${this.id} at ${loop.time()}`);
        loop.stop();
      }
    }
    loop.scheduleTimer(new NumberedTimer(loop, 2));
    loop.schedule(new Numbered(loop));
    loop.schedule(new Numbered(loop));
    loop.runForever();
    deepStrictEqual(log, ['handle 2', 'handle 3', 'timer 1 at 2']);
  });

  it('polls once in each iteration, and a wake ends the idle wait', () => {
    const log: string[] = [];
    const clock = new VirtualClock({ now: () => 0, block: () => log.push('block') });
    const { loop } = makeLoop({ clock, poll: () => log.push('poll') });
    clock.beginOutside();
    loop.callSoonThreadsafe(() => log.push('ran'));
    loop.runOnce();
    // The wake above came while nobody was waiting, so that this iteration has nothing to do.
    loop.runOnce();
    loop.runOnce();
    deepStrictEqual(log, ['poll', 'ran', 'poll', 'block', 'poll']);
  });

  it('knows whether something will run by itself, at this moment or ever', () => {
    for (const Clock of [VirtualClock, SystemClock]) {
      const clock = new Clock({ now: () => 0, block: () => {} });
      const { loop } = makeLoop({ clock });
      const answers: boolean[][] = [];
      const ask = () => answers.push([loop.hasWorkNow(), loop.hasWorkAhead()]);
      ask();
      const handle = loop.callSoon(() => {});
      ask();
      handle.cancel();
      loop.stop();
      loop.runForever();
      const timer = loop.callLater(1, () => {});
      ask();
      timer.cancel();
      ask();
      clock.beginOutside();
      ask();
      clock.endOutside();
      loop.callLater(0, () => {});
      ask();
      deepStrictEqual(answers, [
        [false, false],
        [true, true],
        [false, true],
        [false, false],
        [false, true],
        [true, true],
      ]);
    }
  });

  it('shares the numbers in task names between the loops of a run', () => {
    const taskNumbers = new Counter();
    const names = [1, 2].map(() => {
      const { loop } = makeLoop({ taskNumbers });
      return loop.createTask(sleep(0)).getName();
    });
    deepStrictEqual(names, ['Task-1', 'Task-2']);
  });

  it('gives the same log ten times', () => {
    const runs = Array.from({ length: 10 }, () =>
      JSON.stringify(
        runMain(function* (loop, note) {
          const walker = function* (step: number): Coroutine<void> {
            for (let count = 0; count < 5; count++) {
              yield* sleep((step * count) % 3);
              note([step, count, loop.time()]);
            }
          };
          const tasks = Array.from({ length: 20 }, (_, step) => loop.createTask(walker(step)));
          for (const task of tasks) yield* task;
        }),
      ),
    );
    deepStrictEqual(new Set(runs).size, 1);
  });
});
