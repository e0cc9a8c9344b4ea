import { deepStrictEqual } from 'node:assert/strict';
import { stateAt } from '../../../src/trace/primitive-lanes';
import { Timeline } from '../../../src/trace/timeline';
import { TraceBuilder } from '../../support/trace-builder';

/** Each state of each primitive: when it begins, level, owner, waiters. */
function states({ primitives, trace }: Timeline) {
  return primitives.map((primitive) => [
    `${primitive.title} ${primitive.kind} ${primitive.limit ?? '-'} highest ${primitive.highest}`,
    ...primitive.events.map((event, index) => {
      const { level, owner, waiters } = primitive.state(index);
      return [trace.time(event), level, owner, waiters].join(' ');
    }),
  ]);
}

describe('the states of primitives', () => {
  it('hold the level, who owns a lock, and how many wait, also for the lock of a condition', () => {
    const t = new TraceBuilder();
    t.primitive(0, 1, 'lock', 'door').primitive(0, 2, 'queue', 'jobs', { limit: 2 });
    t.primitive(0, 3, 'condition');
    t.created(0, 1, 'a').created(0, 2, 'b');
    t.step(0, 1).level(0, 1, 1, 1).suspended(0, 1, 'sleep', { deadline: 1 });
    t.step(0, 2).suspended(0, 2, 'lock', { on: 1 });
    t.ready(1, 1, 'timer').step(1, 1).level(1, 1, 0, 1).ready(1, 2, 'woken', 1).ended(1, 1);
    t.step(1, 2).level(1, 1, 1, 2).level(1, 2, 1, 2).level(1, 2, 2, 2).level(1, 3, 1, 2);
    // The task is over while it waits: the trace of a run that was cut off may say so.
    t.suspended(1, 2, 'queue.put', { on: 2 }).ended(2, 2, 'cancelled');
    deepStrictEqual(states(new Timeline(t.end(2))), [
      ['door lock - highest 1', '0 0 0 0', '0 1 1 0', '0 1 1 1', '1 0 0 1', '1 0 0 0', '1 1 2 0'],
      ['jobs queue 2 highest 2', '0 0 0 0', '1 1 0 0', '1 2 0 0', '1 2 0 1', '2 2 0 0'],
      ['condition 1 condition - highest 1', '0 0 0 0', '1 1 2 0'],
    ]);
  });

  it('hold the thread that has a lock in place of a task', () => {
    const t = new TraceBuilder().primitive(0, 1, 'lock', 'door').primitive(0, 2, 'semaphore');
    t.worker(0, 4, 'cook').level(0, 1, 1, 0, 4).level(0, 2, 1, 0, 4).level(1, 1, 0, 0, 4);
    const { primitives } = new Timeline(t.end(2));
    deepStrictEqual(
      primitives.map((one) => one.events.map((_, index) => one.state(index).worker)),
      [
        [0, 4, 0],
        [0, 0],
      ],
    );
  });

  it('have titles that no two share, in the order in which they were made', () => {
    const t = new TraceBuilder();
    const names = ['door', 'door', '', 'door #2', '', 'lock 1'];
    for (const [index, name] of names.entries()) t.primitive(0, index + 1, 'lock', name);
    t.primitive(0, 7, 'queue').primitive(0, 8, 'lock', 'lock');
    const { primitives } = new Timeline(t.end(0));
    deepStrictEqual(
      primitives.map(({ title, isNamed }) => `${title}${isNamed ? '' : ' (unnamed)'}`),
      [
        ...['door', 'door #2', 'lock 1 (unnamed)', 'door #2 #2', 'lock 2 (unnamed)'],
        ...['lock 1 #2', 'queue 1 (unnamed)', 'lock'],
      ],
    );
  });

  it('can be asked for at any event, and do not exist before', () => {
    const t = new TraceBuilder().output(0, 0, 'x').primitive(0, 1, 'event', 'go').level(1, 1, 1);
    const timeline = new Timeline(t.end(2));
    const go = timeline.primitive(1)!;
    deepStrictEqual(
      [0, 1, 2, 3].map((event) => stateAt(go, event)?.level),
      [undefined, 0, 1, 1],
    );
    deepStrictEqual(timeline.primitive(2), undefined);
  });
});
