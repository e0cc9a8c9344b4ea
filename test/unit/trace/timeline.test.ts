import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';
import type { JobRecord } from '../../../src/trace/worker-lanes';
import { writeSteps } from '../../bench/moment-traces';
import { eventByEvent } from '../../support/chunks';
import { blockedSleepTrace, TraceBuilder, threadTrace } from '../../support/trace-builder';

/** Each interval of a task as `state from-to`, with the time at which it was queued if that is later. */
function lane(timeline: Timeline, id: number): string[] {
  return timeline.task(id)!.intervals.map((index) => {
    const { state, from, to, queued } = timeline.intervals.at(index);
    return `${state} ${from}-${to}${queued === from ? '' : ` queued ${queued}`}`;
  });
}

function loop(timeline: Timeline): string[] {
  return timeline.loop.slice().map(({ kind, from, to, task }) => `${kind} ${task} ${from}-${to}`);
}

/** Everything that a timeline says, as data. */
function whole(timeline: Timeline) {
  return {
    tasks: timeline.tasks,
    lanes: timeline.tasks.map(({ id }) => lane(timeline, id)),
    loop: timeline.loop.slice(),
    outputs: timeline.outputs,
    blocks: timeline.blocks,
    end: timeline.end,
    runEnd: timeline.runEnd,
  };
}

