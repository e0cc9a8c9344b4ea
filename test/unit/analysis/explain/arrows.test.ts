import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { type Arrow, arrowsOf } from '../../../../src/analysis/explain/arrows';
import { Causes } from '../../../../src/analysis/explain/causes';
import { whoCancelled, whoCreated, whoWoke } from '../../../../src/analysis/explain/who';
import { TraceStore } from '../../../../src/trace/store';
import { Timeline } from '../../../../src/trace/timeline';
import { eventByEvent } from '../../../support/chunks';
import { TraceBuilder } from '../../../support/trace-builder';

/** `woke 1@0.5 → 2@0.5`; 0 is the loop. */
function words({ kind, from, to }: Arrow): string {
  return `${kind} ${from.task}@${from.time} → ${to.task}@${to.time}`;
}

/** For each interval of all tasks: its state, the arrows to it, and those from it. */
function allArrows(timeline: Timeline, causes = new Causes(timeline)): string[] {
  const { intervals, tasks } = timeline;
  return tasks.flatMap(({ id, intervals: own }) => {
    return own.map((interval) => {
      const { to, from } = arrowsOf(timeline, causes, interval);
      const parts = [`${id} ${intervals.state(interval)}`];
      if (to.length > 0) parts.push(`to: ${to.map(words).join(', ')}`);
      if (from.length > 0) parts.push(`from: ${from.map(words).join(', ')}`);
      return parts.join(' | ');
    });
  });
}

/** Creation, a release, the end of a task through a callback, a timer, a request that is handed on, a task that wakes itself. */
function variedTrace(): TraceBuilder {
  const t = new TraceBuilder();
  t.created(0, 1, 'main').step(0, 1).created(0, 2, 'one', 1).created(0, 3, 'two', 1);
  t.suspended(0, 1, 'gather').step(0, 2).timer(0, 1000, 'sleep is over', 1, 2);
  t.suspended(0, 2, 'sleep', { deadline: 1 }).step(0, 3).suspended(0, 3, 'lock').idle(0, 1);
  t.calls(1, 1, 1000, 'sleep is over', () => t.ready(1, 2, 'timer', 2, 1));
  t.step(1, 2).ready(1, 3, 'woken', 2).asked(1, 1001, 'gather: one is done', 2).ended(1, 2);
  t.step(1, 3).suspended(1, 3, 'event').ready(1, 3, 'woken', 3);
  t.calls(1, 1, 1001, 'gather: one is done', () => t.ready(1, 1, 'woken', 2));
  t.step(1, 3).created(1, 4, 'three', 3).suspended(1, 3, 'task', { on: 4 });
  t.step(1, 1).cancelling(1, 3, 1).cancelling(1, 4, 1).suspended(1, 1, 'task', { on: 3 });
  t.step(1, 4).ready(1, 3, 'cancelled', 4).ended(1, 4, 'cancelled');
  t.step(1, 3).ready(1, 1, 'woken', 3).ended(1, 3, 'cancelled').step(1, 1);
  t.cancelling(1, 1).eager(1, 5, 'quick', 1).ended(1, 5).goesOn(1, 1).created(1, 6, 'last', 1);
  return t;
}

