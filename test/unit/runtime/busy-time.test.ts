import { deepStrictEqual } from 'node:assert/strict';
import { type EventLoop, SystemClock, sleep } from '../../../src/runtime';
import { makeLoop } from './support';

/** When each of `count` steps of a program ran that is never idle, and when the next one did. */
function timesOfSteps(loop: EventLoop, count: number): number[] {
  const times: number[] = [];
  function* spin() {
    for (let step = 0; step < count; step++) {
      times.push(loop.time());
      yield* sleep(0);
    }
    times.push(loop.time());
  }
  loop.runUntilComplete(spin());
  return times;
}

describe('BusyTime', () => {
  it('lets a program go on for 10,000 iterations that cost nothing, then each costs 20 µs', () => {
    const times = timesOfSteps(makeLoop().loop, 10_002);
    deepStrictEqual(times.slice(0, 10_000), new Array(10_000).fill(0));
    // A cost is paid at the beginning of a step.
    deepStrictEqual(times.slice(10_000), [20e-6, 40e-6, 40e-6 + 20e-6]);
  });

  it('counts anew after time has passed in another way', () => {
    const { loop } = makeLoop();
    function* main() {
      for (let round = 0; round < 3; round++) {
        for (let step = 0; step < 9000; step++) yield* sleep(0);
        yield* sleep(0.5);
      }
    }
    loop.runUntilComplete(main());
    deepStrictEqual(loop.time(), 1.5);
  });

  it('brings a program to its end that asks again and again whether a task is done', () => {
    const { loop } = makeLoop();
    const log: unknown[] = [];
    function* main() {
      const task = loop.createTask(sleep(0.1, 'result'));
      while (!task.done()) yield* sleep(0);
      log.push(task.result(), loop.time().toFixed(3));
    }
    loop.runUntilComplete(main());
    deepStrictEqual(log, ['result', '0.100']);
  });

  it('costs nothing on a real clock, where time passes anyway', () => {
    const clock = new SystemClock({ now: () => 7, block: () => {} });
    const times = timesOfSteps(makeLoop({ clock }).loop, 11_000);
    deepStrictEqual(new Set(times), new Set([0]));
  });

  it('moves the clock for each delay, however short', () => {
    const { loop } = makeLoop();
    const times: number[] = [];
    function* main() {
      yield* sleep(4);
      for (const delay of [0, 1e-17, 1e-12, 1e-9]) {
        const before = loop.time();
        yield* sleep(delay);
        times.push(Math.round((loop.time() - before) * 1e9));
      }
    }
    loop.runUntilComplete(main());
    deepStrictEqual(times, [0, 1, 1, 1]);
  });
});
