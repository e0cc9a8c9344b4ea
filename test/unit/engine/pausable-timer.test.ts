import { deepStrictEqual } from 'node:assert/strict';
import { mock } from 'node:test';
import { PausableTimer } from '../../../src/engine/supervisor/pausable-timer';

describe('a timer that can be paused', () => {
  let time = 0;

  beforeEach(() => {
    time = 0;
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => mock.timers.reset());

  function pass(milliseconds: number): void {
    time += milliseconds;
    mock.timers.tick(milliseconds);
  }

  it('calls back once, after its time without the pauses', () => {
    const over: number[] = [];
    const timer = new PausableTimer(
      100,
      () => over.push(time),
      () => time,
    );
    pass(40);
    timer.pause();
    timer.pause();
    pass(1000);
    timer.resume();
    timer.resume();
    pass(59);
    deepStrictEqual(over, []);
    pass(1);
    pass(1000);
    deepStrictEqual(over, [1100]);
  });

  it('never calls back after its end', () => {
    const over: number[] = [];
    const timer = new PausableTimer(100, () => over.push(time));
    timer.dispose();
    pass(1000);
    deepStrictEqual(over, []);
  });
});
