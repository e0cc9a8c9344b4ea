import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { eventWords } from '../../../src/analysis/event-words';
import { TaskNames } from '../../../src/analysis/task-names';
import { type Travel, travel, travelAround } from '../../../src/analysis/travel';
import { type CursorMoment, momentAtTime } from '../../../src/trace/cursor';
import { Moments } from '../../../src/trace/moment';
import { Timeline } from '../../../src/trace/timeline';
import { blockedSleepTrace, TraceBuilder, threadTrace } from '../../support/trace-builder';

const moments = new Moments(new Timeline(blockedSleepTrace()));
const { timeline } = moments;
const { trace } = timeline;

/** The events at which a movement stops, one after the other. */
function stops(movement: Travel, task?: number, from?: CursorMoment): string[] {
  const found: string[] = [];
  let cursor = from;
  for (;;) {
    cursor = travel({ timeline, moments }, cursor, movement, task);
    if (cursor === undefined) return found;
    found.push(`${cursor.event} at ${cursor.time}`);
  }
}

describe('travelling through a run', () => {
  it('stops at each event, forward from the beginning and back from the end', () => {
    const forward = stops({ by: 'event', direction: 1 });
    strictEqual(forward.length, trace.length);
    deepStrictEqual(forward.slice(11, 15), ['11 at 0', '12 at 0', '13 at 2', '14 at 2']);
    deepStrictEqual(stops({ by: 'event', direction: -1 }), forward.toReversed());
  });

  it('goes back from between two events to the one that has happened', () => {
    const between = momentAtTime(trace, 1.5);
    deepStrictEqual(stops({ by: 'event', direction: -1 }, undefined, between)[0], '12 at 0');
    deepStrictEqual(stops({ by: 'step', direction: -1 }, 3, between)[0], '11 at 0');
  });

  it('stops at the steps of one task and its end, or at the steps of all', () => {
    deepStrictEqual(stops({ by: 'step', direction: 1 }, 2), ['8 at 0', '19 at 2', '21 at 2']);
    deepStrictEqual(stops({ by: 'step', direction: -1 }, 2), ['21 at 2', '19 at 2', '8 at 0']);
    const all = ['2 at 0', '8 at 0', '11 at 0', '19 at 2', '23 at 2'];
    deepStrictEqual(stops({ by: 'step', direction: 1 }), all);
    deepStrictEqual(stops({ by: 'step', direction: -1 }), all.toReversed());
  });

  it('leads to the first and the last event', () => {
    const middle = momentAtTime(trace, 1);
    deepStrictEqual(
      ([-1, 1] as const).map((direction) =>
        travel({ timeline, moments }, middle, { by: 'run', direction }, undefined),
      ),
      [
        { event: 0, time: 0 },
        { event: trace.length - 1, time: 2 },
      ],
    );
  });

  it('leads around the ends of a list of stops', () => {
    const from = (cursor: CursorMoment | undefined) =>
      ([1, -1] as const).map((step) => travelAround(timeline, cursor, [8, 19], step));
    deepStrictEqual([undefined, { event: 8, time: 0 }, { event: 19, time: 2 }].map(from), [
      [8, 19],
      [19, 19],
      [8, 8],
    ]);
    strictEqual(travelAround(timeline, undefined, [], 1), undefined);
  });
});

