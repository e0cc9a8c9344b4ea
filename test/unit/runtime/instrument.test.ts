import { deepStrictEqual } from 'node:assert/strict';
import {
  type Coroutine,
  EventLoop,
  type Instrument,
  type PrimitiveInstrument,
  StepHandle,
  sleep,
  type ThreadInstrument,
  VirtualClock,
} from '../../../src/runtime';
import { makeLoop, outcome } from './support';

/** Writes down every event of a loop in the words of the interface. */
function recorder(
  log: string[],
): Required<Omit<Instrument, keyof ThreadInstrument | keyof PrimitiveInstrument>> {
  return {
    loopStarted: () => log.push('loopStarted'),
    loopStopped: () => log.push('loopStopped'),
    loopClosed: () => log.push('loopClosed'),
    iterationStarted: (iteration, ready) => log.push(`iteration ${iteration}: ${ready} ready`),
    handleScheduled: (handle) => log.push(`scheduled ${handle.id}`),
    timerScheduled: (timer) => log.push(`timer ${timer.id} for ${timer.when()}`),
    timerCancelled: (timer) => log.push(`timer ${timer.id} cancelled`),
    timerDue: (timer) => log.push(`timer ${timer.id} due`),
    beforeHandle: (handle, ready, iteration) =>
      log.push(`before ${handle.id}, ${ready} behind, in ${iteration}`),
    afterHandle: (handle) => log.push(`after ${handle.id}`),
    beforeIdle: (deadline) => log.push(`idle until ${deadline}`),
    afterIdle: () => log.push('idle ends'),
    taskCreated: (task, creator) =>
      log.push(`${task.getName()} created by ${creator?.getName() ?? 'nobody'}`),
    beforeTaskStep: (task) => log.push(`${task.getName()} steps`),
    afterTaskStep: (task, waitingOn) =>
      log.push(`${task.getName()} stepped, waits for ${waitingOn?.id ?? 'nothing'}`),
    taskDone: (task) => log.push(`${task.getName()} done`),
    cancelRequested: (task, by) =>
      log.push(`${task.getName()} cancelled by ${by?.getName() ?? 'nobody'}`),
    uncancelled: (task, left) => log.push(`${task.getName()} uncancelled, ${left} left`),
    futureDone: (future) => log.push(`future ${future.id} done`),
    neverRetrieved: (future) => log.push(`nobody asked future ${future.id}`),
  };
}

function* program(loop: EventLoop): Coroutine<void> {
  const child = loop.createTask(sleep(5));
  yield* sleep(1);
  child.cancel();
  yield* outcome(child);
}

describe('instruments', () => {
  it('see everything, in order', () => {
    const log: string[] = [];
    const { loop } = makeLoop({ instruments: [recorder(log)] });
    loop.runUntilComplete(program(loop));
    loop.close();
    deepStrictEqual(log, [
      'Task-1 created by nobody',
      'scheduled 1',
      'loopStarted',
      'iteration 1: 1 ready',
      'before 1, 0 behind, in 1',
      'Task-1 steps',
      'Task-2 created by Task-1',
      'scheduled 2',
      'timer 3 for 1',
      'Task-1 stepped, waits for 3',
      'after 1',
      'iteration 2: 1 ready',
      'before 2, 0 behind, in 2',
      'Task-2 steps',
      'timer 4 for 5',
      'Task-2 stepped, waits for 4',
      'after 2',
      'idle until 1',
      'idle ends',
      'timer 3 due',
      'iteration 3: 1 ready',
      'before 3, 0 behind, in 3',
      'future 3 done',
      'scheduled 5',
      'after 3',
      'iteration 4: 1 ready',
      'before 5, 0 behind, in 4',
      'Task-1 steps',
      'Task-2 cancelled by Task-1',
      'future 4 done',
      'scheduled 6',
      'Task-1 stepped, waits for 2',
      'after 5',
      'iteration 5: 1 ready',
      'before 6, 0 behind, in 5',
      'Task-2 steps',
      'timer 4 cancelled',
      'future 2 done',
      'Task-2 done',
      'scheduled 7',
      'Task-2 stepped, waits for nothing',
      'after 6',
      'iteration 6: 1 ready',
      'before 7, 0 behind, in 6',
      'Task-1 steps',
      'future 1 done',
      'Task-1 done',
      // The handle that stops the loop for runUntilComplete.
      'scheduled 8',
      'Task-1 stepped, waits for nothing',
      'after 7',
      'iteration 7: 1 ready',
      'before 8, 0 behind, in 7',
      'after 8',
      'loopStopped',
      'loopClosed',
    ]);
  });

  it('hear of a failed future that nobody asks before the exception handler does', () => {
    const log: string[] = [];
    const { loop } = makeLoop({
      instruments: [{ neverRetrieved: (future) => log.push(`instrument: ${future.id}`) }],
    });
    loop.setExceptionHandler((_loop, { message }) => log.push(message));
    const [forgotten, asked] = [loop.createFuture(), loop.createFuture()];
    for (const future of [forgotten, asked]) future.setException(new Error('lost'));
    asked.exception();
    loop.close();
    deepStrictEqual(log, [`instrument: ${forgotten.id}`, 'Future exception was never retrieved']);
  });

  it('that throw are taken out and reported once; the others and the program go on', () => {
    const healthy: string[] = [];
    const alone: string[] = [];
    const errors: string[] = [];
    const failing: Instrument = {
      taskDone: () => {
        throw new Error('broken');
      },
      loopStopped: () => errors.push('called after it was taken out'),
    };
    makeLoopAndRun([recorder(alone)]);
    makeLoopAndRun([failing, recorder(healthy)]);
    deepStrictEqual([errors, healthy], [['Error: broken true'], alone]);

    function makeLoopAndRun(instruments: Instrument[]): void {
      const { loop } = makeLoop({
        instruments,
        onInstrumentError: (error, instrument) => {
          errors.push(`${error} ${instrument === failing}`);
          throw new Error('the reporter fails too');
        },
      });
      loop.runUntilComplete(program(loop));
    }
  });

  it('that throw are named in the log if nobody else wants to know', () => {
    const failing = {
      loopStarted: () => {
        throw new Error('broken');
      },
    };
    const { loop, notes } = makeLoop({ instruments: [failing] });
    loop.runUntilComplete(sleep(0));
    deepStrictEqual(notes.lines, [
      'error: An instrument failed and was taken out of the loop. | Error: broken',
    ]);
  });

  it('cost nothing if there are none', () => {
    const clock = new VirtualClock({ now: () => 0 });
    deepStrictEqual(new EventLoop({ clock, instruments: [] }).hooks, undefined);
  });

  it('can tell which task a step belongs to, what woke it, and which handle runs', () => {
    const log: unknown[] = [];
    const { loop } = makeLoop({
      instruments: [
        {
          handleScheduled: (handle) => {
            if (!(handle instanceof StepHandle)) return;
            log.push([handle.task.getName(), handle.wokenBy?.id, loop.currentHandle?.id]);
          },
        },
      ],
    });
    const future = loop.createFuture();
    const waiting = loop.createTask(outcome(future));
    loop.callSoon(() => loop.callSoon(() => future.setResult('r')));
    loop.runUntilComplete(waiting);
    // Handle 1 is the first step, 2 the outer callback, 3 the inner one that sets the result.
    deepStrictEqual(log, [
      ['Task-1', undefined, undefined],
      ['Task-1', 1, 3],
    ]);
  });
});
