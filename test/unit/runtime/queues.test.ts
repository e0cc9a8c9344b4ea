import { deepStrictEqual } from 'node:assert/strict';
import { Handle, type TimerHandle } from '../../../src/runtime';
import { ReadyQueue } from '../../../src/runtime/ready-queue';
import { TimerQueue } from '../../../src/runtime/timer-queue';
import { makeLoop } from './support';

describe('ReadyQueue', () => {
  it('keeps its order over growth and wrapping', () => {
    const { loop } = makeLoop();
    const queue = new ReadyQueue();
    const taken: number[] = [];
    const expected: number[] = [];
    for (let round = 0; round < 300; round++) {
      for (let count = 0; count < 3; count++) {
        const handle = new Handle(loop);
        expected.push(handle.id);
        queue.push(handle);
      }
      taken.push(queue.shift()?.id ?? 0, queue.shift()?.id ?? 0);
    }
    const rest = [...queue].map((handle) => handle.id);
    deepStrictEqual([...taken, ...rest], expected);
    deepStrictEqual([queue.length, queue.shift()?.id], [300, rest[0]]);
  });

  it('is empty after clear', () => {
    const queue = new ReadyQueue();
    queue.push(new Handle(makeLoop().loop));
    queue.clear();
    deepStrictEqual([queue.length, queue.shift(), [...queue]], [0, undefined, []]);
  });
});

describe('TimerQueue', () => {
  function setUp(count: number): { queue: TimerQueue; timers: TimerHandle[] } {
    const { loop } = makeLoop();
    const queue = new TimerQueue();
    const timers = Array.from({ length: count }, (_, index) => loop.callAt(index + 1, () => {}));
    for (const timer of timers) queue.push(timer);
    return { queue, timers };
  }

  function cancel(queue: TimerQueue, timers: TimerHandle[]): void {
    for (const timer of timers) {
      queue.noteCancelled();
      timer.cancel();
    }
  }

  // The two numbers are those of base_events: more than 100 timers, more than half cancelled.
  it('drops all cancelled timers at once when they are many', () => {
    const { queue, timers } = setUp(102);
    cancel(queue, timers.slice(51));
    queue.clean();
    const atHalf = queue.size;
    cancel(queue, timers.slice(50, 51));
    queue.clean();
    deepStrictEqual([atHalf, queue.size, timers[101]?.scheduled], [102, 50, false]);
  });

  it('otherwise drops them when they come to the front', () => {
    const { queue, timers } = setUp(100);
    cancel(queue, [...timers.slice(0, 3), ...timers.slice(10)]);
    queue.clean();
    deepStrictEqual([queue.size, queue.nextDeadline()], [97, 4]);
  });

  it('takes what is due, a resolution early at most', () => {
    const { queue, timers } = setUp(3);
    const due = (time: number) => timers.indexOf(queue.takeDue(time, 0.125)!);
    deepStrictEqual(
      [due(0.875), due(0.9375), due(1.5), due(2), due(9), due(9)],
      [-1, 0, -1, 1, 2, -1],
    );
  });
});
