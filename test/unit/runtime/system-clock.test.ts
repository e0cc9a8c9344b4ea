import { deepStrictEqual } from 'node:assert/strict';
import { SystemClock } from '../../../src/runtime';
import { makeLoop } from './support';

/** A system clock whose thread blocks on a real time that the test moves. */
function setUp() {
  const real = { now: 1000, wakesAfter: Number.POSITIVE_INFINITY };
  const blocked: Array<number | undefined> = [];
  const clock = new SystemClock({
    now: () => real.now,
    block: (seconds) => {
      blocked.push(seconds);
      real.now += Math.min(seconds ?? Number.POSITIVE_INFINITY, real.wakesAfter);
      real.wakesAfter = Number.POSITIVE_INFINITY;
    },
  });
  return { real, blocked, clock };
}

describe('SystemClock', () => {
  it('waits until the deadline, and not at all for one that has passed', () => {
    const { real, blocked, clock } = setUp();
    clock.idle(2);
    clock.idle(1);
    real.wakesAfter = 3;
    clock.idle(undefined);
    deepStrictEqual([blocked, clock.time()], [[2, undefined], 5]);
  });

  it('does not wait when it was woken before', () => {
    const { blocked, clock } = setUp();
    clock.wake();
    clock.idle(2);
    clock.idle(2);
    deepStrictEqual([blocked, clock.time()], [[2], 2]);
  });

  it('sleeps to the end, and keeps a wake for the loop', () => {
    const { real, blocked, clock } = setUp();
    real.wakesAfter = 0.5;
    clock.sleep(2);
    clock.idle(9);
    deepStrictEqual([blocked, clock.time()], [[2, 1.5], 2]);
  });

  it('drives a loop', () => {
    const { real, clock } = setUp();
    const { loop } = makeLoop({ clock });
    const log: string[] = [];
    loop.callLater(1, () => {
      real.now += 2;
      log.push(`worked until ${loop.time()}`);
    });
    loop.callLater(2, () => log.push(`late at ${loop.time()}`));
    loop.callLater(4, () => loop.stop());
    loop.runForever();
    deepStrictEqual([log, loop.time()], [['worked until 3', 'late at 3'], 4]);
  });
});