describe('Arrows', () => {
  it('lead from who did something to whom it happened', () => {
    deepStrictEqual(allArrows(new Timeline(variedTrace().soFar())), [
      '1 ready',
      '1 running | from: created 1@0 → 2@0, created 1@0 → 3@0',
      '1 waiting | to: woke 2@1 → 1@1',
      '1 ready | to: woke 2@1 → 1@1',
      '1 running | to: woke 2@1 → 1@1 | from: cancelled 1@1 → 3@1, cancelled 1@1 → 4@1',
      '1 waiting | to: woke 3@1 → 1@1',
      '1 ready | to: woke 3@1 → 1@1',
      '1 running | to: woke 3@1 → 1@1 | from: created 1@1 → 5@1, created 1@1 → 6@1',
      '2 ready | to: created 1@0 → 2@0',
      '2 running | to: created 1@0 → 2@0',
      '2 waiting | to: woke 0@1 → 2@1',
      '2 ready | to: woke 0@1 → 2@1',
      '2 running | to: woke 0@1 → 2@1 | from: woke 2@1 → 3@1, woke 2@1 → 1@1',
      '3 ready | to: created 1@0 → 3@0',
      '3 running | to: created 1@0 → 3@0',
      '3 waiting | to: woke 2@1 → 3@1',
      '3 ready | to: woke 2@1 → 3@1',
      '3 running | to: woke 2@1 → 3@1',
      '3 waiting',
      '3 ready',
      '3 running | from: created 3@1 → 4@1',
      '3 waiting | to: cancelled 1@1 → 3@1, woke 4@1 → 3@1',
      '3 ready | to: woke 4@1 → 3@1',
      '3 running | to: woke 4@1 → 3@1 | from: woke 3@1 → 1@1',
      '4 ready | to: created 3@1 → 4@1, cancelled 1@1 → 4@1',
      '4 running | to: created 3@1 → 4@1 | from: woke 4@1 → 3@1',
      '5 running | to: created 1@1 → 5@1',
      '6 ready | to: created 1@1 → 6@1',
    ]);
  });

  it('are the same if the trace comes bit by bit', () => {
    const whole = variedTrace().soFar();
    const store = new TraceStore();
    const timeline = new Timeline(store);
    const causes = new Causes(timeline);
    for (const chunk of eventByEvent(whole)) {
      store.append(chunk);
      timeline.update();
      causes.update();
    }
    strictEqual(allArrows(timeline, causes).join('\n'), allArrows(new Timeline(whole)).join('\n'));
  });

  it('come from the timer that started a chain of callbacks, and from who asked for one', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'main').step(0, 1).asked(0, 1000, 'soon', 1).timer(0, 1001, 'later', 1, 1);
    t.suspended(0, 1, 'future');
    t.calls(0, 0, 1000, 'soon', () => t.asked(0, 1002, 'sooner', 1).created(0, 2, 'one', 1));
    t.calls(0, 0, 1002, 'sooner', () => t.ready(0, 1, 'woken', 1)).step(0, 1);
    t.suspended(0, 1, 'future').idle(0, 1);
    t.calls(1, 1, 1001, 'later', () => t.asked(1, 1003, 'last', 1).ready(1, 1, 'timer', 1, 1));
    t.calls(1, 1, 1003, 'last', () => t.created(1, 3, 'two', 1));
    const timeline = new Timeline(t.soFar());
    deepStrictEqual(allArrows(timeline), [
      '1 ready',
      '1 running | from: created 1@0 → 2@0',
      '1 waiting',
      '1 ready',
      '1 running',
      '1 waiting | to: woke 0@1 → 1@1',
      '1 ready | to: woke 0@1 → 1@1',
      '2 ready | to: created 1@0 → 2@0',
      '3 ready | to: created 0@1 → 3@1',
    ]);
  });

  it('tell who created, woke and cancelled a task', () => {
    const timeline = new Timeline(variedTrace().soFar());
    const causes = new Causes(timeline);
    const { trace } = timeline;
    const request = timeline.task(4)!.cancelRequests[0]!;
    const woken = timeline.intervals.event(timeline.task(3)!.intervals[3]!);
    const who = [
      whoCreated(timeline, causes, 4),
      whoWoke(causes, woken),
      whoCancelled(causes, request),
    ];
    deepStrictEqual(
      who.map(({ task, event, via }) => [task, trace.kind(event), via]),
      [
        [3, 'task.created', -1],
        [2, 'task.ready', -1],
        [1, 'task.cancelling', -1],
      ],
    );
    deepStrictEqual(whoCreated(timeline, causes, 99), { task: 0, event: -1, via: -1 });
  });

  it('are kept for each step, so that many of them cost no more than their number', () => {
    const t = new TraceBuilder();
    const count = 20_000;
    t.created(0, 1, 'main').step(0, 1);
    for (let task = 2; task <= count; task++) t.created(0, task, 'work', 1).cancelling(0, task, 1);
    t.suspended(0, 1, 'gather');
    const timeline = new Timeline(t.soFar());
    const causes = new Causes(timeline);
    const [ready, running] = timeline.task(1)!.intervals;
    strictEqual(arrowsOf(timeline, causes, ready!).from.length, 0);
    strictEqual(arrowsOf(timeline, causes, running!).from.length, 2 * (count - 1));
    for (let task = 2; task <= count; task++) {
      const { to } = arrowsOf(timeline, causes, timeline.task(task)!.intervals[0]!);
      strictEqual(to.length, 2);
    }
  });
});
