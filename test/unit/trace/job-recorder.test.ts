import { deepStrictEqual } from 'node:assert/strict';
import { JobRecorder } from '../../../src/trace/job-recorder';
import { Recorder } from '../../../src/trace/recorder';
import { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';

describe('JobRecorder', () => {
  it('writes jobs so that they can be read, with the times that the trace hears of late', () => {
    const store = new TraceStore();
    const recorder = new Recorder((chunk) => store.append(chunk));
    const clock = { time: 1 };
    const jobs = new JobRecorder(recorder, () => clock.time);
    const a = jobs.submitted(0, 'a()', 0);
    const thread = jobs.newWorker('w_0', 'thread');
    jobs.started(a, thread, 1);
    const [b, c] = [jobs.submitted(0, 'b()', 0), jobs.submitted(0, 'c()', 0)];
    jobs.ended(c, 'cancelled', 0, Number.NaN);
    clock.time = 5;
    jobs.ended(a, 'failed', recorder.text('ValueError'), 2);
    jobs.started(b, thread, 2);
    jobs.ended(b, 'done', 0, 5);
    recorder.flush();
    const timeline = new Timeline(store);
    deepStrictEqual(
      timeline.jobs.map(({ call, worker, from, to, outcome }) => [
        call,
        worker?.name,
        from,
        to,
        outcome,
      ]),
      [
        ['a()', 'w_0', 1, 2, 'failed'],
        ['b()', 'w_0', 2, 5, 'done'],
        ['c()', undefined, undefined, 1, 'cancelled'],
      ],
    );
  });
});
