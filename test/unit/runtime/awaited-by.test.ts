import { deepStrictEqual } from 'node:assert/strict';
import {
  asCompleted,
  type Coroutine,
  Event,
  type EventLoop,
  type Future,
  formatCallGraph,
  futureAddToAwaitedBy,
  futureDiscardFromAwaitedBy,
  gather,
  shield,
  sleep,
  type Task,
  TaskGroup,
  timeout,
  wait,
  waitFor,
} from '../../../src/runtime';
import { awaitersOf } from '../../../src/runtime/awaited-by';
import { awaitedBy, by, MIDDLE, middle, useHost, withoutIds } from './call-graph-support';
import { makeLoop, runMain } from './support';

describe('call graphs of what is awaited', () => {
  useHost();

  /** The graph of a task that somebody awaits, and who awaits it when it is done. */
  function graphWhile(waiter: (task: Task, loop: EventLoop) => Coroutine<unknown>): unknown[] {
    return runMain(function* (loop, note) {
      const event = new Event();
      const task = loop.createTask(middle(event), { name: 'middle' });
      const waiting = loop.createTask(waiter(task, loop), { name: 'waiter' });
      yield* sleep(1);
      note(withoutIds(formatCallGraph(task)));
      event.set();
      yield* waiting;
      note(awaitersOf(task));
    });
  }

  it('name who awaits a task, in whatever way', () => {
    const graphs = {
      await: graphWhile((task) => by('waiter', () => task)),
      gather: graphWhile((task) => by('waiter', () => gather(task, sleep(5)))),
      wait: graphWhile((task) => by('waiter', () => wait([task]))),
      waitFor: graphWhile((task) => by('waiter', () => waitFor(task, 9))),
      shield: graphWhile((task) => by('waiter', () => shield(task))),
      timeout: graphWhile((task) =>
        by('waiter', () =>
          timeout(9).with(function* () {
            yield* task;
          }),
        ),
      ),
    };
    const expected = [[...MIDDLE, ...awaitedBy('waiter')], []];
    deepStrictEqual(graphs, {
      await: expected,
      gather: expected,
      wait: expected,
      waitFor: expected,
      shield: expected,
      timeout: expected,
    });
  });

  it('do not know who waits for the next of several, as in CPython', () => {
    const first = (task: Task) => [...asCompleted([task])][0];
    deepStrictEqual(
      graphWhile((task) => by('waiter', () => first(task))),
      [MIDDLE, []],
    );
  });

  it('have the tasks of a group awaited by the task of the group', () => {
    const log = runMain(function* (loop, note) {
      const event = new Event();
      let inside: Task | undefined;
      const group = by('group', () =>
        new TaskGroup().with(function* (tasks) {
          inside = tasks.createTask(middle(event), { name: 'middle' });
          yield* sleep(0);
        }),
      );
      const task = loop.createTask(group, { name: 'group' });
      yield* sleep(1);
      note(withoutIds(formatCallGraph(inside)));
      event.set();
      yield* task;
      note(awaitersOf(inside!));
    });
    deepStrictEqual(log, [[...MIDDLE, ...awaitedBy('group')], []]);
  });

  it('of a future have no stack, and name each who awaits it once', () => {
    const log = runMain(function* (loop, note) {
      const future = loop.createFuture();
      note(withoutIds(formatCallGraph(future)));
      for (const name of ['first', 'second', 'third']) {
        loop.createTask(
          by(name, () => future),
          { name },
        );
      }
      yield* sleep(1);
      note(withoutIds(formatCallGraph(future, { limit: 0 })));
      future.setResult(1);
      note(awaitersOf(future));
    });
    deepStrictEqual(log, [
      ['* Future()'],
      [
        '* Future()',
        '  + Awaited by:',
        "    * Task(name='first')",
        "    * Task(name='second')",
        "    * Task(name='third')",
      ],
      [],
    ]);
  });

  it('can be told who awaits what', () => {
    const { loop } = makeLoop();
    const [one, two, three] = [loop.createFuture(), loop.createFuture(), loop.createFuture()];
    const log: unknown[] = [];
    const change = (action: (future: Future, waiter: Future) => void, waiter: Future) => {
      action(one, waiter);
      log.push(awaitersOf(one).map(({ id }) => id));
    };
    change(futureDiscardFromAwaitedBy, two);
    change(futureAddToAwaitedBy, two);
    change(futureAddToAwaitedBy, two);
    change(futureAddToAwaitedBy, three);
    change(futureDiscardFromAwaitedBy, two);
    change(futureDiscardFromAwaitedBy, three);
    deepStrictEqual(log, [[], [2], [2], [2, 3], [3], []]);
  });

  it('end where tasks await each other in a circle', () => {
    const log = runMain(function* (loop, note) {
      const tasks: Task[] = [];
      tasks.push(
        loop.createTask(
          by('a', () => tasks[1]),
          { name: 'a' },
        ),
      );
      tasks.push(
        loop.createTask(
          by('b', () => tasks[0]),
          { name: 'b' },
        ),
      );
      yield* sleep(1);
      note(withoutIds(formatCallGraph(tasks[0], { limit: 0 })));
      note(String(tasks[0]));
    });
    deepStrictEqual(log, [
      ["* Task(name='a')", '  + Awaited by:', "    * Task(name='b')"],
      "<Task pending name='a' coro=<a() running at tasks.ts:6> " +
        "wait_for=<Task pending name='b' coro=<b() running at tasks.ts:6> wait_for=...>>",
    ]);
  });

  it('do not name tasks that have ended', () => {
    const log = runMain(function* (loop, note) {
      const slow = loop.createTask(sleep(9), { name: 'slow' });
      yield* loop.createTask(wait([slow], { timeout: 1 }));
      note(withoutIds(formatCallGraph(slow)));
    });
    deepStrictEqual(log, [["* Task(name='slow')"]]);
  });
});
