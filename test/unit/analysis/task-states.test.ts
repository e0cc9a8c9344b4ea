import { deepStrictEqual } from 'node:assert/strict';
import { TaskNames } from '../../../src/analysis/task-names';
import { taskStates } from '../../../src/analysis/task-states';
import { waitText } from '../../../src/analysis/wait-text';
import { momentAtTime } from '../../../src/trace/cursor';
import type { WaitKind } from '../../../src/trace/schema';
import type { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';

/** State, since when, line, and what the task waits for or died of. */
function states(trace: TraceStore, time: number) {
  return taskStates(new Timeline(trace), momentAtTime(trace, time)).map((one) => [
    `${one.name} ${one.state}${one.cancelling ? ' cancelling' : ''} since ${one.since}`,
    one.position?.line,
    one.waitText || one.exception,
  ]);
}

describe('Task states', () => {
  it('follow the cursor', () => {
    const trace = blockedSleepTrace();
    deepStrictEqual(states(trace, -1), []);
    deepStrictEqual(states(trace, 0.5), [
      ['main waiting since 0', 19, 'task func1'],
      ['func1 waiting since 0', 7, 'sleep 1.0 s'],
      // Line 12 holds the loop: that says more than line 10, where the step began.
      ['func2 running since 0', 12, ''],
    ]);
    deepStrictEqual(states(trace, 1.5), [
      ['main waiting since 0', 19, 'task func1'],
      ['func1 ready since 1', 7, ''],
      ['func2 running since 0', 12, ''],
    ]);
    deepStrictEqual(states(trace, 2), [
      ['main done since 2', undefined, ''],
      ['func1 done since 2', undefined, ''],
      ['func2 done since 2', undefined, ''],
    ]);
  });

  it('tell tasks that have not run, are to be cancelled, or failed', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main', 0, t.at(20)).created(0, 2, 'child', 1, t.at(4)).step(1, 1, t.at(3));
    t.suspended(1, 1, 'sleep', { detail: '9 s', position: t.at(6), deadline: 10 });
    t.cancelling(2, 1).step(3, 2, t.at(9));
    t.ended(3, 2, 'failed', "ValueError: 'no'", t.at(11));
    const trace = t.soFar();
    deepStrictEqual(states(trace, 0), [
      ['main ready since 0', 20, ''],
      ['child ready since 0', 4, ''],
    ]);
    deepStrictEqual(states(trace, 1), [
      ['main waiting since 1', 6, 'sleep 9 s'],
      ['child ready since 0', 4, ''],
    ]);
    deepStrictEqual(states(trace, 3), [
      ['main waiting cancelling since 1', 6, 'sleep 9 s'],
      ['child failed since 3', 11, "ValueError: 'no'"],
    ]);
  });

  it('know where a task waited before it was ready, however often it was', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main');
    for (let time = 1; time <= 5; time++) {
      t.step(time, 1, t.at(3)).suspended(time, 1, 'event', { position: t.at(10 + time) });
      t.ready(time + 0.5, 1, 'woken');
    }
    deepStrictEqual(
      [1.7, 3.7, 5.7].map((time) => states(t.soFar(), time)[0]),
      [
        ['main ready since 1.5', 11, ''],
        ['main ready since 3.5', 13, ''],
        ['main ready since 5.5', 15, ''],
      ],
    );
  });

  it('put what a task waits for into words', () => {
    const words = (wait: WaitKind, detail: string, on = 0) => {
      const t = new TraceBuilder().created(0, 1, 'main').suspended(0, 1, wait, { detail, on });
      const timeline = new Timeline(t.soFar());
      return waitText(timeline, new TaskNames(timeline), timeline.trace.length - 1);
    };
    deepStrictEqual(
      [
        words('sleep', '1.0 s'),
        words('task', '', 1),
        words('task', '', 7),
        words('lock', ''),
        words('gather', '3 tasks'),
        words('yield', ''),
        words('other', 'socket.accept'),
        words('other', ''),
      ],
      [
        'sleep 1.0 s',
        'task main',
        'task task 7',
        'lock',
        'gather 3 tasks',
        'its next turn',
        'socket.accept',
        'something without a name',
      ],
    );
  });
});
