import { deepStrictEqual } from 'node:assert/strict';
import { linePlaces } from '../../../src/analysis/line-places';
import { TaskNames } from '../../../src/analysis/task-names';
import { momentAtTime } from '../../../src/trace/cursor';
import type { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';
import { Whereabouts } from '../../../src/trace/whereabouts';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';

/** `line: text`, with `>` in front of the line that runs. */
function places(trace: TraceStore, time: number): string[] {
  const timeline = new Timeline(trace);
  const cursor = momentAtTime(trace, time);
  return linePlaces(new Whereabouts(timeline), cursor, new TaskNames(timeline)).map(
    ({ line, text, isRunning }) => `${isRunning ? '>' : ' '}${line}: ${text}`,
  );
}

describe('Places of tasks', () => {
  it('follow the cursor', () => {
    const trace = blockedSleepTrace();
    deepStrictEqual(places(trace, -1), []);
    deepStrictEqual(places(trace, 0.5), [
      '>12: ▶ func2 runs',
      ' 19: ◂ main waits',
      ' 7: ◂ func1 waits',
    ]);
    deepStrictEqual(places(trace, 1.5), [
      '>12: ▶ func2 runs',
      ' 19: ◂ main waits',
      ' 7: ▹ func1 is ready',
    ]);
    deepStrictEqual(places(trace, 2), []);
  });

  it('name three tasks at one line, and count more', () => {
    const t = new TraceBuilder();
    for (let task = 1; task <= 7; task++) {
      t.created(0, task, 'nap').step(0, task);
      t.suspended(0, task, 'event', { position: t.at(task <= 4 ? 5 : 6, `f${task}`) });
    }
    t.cancelling(1, 5).created(1, 8, 'late', 0, t.at(5)).created(1, 9, 'main').step(1, 9, t.at(5));
    deepStrictEqual(places(t.soFar(), 1), [
      '>5: ▶ main runs · ▹ late is ready · ◂ 4 tasks wait',
      ' 6: ◂ nap #5 (cancelling), nap #6, nap #7 wait',
    ]);
  });

  it('show a callback of the program, and leave out tasks whose line is unknown', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).suspended(0, 1, 'event');
    t.asked(0, 1000, 'tick', 1, t.at(3)).calls(1, 2, 1000, 'tick', () =>
      t.block(1, 2, 0, 'sleep', t.at(9)),
    );
    deepStrictEqual(places(t.soFar(), 1.5), ['>9: ▶ callback tick runs']);
  });
});
