import { deepStrictEqual } from 'node:assert/strict';
import { LimitReached, LoopStalled, sleep, VirtualClock } from '../../../src/runtime';
import { makeLoop, thrown } from './support';

/** A stopwatch for real time that the test moves, and a virtual clock that measures with it. */
interface Options {
  grain?: number;
  block?: (seconds: number | undefined) => void;
  worked?: (elapsed: number) => number;
}

function setUp(options: Options = {}) {
  const real = { now: 100 };
  const clock = new VirtualClock({ now: () => real.now, ...options });
  return { real, clock };
}

describe('VirtualClock', () => {
  it('jumps over idle time, and costs nothing for work below the grain of 0.01 s', () => {
    const { real, clock } = setUp();
    clock.idle(1.5);
    const times = [clock.time()];
    clock.beginWork();
    real.now += 0.0099;
    times.push(clock.time());
    clock.endWork();
    real.now += 50;
    clock.idle(1);
    times.push(clock.time());
    deepStrictEqual(times, [1.5, 1.5, 1.5]);
  });

  it('counts work in full from the grain on, at once and once', () => {
    const { real, clock } = setUp({ grain: 0.25 });
    const times: number[] = [];
    clock.beginWork();
    for (let part = 0; part < 3; part++) {
      real.now += 0.125;
      times.push(clock.time());
    }
    clock.endWork();
    times.push(clock.time());
    deepStrictEqual(times, [0, 0.25, 0.375, 0.375]);
  });

  it('does not count what the machine gave to others', () => {
    const cpu = { share: 0.5 };
    const { real, clock } = setUp({ grain: 0.25, worked: (elapsed) => elapsed * cpu.share });
    const times: number[] = [];
    clock.beginWork();
    // Half of 0.25 s was worked: below the grain. Half of 1 s is not.
    for (const seconds of [0.25, 0.75]) {
      real.now += seconds;
      times.push(clock.time());
    }
    clock.endWork();
    times.push(clock.time());
    deepStrictEqual(times, [0, 0.5, 0.5]);
  });

  it('does not go back when its meter forgets what was worked', () => {
    const cpu = { share: 1 };
    const { real, clock } = setUp({ grain: 0.25, worked: (elapsed) => elapsed * cpu.share });
    const times: number[] = [];
    clock.beginWork();
    real.now += 0.5;
    times.push(clock.time());
    cpu.share = 0.1;
    times.push(clock.time());
    clock.beginWork();
    clock.endWork();
    clock.endWork();
    times.push(clock.time());
    deepStrictEqual(times, [0.5, 0.5, 0.5]);
  });

  it('adds what is slept to what is worked', () => {
    const { real, clock } = setUp();
    clock.beginWork();
    real.now += 0.5;
    clock.sleep(2);
    real.now += 0.25;
    clock.sleep(-1);
    const during = clock.time();
    clock.endWork();
    deepStrictEqual([during, clock.time()], [2.75, 2.75]);
  });

  it('never measures with an infinite grain', () => {
    const clock = new VirtualClock({
      now: () => {
        throw new Error('The real time was asked for.');
      },
      grain: Number.POSITIVE_INFINITY,
    });
    clock.beginWork();
    clock.sleep(1);
    clock.exclude(() => clock.time());
    clock.endWork();
    clock.idle(3);
    deepStrictEqual(clock.time(), 3);
  });

  it('measures nested pieces one by one, and not what lies between them', () => {
    const { real, clock } = setUp({ grain: 0.25 });
    clock.beginWork();
    real.now += 1; // The main program works.
    clock.beginWork();
    real.now += 0.5; // A step.
    clock.endWork();
    const afterStep = clock.time();
    clock.idle(5);
    clock.beginWork();
    real.now += 0.125; // A step below the grain.
    clock.endWork();
    const before = clock.time();
    real.now += 0.25; // The main program again.
    clock.endWork();
    deepStrictEqual([afterStep, before, clock.time()], [1.5, 5, 5.25]);
  });

  it('leaves out what the host excludes', () => {
    const { real, clock } = setUp();
    clock.beginWork();
    real.now += 1;
    const inside = clock.exclude(() => {
      real.now += 10;
      clock.exclude(() => {
        real.now += 10;
      });
      return clock.time();
    });
    real.now += 1;
    clock.endWork();
    deepStrictEqual([inside, clock.time()], [1, 2]);
  });

  it('does not go back when the real time does', () => {
    const { real, clock } = setUp({ grain: 0 });
    clock.beginWork();
    real.now -= 5;
    const during = clock.time();
    clock.endWork();
    deepStrictEqual([during, clock.time()], [0, 0]);
  });

  it('says that nothing is left to wait for, unless it was woken', () => {
    const { clock } = setUp();
    clock.wake();
    clock.idle(undefined);
    const stalled = 'LoopStalled: Nothing is left that could wake the program.';
    deepStrictEqual(
      [thrown(() => clock.idle(undefined)), thrown(() => clock.idle(Number.POSITIVE_INFINITY))],
      [stalled, stalled],
    );
  });

  it('waits in real time while something outside is outstanding', () => {
    const blocked: Array<number | undefined> = [];
    const { real, clock } = setUp({
      block: (seconds) => {
        blocked.push(seconds);
        real.now += 2;
      },
    });
    clock.beginOutside();
    clock.idle(5); // Woken after 2 s.
    clock.idle(3.5); // Woken half a second late, at 4 s.
    clock.idle(undefined);
    clock.idle(Number.NaN);
    const waited = clock.time();
    clock.endOutside();
    clock.idle(10);
    deepStrictEqual([blocked, waited, clock.time()], [[5, 1.5, undefined], 5.5, 10]);
  });
});

