import { deepStrictEqual } from 'node:assert/strict';
import {
  AsyncFunctionCoroutine,
  EventLoop,
  markAwait,
  type ReadVariables,
  VirtualClock,
} from '../../../../src/runtime';
import { StackReporter } from '../../../../src/scenarios/typescript/stack-reporter';
import { Recorder } from '../../../../src/trace/recorder';
import { StackRecorder } from '../../../../src/trace/stack-recorder';
import { TraceStore } from '../../../../src/trace/store';

const SITE = 7;

/** The rows of a task that waits where its variable `name` is read in this way. */
function rowsOf(read: ReadVariables): string[] {
  const loop = new EventLoop({ clock: new VirtualClock({ now: () => 0, grain: 1 }) });
  const task = loop.createTask(
    new AsyncFunctionCoroutine(
      function* () {
        markAwait(SITE, read);
        yield loop.createFuture();
      },
      { qualname: 'main', site: 1 },
    ),
  );
  loop.runOnce();
  const trace = new TraceStore();
  const recorder = new Recorder((chunk) => trace.append(chunk), { maxEvents: 100 });
  const reporter = new StackReporter(new StackRecorder(recorder, () => 0), {
    positionOf: () => 0,
    variablesAt: (site) => (site === SITE ? ['name'] : []),
    text: (text) => recorder.text(text),
  });
  reporter.report(task, 1);
  recorder.flush();
  return Array.from({ length: trace.length }, (_, row) =>
    trace.kind(row) === 'task.local'
      ? `${trace.text(trace.b(row))} = ${trace.text(trace.c(row))}`
      : trace.kind(row),
  );
}

describe('The stack reporter', () => {
  it('reads variables by what came with the place of the await', () => {
    deepStrictEqual(
      rowsOf(() => [3]),
      ['task.frame', 'name = 3'],
    );
  });

  it('leaves out variables that cannot be read, and tells the stack', () => {
    const rows = rowsOf(() => {
      throw new ReferenceError("Cannot access 'name' before initialization");
    });
    deepStrictEqual(rows, ['task.frame']);
  });
});