describe('the words for events', () => {
  function wordsOf(store = blockedSleepTrace()): string[] {
    const timeline = new Timeline(store);
    const names = new TaskNames(timeline);
    return Array.from({ length: store.length }, (_, event) => eventWords(timeline, names, event));
  }

  it('tell a whole run', () => {
    deepStrictEqual(wordsOf(), [
      'the program creates main',
      'main is put into the ready queue',
      'main runs',
      'main creates func1',
      'func1 is put into the ready queue',
      'main creates func2',
      'func2 is put into the ready queue',
      'main waits: task func1',
      'func1 runs',
      'func1 prints “func1() started”',
      'func1 waits: sleep 1.0 s',
      'func2 runs',
      'func2 prints “func2() started”',
      'func2 called time.sleep(2), which held the loop until 2.000 s',
      'func2 prints “func2() finished”',
      'func2 is done',
      'the callback wake up func1 runs',
      'func1 is woken by its timer',
      'the callback is over',
      'func1 runs',
      'func1 prints “func1() finished”',
      'func1 is done',
      'func1 wakes main',
      'main runs',
      'main is done',
      'the run is over',
    ]);
  });

  it('tell of cancelling, failing, timers, and a trace that is full', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1).created(0, 2, 'child', 1);
    t.timer(0, 1001, 'tick', 3, 1).asked(0, 1002, '', 1).suspended(0, 1, 'yield');
    t.cancelling(0, 2, 1).ready(0, 2, 'cancelled', 1).step(0, 2);
    t.ended(0, 2, 'failed', 'KeyError: 1').idle(0, 2);
    const words = wordsOf(t.dropped(2, 7).end(3));
    deepStrictEqual(words.slice(5), [
      'a timer is set for 3.000 s: tick',
      'a callback is put into the ready queue',
      'main lets others run',
      'main asks child to cancel',
      'child is woken to be cancelled',
      'child runs',
      'child fails: KeyError: 1',
      'the loop was idle until 2.000 s',
      'the trace is full: 7 events are left out',
      'the run is over',
    ]);
  });

  it('tell who cancels: a timeout, the end of a task, a callback, or the task itself', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1).created(0, 2, 'cook', 1);
    t.timer(0, 1001, 'timeout is over', 1, 1).asked(0, 1002, 'give_up', 1).suspended(0, 1, 'yield');
    t.calls(1, 1, 1001, 'timeout is over', () => t.cancelling(1, 1, 1));
    t.calls(1, 1, 1003, 'task group: one is done', () => t.cancelling(1, 1, 2));
    t.calls(1, 1, 1002, 'give_up', () => t.cancelling(1, 2, 1));
    t.step(1, 1).cancelling(1, 1, 1).uncancelled(1, 1, 3).cancelling(1, 2, 1).ended(1, 1);
    t.cancelling(1, 2);
    deepStrictEqual(
      wordsOf(t.end(1)).filter((words) => words.includes('cancel')),
      [
        "main's timeout asks main to cancel",
        'the end of cook asks main to cancel',
        'the callback give_up asks cook to cancel',
        'main asks itself to cancel',
        'a request to cancel main is taken back',
        'main asks cook to cancel',
        'the program asks cook to cancel',
      ],
    );
  });

  it('tell of locks, queues and the like', () => {
    const t = new TraceBuilder().created(0, 1, 'main').step(0, 1);
    t.primitive(0, 1, 'lock', 'door', { task: 1 }).level(0, 1, 1, 1).level(0, 1, 0, 1);
    t.primitive(0, 2, 'queue', 'jobs', { task: 1 }).level(0, 2, 1, 1);
    t.primitive(0, 3, 'semaphore', '', { limit: 3 }).level(0, 3, 2, 1);
    t.primitive(0, 4, 'event', 'go', { task: 1 }).level(0, 4, 1, 1).level(0, 4, 0, 1);
    t.primitive(0, 5, 'barrier', 'gate', { limit: 2, task: 1 }).level(0, 5, 1, 1);
    t.primitive(0, 6, 'lock', 'lock', { task: 1 });
    deepStrictEqual(wordsOf(t.soFar()).slice(3), [
      ...['main makes the lock door', 'main takes the lock door', 'main gives the lock door back'],
      ...['main makes the queue jobs', 'the queue jobs has 1 item now'],
      ...['the program makes semaphore 1', 'semaphore 1 has 2 free places now'],
      ...['main makes the event go', 'main sets the event go', 'main clears the event go'],
      ...['main makes the barrier gate', 'the barrier gate has 1 task inside now'],
      'main makes the lock',
    ]);
  });

  it('tell of threads', () => {
    strictEqual(
      wordsOf(threadTrace()).some((words) => /^load\('.'\) begins$/.test(words)),
      true,
    );
  });
});