describe('VirtualClock while time is real', () => {
  /** What the clock shows after 2 s of its own and `seconds` of real time. */
  function after(seconds: number, isKept: boolean, short?: number): number {
    const { real, clock } = setUp();
    clock.idle(2);
    clock.beginReal(10);
    real.now += seconds;
    clock.endReal(isKept, short);
    return clock.time();
  }

  it('keeps what passes, up to its limit, or forgets it', () => {
    deepStrictEqual([after(0.5, true), after(20, true), after(0.5, false)], [2.5, 12, 2]);
  });

  it('forgets a short while that nobody has seen, and no other', () => {
    const { real, clock } = setUp();
    clock.beginReal(10);
    real.now += 0.25;
    const seen = clock.time();
    clock.endReal(true, 0.5);
    deepStrictEqual(
      [after(0.25, true, 0.5), after(0.5, true, 0.5), seen, clock.time()],
      [2, 2.5, 0.25, 0.25],
    );
  });
});

describe('a loop on a virtual clock', () => {
  it('adds measured work to the time at which the next timer runs', () => {
    const { real, clock } = setUp();
    const { loop } = makeLoop({ clock });
    const log: string[] = [];
    loop.callLater(1, () => {
      real.now += 0.75;
      log.push(`work until ${loop.time()}`);
    });
    loop.callLater(1.5, () => log.push(`late at ${loop.time()}`));
    loop.callLater(2, () => loop.stop());
    loop.runForever();
    deepStrictEqual([log, loop.time()], [['work until 1.75', 'late at 1.75'], 2]);
  });

  it('ends a program that waits for nothing that can come', () => {
    const { loop } = makeLoop();
    let error: unknown;
    try {
      loop.runUntilComplete(loop.createFuture());
    } catch (caught) {
      error = caught;
    }
    deepStrictEqual(error instanceof LoopStalled, true);
  });

  it('treats an endless sleep like nothing to wait for', () => {
    const { loop } = makeLoop({ limits: { seconds: 10 } });
    deepStrictEqual(
      thrown(() => loop.runUntilComplete(sleep(Number.POSITIVE_INFINITY))),
      'LoopStalled: Nothing is left that could wake the program.',
    );
  });
});

describe('limits', () => {
  it('stop a program that never lets the time pass', () => {
    const { loop } = makeLoop({ limits: { steps: 1000 } });
    const log: unknown[] = [];
    let count = 0;
    const again = () => {
      count++;
      loop.callSoon(again);
    };
    loop.callSoon(again);
    try {
      loop.runForever();
    } catch (error) {
      if (error instanceof LimitReached) log.push(error.limit, error.value, error.message);
    }
    deepStrictEqual(
      [count, log],
      [1000, ['steps', 1000, 'The program ran 1000 callbacks, which is the limit.']],
    );
  });

  it('stop a program that never ends, at the limit, however it passes the time', () => {
    const { loop } = makeLoop({ limits: { seconds: 10 } });
    const ticks: number[] = [];
    const tick = () => {
      ticks.push(loop.time());
      loop.callLater(4, tick);
    };
    loop.callSoon(tick);
    const waiting = thrown(() => loop.runForever());
    const second = makeLoop({ limits: { seconds: 10 } }).loop;
    const block = () => {
      second.clock.sleep(6);
      second.callSoon(block);
    };
    second.callSoon(block);
    const blocking = thrown(() => second.runForever());
    const message = 'LimitReached: The program reached 10 s on its clock, which is the limit.';
    deepStrictEqual(
      [ticks, loop.time(), waiting, second.time(), blocking],
      [[0, 4, 8], 10, message, 12, message],
    );
  });
});
