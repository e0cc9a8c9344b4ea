import { deepStrictEqual } from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { INTERVAL_STATES } from '../../../src/trace/intervals';
import { type Moment, Moments } from '../../../src/trace/moment';
import type { TaskMoment, TaskStanding } from '../../../src/trace/moment-tasks';
import { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';
import { eventByEvent } from '../../support/chunks';
import { type LoopTruth, RandomLoop } from '../../support/random-loop';
import { blockedSleepTrace, TraceBuilder, threadTrace } from '../../support/trace-builder';

/** A moment in the words of `RandomLoop`. */
function inWords({ iteration, running, ready, timers, tasks, outputs }: Moment, handle: number) {
  return {
    iteration,
    running: running === undefined ? '' : `${running.kind} ${running.task || handle}`,
    ready: ready.map(({ kind, task, handle }) => `${kind} ${kind === 'task' ? task : handle}`),
    timers: timers.map(({ timer }) => timer),
    tasks: tasks.map(({ task, state }) => `${task} ${state}`),
    outputs,
  };
}

function truthOf({ running, ...rest }: LoopTruth): LoopTruth {
  // A timer that runs is a callback.
  return { running: running.replace('timer', 'callback'), ...rest };
}

/** What is wrong with the moments of a random run, at most one line for each event. */
function mistakes(seed: number, events: number): unknown[] {
  const { store, truth } = new RandomLoop(seed, events);
  const moments = new Moments(new Timeline(store));
  return truth.flatMap((expected, event) => {
    const moment = moments.at(event);
    const handle = moment.running ? store.a(moment.running.event) : 0;
    const [actual, right] = [inWords(moment, handle), truthOf(expected)];
    return isDeepStrictEqual(actual, right) ? [] : [{ event, actual, right }];
  });
}

function standing({ task, state, since, event }: TaskMoment): TaskStanding {
  return { task, state, since, event };
}

describe('Moments', () => {
  it('know what the loop had in its hands after each event of random runs', () => {
    for (let seed = 1; seed <= 8; seed++) deepStrictEqual(mistakes(seed, 400).slice(0, 3), []);
  });

  it('know it in long runs', () => {
    deepStrictEqual(mistakes(21, 3000).slice(0, 3), []);
  });

  it('still know the tasks that a limit of events has cut off, and those that are not ready yet', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).suspended(0, 1, 'sleep', { deadline: 5 });
    t.created(1, 2, 'other').dropped(9, 5, 3);
    const moments = new Moments(new Timeline(t.end(9)));
    const states = (event: number) =>
      moments.at(event).tasks.map(({ task, state }) => `${task} ${state}`);
    const last = moments.timeline.trace.length - 1;
    deepStrictEqual(states(last), ['1 waiting', '2 ready']);
    deepStrictEqual(states(0), ['1 ready']);
  });

  it('say that a task is cancelling for as long as a request stands', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).suspended(0, 1, 'sleep', { deadline: 9 });
    t.cancelling(1, 1).cancelling(1, 1).uncancelled(2, 1, 1).uncancelled(3, 1, 0).cancelling(4, 1);
    const moments = new Moments(new Timeline(t.soFar()));
    deepStrictEqual(
      [0, 1, 2, 3, 4].map((time) => moments.atTime(time).tasks[0]!.cancelling),
      [false, true, true, false, true],
    );
  });

  it('say the same of a trace that came one event at a time', () => {
    const { store } = new RandomLoop(22, 2000);
    const growing = new TraceStore();
    const timeline = new Timeline(growing);
    const moments = new Moments(timeline);
    for (const chunk of eventByEvent(store)) {
      growing.append(chunk);
      timeline.update();
      moments.update();
    }
    const whole = new Moments(new Timeline(store));
    for (let event = 0; event < store.length; event += 7) {
      deepStrictEqual(moments.at(event), whole.at(event));
    }
  });

  it('say the same at a glance as in full', () => {
    const { store } = new RandomLoop(23, 600);
    const moments = new Moments(new Timeline(store));
    for (let event = -1; event < store.length; event += 5) {
      const cursor = { event, time: event < 0 ? 0 : store.time(event) + 0.3 };
      const [{ ready, timers, tasks }, full] = [moments.outline(cursor), moments.of(cursor)];
      const [one, last] = [Math.min(1, timers.length), timers.length - 1];
      deepStrictEqual(
        {
          counts: [ready.length, timers.length, tasks.length],
          behindTheFirst: timers.slice(one, one + 3),
          last: [timers.at(last), timers.at(last + 1)],
          standing: tasks.standing(),
          inTurn: INTERVAL_STATES.map((state) => tasks.in(state).slice()),
          standingInTurn: INTERVAL_STATES.map((state) => tasks.standing(state)),
        },
        {
          counts: [full.ready.length, full.timers.length, full.tasks.length],
          behindTheFirst: full.timers.slice(one, one + 3),
          last: [full.timers.at(-1), undefined],
          standing: full.tasks.map(standing),
          inTurn: INTERVAL_STATES.map((state) => full.tasks.filter((task) => task.state === state)),
          standingInTurn: INTERVAL_STATES.map((state) =>
            full.tasks.filter((task) => task.state === state).map(standing),
          ),
        },
      );
    }
  });

  it('tell all about one moment', () => {
    const store = blockedSleepTrace();
    const { positions } = store;
    const line = (number: number) => positions.find((position) => position.line === number);
    const timeline = new Timeline(store);
    const { event, ...moment } = new Moments(timeline).atTime(1.5);
    deepStrictEqual(store.kind(event + 1), 'block');
    deepStrictEqual(moment, {
      time: 1.5,
      iteration: 0,
      running: { kind: 'task', task: 3, name: '', since: 0, event: 11, position: line(12) },
      // func1 is due, but the loop has not come round to its timer, which this trace leaves out.
      ready: [],
      timers: [],
      tasks: [
        { task: 1, state: 'waiting', since: 0, event: 7, position: line(19), cancelling: false },
        { task: 2, state: 'ready', since: 1, event: 17, position: line(7), cancelling: false },
        { task: 3, state: 'running', since: 0, event: 11, position: line(12), cancelling: false },
      ],
      workers: [],
      waitingJobs: [],
      outputs: 2,
    });
  });

  it('tell nothing before the first event', () => {
    deepStrictEqual(new Moments(new Timeline(blockedSleepTrace())).at(-1), {
      event: -1,
      time: 0,
      iteration: 0,
      running: undefined,
      ready: [],
      timers: [],
      tasks: [],
      workers: [],
      waitingJobs: [],
      outputs: 0,
    });
  });

  it('tell what threads do, and count what the trace hears of late from when it was', () => {
    const timeline = new Timeline(threadTrace());
    const moments = new Moments(timeline);
    const threads = (time: number) => {
      const { workers, waitingJobs } = moments.atTime(time);
      return [
        ...workers.map(({ worker, job }) => `${worker.name}: ${job?.call ?? 'nothing'}`),
        ...waitingJobs.map(({ call }) => `waits: ${call}`),
      ];
    };
    deepStrictEqual(
      [0, 2, 3, 4].map((time) => threads(time)),
      [
        ["w_0: load('a')", "w_1: load('b')", "waits: load('c')"],
        ["w_0: load('a')", "w_1: load('c')"],
        ['w_0: nothing', "w_1: load('c')"],
        ['w_0: nothing', 'w_1: nothing'],
      ],
    );
  });

  it('follow the line that a step has reached through what it does', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1, t.at(1)).created(0, 2, 'child', 1, t.at(2));
    t.output(0, 1, 'text')
      .sample(1, 1, 1, t.at(4))
      .suspended(1, 1, 'future', { position: t.at(5) });
    const moments = new Moments(new Timeline(t.soFar()));
    const lines = [2, 3, 4, 5, 6, 7].map((event) => moments.at(event).running?.position?.line);
    deepStrictEqual(lines, [1, 2, 2, 2, 4, undefined]);
  });

  it('keep nothing of a loop that was closed', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).ended(0, 1).created(0, 2, 'left');
    t.loopClosed(0);
    deepStrictEqual(new Moments(new Timeline(t.soFar())).atTime(0).ready, []);
  });
});
