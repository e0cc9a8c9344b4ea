import { deepStrictEqual } from 'node:assert/strict';
import { explain } from '../../../src/analysis/explain/explain';
import { explanationText } from '../../../src/analysis/explain/explanation';
import { Narrator } from '../../../src/analysis/explain/narrator';
import { messageOfEnd } from '../../../src/analysis/message-of-end';
import { stalledFinding } from '../../../src/analysis/stalled-finding';
import { TaskNames } from '../../../src/analysis/task-names';
import type { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';
import { TraceBuilder } from '../../support/trace-builder';

function stalled(trace: TraceStore) {
  const finding = stalledFinding(new Timeline(trace))!;
  const { message, advice, position, delayed } = finding;
  return [position?.line, message, advice, ...delayed.map((task) => task.message)];
}

/** Two tasks take two locks, each in its own order, and then wait for the other's. */
function crossed(): TraceBuilder {
  const t = new TraceBuilder();
  t.primitive(0, 1, 'lock', 'door').primitive(0, 2, 'lock');
  t.created(0, 1, 'main').created(0, 2, 'ann').created(0, 3, 'bob');
  t.step(0, 1).suspended(0, 1, 'gather', { position: t.at(20) });
  t.step(0, 2).level(0, 1, 1, 2).suspended(0, 2, 'sleep', { detail: '1.0 s', deadline: 1 });
  t.step(0, 3).level(0, 2, 1, 3).suspended(0, 3, 'sleep', { detail: '1.0 s', deadline: 1 });
  t.ready(1, 2, 'timer').ready(1, 3, 'timer');
  t.step(1, 2).suspended(1, 2, 'lock', { on: 2, position: t.at(5, 'ann') });
  t.step(1, 3).suspended(1, 3, 'lock', { on: 1, position: t.at(9, 'bob') });
  return t;
}

describe('what tasks wait for', () => {
  it('is told as a circle if they hold the locks of each other', () => {
    deepStrictEqual(stalled(crossed().endAs(1, 'stalled')), [
      5,
      'Nothing is left that could wake the program: 3 tasks wait for ever. They wait for each other: ann waits for lock 1, held by bob; bob waits for lock `door`, held by ann.',
      'Take the locks in the same order everywhere, or one lock for both.',
      'main has waited for gather since 0.000 s.',
      'ann has waited for lock 1, held by bob, since 1.000 s.',
      'bob has waited for lock door, held by ann, since 1.000 s.',
    ]);
  });

  it('is told where the end of the run is told, too, and only there', () => {
    const alone = new TraceBuilder().created(0, 1, 'main').step(0, 1).suspended(0, 1, 'future');
    const traces = [
      crossed().endAs(1, 'stalled'),
      crossed().endAs(1, 'stopped'),
      alone.endAs(0, 'stalled'),
    ];
    deepStrictEqual(
      traces.map((trace) => messageOfEnd(new Timeline(trace), 'It ended.')),
      [
        'The program hangs. They wait for each other: ann waits for lock 1, held by bob; bob waits for lock `door`, held by ann. Take the locks in the same order everywhere, or one lock for both.',
        'It ended.',
        'It ended.',
      ],
    );
  });

  it('may be a lock that the task holds itself', () => {
    const t = new TraceBuilder().primitive(0, 1, 'lock', 'door').created(0, 1, 'ann').step(0, 1);
    t.level(0, 1, 1, 1).suspended(0, 1, 'lock', { on: 1, position: t.at(5) });
    deepStrictEqual(stalled(t.endAs(0, 'stalled')), [
      5,
      'Nothing is left that could wake the program: 1 task waits for ever. ann waits for lock `door`, which it holds itself.',
      'A task cannot take a lock twice: do all that needs the lock where it is held.',
      'ann has waited for lock door, held by itself, since 0.000 s.',
    ]);
  });

  it('may be a task that needs the lock of the one that awaits it', () => {
    const t = new TraceBuilder().primitive(0, 1, 'condition', 'full');
    t.created(0, 1, 'ann').created(0, 2, 'bob', 1);
    t.step(0, 1)
      .level(0, 1, 1, 1)
      .suspended(0, 1, 'task', { on: 2, position: t.at(5) });
    t.step(0, 2).suspended(0, 2, 'lock', { on: 1, position: t.at(9) });
    deepStrictEqual(stalled(t.endAs(0, 'stalled')).slice(0, 3), [
      5,
      'Nothing is left that could wake the program: 2 tasks wait for ever. They wait for each other: ann waits for bob; bob waits for the lock of condition `full`, held by ann.',
      'Do not await a task while you hold a lock that it needs.',
    ]);
  });

  it('may be a lock whose holder is over', () => {
    const t = new TraceBuilder().primitive(0, 1, 'lock', 'door').created(0, 1, 'ann');
    t.created(0, 2, 'bob').step(0, 1).level(0, 1, 1, 1).ended(0, 1);
    t.step(0, 2).suspended(0, 2, 'lock', { on: 1, position: t.at(9) });
    deepStrictEqual(stalled(t.endAs(0, 'stalled')), [
      9,
      'Nothing is left that could wake the program: 1 task waits for ever.',
      'A task is over and still holds a lock: take it with `async with`, which always releases it.',
      'bob has waited for lock door, held by ann, which is over, since 0.000 s.',
    ]);
  });
});

describe('the explanation of a primitive', () => {
  it('says what it was like, who made it so, and how many waited', () => {
    const t = new TraceBuilder();
    t.created(0, 1, 'ann').step(0, 1);
    t.primitive(0, 1, 'lock', 'door', { task: 1, position: t.at(3) }).level(0, 1, 1, 1);
    t.primitive(0, 2, 'queue', 'jobs', { limit: 2 }).level(0, 2, 1, 1).level(0, 2, 2, 1);
    t.primitive(0, 3, 'semaphore', '', { limit: 3 });
    t.primitive(0, 4, 'event', 'go').primitive(0, 5, 'barrier', 'gate', { limit: 2 });
    t.primitive(0, 6, 'condition').suspended(0, 1, 'queue.put', { on: 2 });
    t.level(1, 4, 1).level(1, 5, 1, 1).level(1, 6, 1, 1);
    const timeline = new Timeline(t.endAs(2, 'stalled'));
    const options = { file: '/scenarios/example.py', slowCallbackDuration: 0.1 };
    const n = new Narrator(timeline, new TaskNames(timeline), options);
    const told = timeline.primitives.map(({ id, events }) => {
      const index = events.length - 1;
      return explanationText(explain(n, { kind: 'primitive', primitive: id, index })!);
    });
    deepStrictEqual(told, [
      'Lock `door` was held by ann from 0.000 s on. ann took it at 0.000 s.',
      'Queue `jobs` held 2 of 2 items from 0.000 s on. ann put an item in at 0.000 s. 1 task waited for it. Nothing is left that could change that.',
      'Semaphore 1 had 3 of 3 places free from 0.000 s on. It was made at 0.000 s.',
      'Event `go` was set from 1.000 s on. Code outside of the tasks set it at 1.000 s.',
      'Barrier `gate` had 1 of 2 tasks from 1.000 s on. ann came at 1.000 s.',
      'Condition 1 had its lock held by ann from 1.000 s on. ann took its lock at 1.000 s.',
    ]);
    deepStrictEqual(
      explanationText(explain(n, { kind: 'primitive', primitive: 1, index: 0 })!),
      'Lock `door` was free at 0.000 s. It was made by ann at 0.000 s (line 3).',
    );
    deepStrictEqual(explain(n, { kind: 'primitive', primitive: 1, index: 2 }), undefined);
  });

  it('is part of what a task waits for', () => {
    const timeline = new Timeline(crossed().endAs(1, 'stalled'));
    const options = { file: '/scenarios/example.py', slowCallbackDuration: 0.1 };
    const n = new Narrator(timeline, new TaskNames(timeline), options);
    const last = timeline.task(3)!.intervals.at(-1)!;
    deepStrictEqual(
      explanationText(explain(n, { kind: 'interval', interval: last })!),
      'bob waited for lock `door`, held by ann, from 1.000 s on. It waits at line 9 for ever: nothing is left that could wake it.',
    );
  });
});
