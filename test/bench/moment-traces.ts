import { Recorder } from '../../src/trace/recorder';
import { RunRecorder } from '../../src/trace/run-recorder';
import { WAIT_KINDS } from '../../src/trace/schema';
import { TraceStore } from '../../src/trace/store';

const SLEEP = WAIT_KINDS.indexOf('sleep');

/**
 * The trace of `tasks` tasks that sleep `sleeps` times, all at the same moments, so that all of them
 * are ready, and all of their timers are set, at once.
 */
export function writeSteps(tasks: number, sleeps: number): TraceStore {
  const store = new TraceStore();
  const recorder = new Recorder((chunk) => store.append(chunk), { maxEvents: 10_000_000 });
  let now = 0;
  let handles = 0;
  let iteration = 1;
  const run = new RunRecorder(recorder, () => now);
  const call = recorder.text('sleep is over');
  const ids = Array.from({ length: tasks }, (_, index) => run.newTask(`w${index}`, 'worker', 0, 0));
  for (const task of ids) run.taskReady(task, ++handles);
  for (let sleep = 0; sleep <= sleeps; sleep++) {
    const timers: number[] = [];
    for (const [index, task] of ids.entries()) {
      run.beginStep(task, ++handles, tasks - index, iteration);
      if (sleep === sleeps) {
        run.ended(task, 0, 0, 0);
        continue;
      }
      timers.push(++handles);
      run.timerSet(handles, call, 0, now + 1);
      run.suspended(task, SLEEP, 0, 0, 0, now + 1);
    }
    run.idle(now, now + 1);
    now++;
    iteration++;
    for (const [index, timer] of timers.entries()) {
      run.beginCallback(timer, call, iteration, 0, 0, now);
      run.taskReady(ids[index]!, ++handles);
      run.endCallback(timer);
    }
    iteration++;
  }
  recorder.flush();
  return store;
}