describe('Timeline', () => {
  it('tells the states of tasks and of the loop', () => {
    const timeline = new Timeline(blockedSleepTrace());
    deepStrictEqual(
      { main: lane(timeline, 1), func1: lane(timeline, 2), func2: lane(timeline, 3) },
      {
        main: ['ready 0-0', 'running 0-0', 'waiting 0-2', 'ready 2-2', 'running 2-2'],
        // The sleep is over at 1 s, but func2 holds the loop until 2 s.
        func1: ['ready 0-0', 'running 0-0', 'waiting 0-1', 'ready 1-2 queued 2', 'running 2-2'],
        func2: ['ready 0-0', 'running 0-2'],
      },
    );
    deepStrictEqual(loop(timeline), [
      'task 1 0-0',
      'task 2 0-0',
      'task 3 0-2',
      'callback 0 2-2',
      'task 2 2-2',
      'task 1 2-2',
    ]);
    deepStrictEqual(timeline.runEnd, { end: 'finished', exitCode: 0, message: '', time: 2 });
    strictEqual(timeline.end, 2);
  });

  it('says the same of a trace that came one event at a time', () => {
    const store = blockedSleepTrace();
    const growing = new TraceStore();
    const timeline = new Timeline(growing);
    for (const chunk of eventByEvent(store)) {
      growing.append(chunk);
      timeline.update();
    }
    deepStrictEqual(whole(timeline), whole(new Timeline(store)));
  });

  it('leaves what goes on open, and knows the end of a blocking call before its step is over', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(1, 1).block(1, 3, 1, 'time.sleep(2)');
    const timeline = new Timeline(t.soFar());
    deepStrictEqual(lane(timeline, 1), ['ready 0-1', 'running 1-Infinity']);
    deepStrictEqual(loop(timeline), ['task 1 1-Infinity']);
    strictEqual(timeline.end, 3);
    strictEqual(timeline.runEnd, undefined);
  });

  it('counts a sleep that is over before it began as ready from the beginning', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(5, 1).suspended(5, 1, 'sleep', { deadline: 2 });
    t.ready(6, 1, 'timer').step(6, 1).ended(6, 1);
    deepStrictEqual(lane(new Timeline(t.end(6)), 1), [
      'ready 0-5',
      'running 5-5',
      'waiting 5-5',
      'ready 5-6 queued 6',
      'running 6-6',
    ]);
  });

  it('takes a task that was woken early as ready when it was woken', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).suspended(0, 1, 'sleep', { deadline: 9 });
    t.cancelling(4, 1).ready(4, 1, 'cancelled').step(4, 1).ended(4, 1, 'cancelled');
    const timeline = new Timeline(t.end(4));
    deepStrictEqual(lane(timeline, 1), [
      'ready 0-0',
      'running 0-0',
      'waiting 0-4',
      'ready 4-4',
      'running 4-4',
    ]);
    const { outcome, ended, cancelRequests } = timeline.task(1)!;
    deepStrictEqual(
      { outcome, ended, requests: cancelRequests.length },
      {
        outcome: 'cancelled',
        ended: 4,
        requests: 1,
      },
    );
  });

  it('keeps a task ready that only gives way with sleep(0)', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).suspended(1, 1, 'yield').step(2, 1).ended(2, 1);
    deepStrictEqual(lane(new Timeline(t.end(2)), 1), [
      'ready 0-0',
      'running 0-1',
      'ready 1-2',
      'running 2-2',
    ]);
  });

  it('nests tasks under their creators and follows new names', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').created(0, 2, 'child', 1).created(0, 3, 'grandchild', 2);
    t.created(0, 4, 'stranger', 99).named(1, 2, 'renamed');
    const timeline = new Timeline(t.soFar());
    deepStrictEqual(
      timeline.tasks.map(({ name, coroutine, creator, depth }) => [
        name,
        coroutine,
        creator,
        depth,
      ]),
      [
        ['main', 'main', 0, 0],
        ['renamed', 'child', 1, 1],
        ['grandchild', 'grandchild', 2, 2],
        ['stranger', 'stranger', 0, 0],
      ],
    );
  });

  it('names the events with which intervals and spans of the loop end', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).suspended(0, 1, 'sleep', { deadline: 3 }).idle(0, 3);
    t.ready(3, 1, 'timer').step(3, 1);
    const { loop, intervals, trace } = new Timeline(t.soFar());
    const kinds = Array.from({ length: trace.length }, (_, event) => trace.kind(event));
    const name = (event: number) => kinds[event] ?? 'nothing yet';
    const own = Array.from({ length: intervals.length }, (_, index) => intervals.at(index));
    deepStrictEqual(
      [...own, ...loop.slice()].map(({ event, endEvent }) => [name(event), name(endEvent)]),
      [
        ['task.ready', 'task.step'],
        ['task.step', 'task.suspended'],
        ['task.suspended', 'task.ready'],
        ['task.ready', 'task.step'],
        ['task.step', 'nothing yet'],
        ['task.step', 'task.suspended'],
        // Idle time ends before the event that follows it.
        ['loop.idle', 'task.ready'],
        ['task.step', 'nothing yet'],
      ],
    );
  });

  it('shows idle time and ends open spans of the loop with the run', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).suspended(0, 1, 'sleep', { deadline: 3 }).idle(0, 3);
    t.ready(3, 1, 'timer').step(3, 1);
    const timeline = new Timeline(t.endAs(8, 'stopped', 1, 'Stopped.'));
    deepStrictEqual(loop(timeline), ['task 1 0-0', 'idle 0 0-3', 'task 1 3-8']);
    deepStrictEqual(timeline.runEnd, { end: 'stopped', exitCode: 1, message: 'Stopped.', time: 8 });
  });

  it('has a task ready since the timer was due that woke it, whatever it waits for', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).suspended(0, 1, 'event');
    // A timeout of 1 s, and a loop that comes round to it at 3 s.
    t.ready(3, 1, 'timer', 0, 1).step(3, 1).ended(3, 1);
    const timeline = new Timeline(t.end(3));
    deepStrictEqual(
      timeline.task(1)!.intervals.map((index) => {
        const { state, from, to } = timeline.intervals.at(index);
        return `${state} ${from}-${to}`;
      }),
      ['ready 0-0', 'running 0-0', 'waiting 0-1', 'ready 1-3', 'running 3-3'],
    );
  });

  it('knows what went on only until a limit kept events out', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).suspended(1, 1, 'sleep', { deadline: 3 }).step(3, 1);
    const timeline = new Timeline(t.dropped(9, 5, 3).end(9));
    deepStrictEqual(loop(timeline), ['task 1 0-1', 'task 1 3-3']);
    deepStrictEqual(timeline.intervals.at(timeline.task(1)!.intervals.at(-1)!).to, 3);
    deepStrictEqual([timeline.dropped, timeline.runEnd?.time], [5, 9]);
  });

  it('tells what threads do, and since when a job waits for one', () => {
    const timeline = new Timeline(threadTrace());
    const ofJob = ({ call, task, submitted, from, to, outcome }: JobRecord) =>
      `${call} of ${task} at ${submitted}: ${from}-${to} ${outcome}`;
    deepStrictEqual(
      {
        lanes: timeline.workers.map(({ name, kind, created, jobs }) => [
          `${kind} ${name} ${created}`,
          ...jobs.map(ofJob),
        ]),
        jobs: timeline.jobs.map((job) => job.worker?.name),
        cancelled: ofJob(timeline.jobs[3]!),
      },
      {
        lanes: [
          ['thread w_0 0', "load('a') of 1 at 0: 0-3 done"],
          ['thread w_1 0', "load('b') of 1 at 0: 0-2 failed", "load('c') of 1 at 0: 2-4 done"],
        ],
        jobs: ['w_0', 'w_1', 'w_1', undefined],
        cancelled: "load('d') of 1 at 0: undefined-0 cancelled",
      },
    );
  });

  it('ignores events of tasks that it has not heard of', () => {
    const t = new TraceBuilder();
    t.ready(0, 5, 'woken').step(0, 5).suspended(0, 5, 'sleep').ended(1, 5);
    t.jobStarted(1, 6, 7).jobEnded(1, 6);
    const { tasks, loop, jobs } = new Timeline(t.end(1));
    deepStrictEqual({ tasks, loop: loop.slice(), jobs }, { tasks: [], loop: [], jobs: [] });
  });

  it('keeps hundreds of tasks and thousands of steps apart', () => {
    const timeline = new Timeline(writeSteps(300, 8));
    const seconds = Array.from({ length: 8 }, (_, second) => second);
    const own = [
      ...seconds.flatMap((at) => [
        `ready ${at}-${at}`,
        `running ${at}-${at}`,
        `waiting ${at}-${at + 1}`,
      ]),
      ...['ready 8-8', 'running 8-8'],
    ];
    deepStrictEqual(
      timeline.tasks.map(({ id }) => lane(timeline, id)),
      Array.from({ length: 300 }, () => own),
    );
    const spans = timeline.loop.slice();
    const count = (kind: string) => spans.filter((span) => span.kind === kind).length;
    // Nine steps of each task, a callback before each but the first, and idle time after each round.
    deepStrictEqual([count('task'), count('callback'), count('idle')], [2700, 2400, 9]);
    deepStrictEqual(timeline.loop.at(4999), {
      ...{ kind: 'task', from: 8, to: 8, task: 192 },
      ...{ event: spans[4999]!.event, endEvent: spans[4999]!.event + 1 },
    });
  });
});
