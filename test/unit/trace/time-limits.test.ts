import { deepStrictEqual } from 'node:assert/strict';
import { Timeline } from '../../../src/trace/timeline';
import { TraceBuilder } from '../../support/trace-builder';

describe('the timeouts of tasks', () => {
  it('are over when their timer runs, not needed when it is taken back, and open at the end', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1);
    t.timer(0, 1000, 'timeout is over', 1, 1).timer(0, 1001, 'timeout of wait', 2, 1);
    t.timer(0, 1002, 'timeout is over', 9, 1);
    // Timers of other kinds, those that no task set, and those of the user's own `timeout` are none.
    t.timer(0, 1003, 'sleep is over', 5, 1)
      .timer(0, 1004, 'timeout is over', 5)
      .timer(0, 1005, 'timeout', 5, 1);
    t.timerCancelled(0, 1000).timerCancelled(0, 1003).suspended(0, 1, 'future');
    t.idle(0, 2).calls(2, 2, 1001, 'timeout of wait');
    const timeline = new Timeline(t.end(3));
    const { trace } = timeline;
    deepStrictEqual(
      timeline
        .timeLimits(1)
        .map(({ set, deadline, end, isOver }) => [
          ...[trace.time(set), deadline, end < 0 ? 'open' : trace.time(end), isOver],
        ]),
      [
        [0, 1, 0, false],
        [0, 2, 2, true],
        [0, 9, 'open', false],
      ],
    );
    deepStrictEqual(timeline.timeLimits(2), []);
  });
});
