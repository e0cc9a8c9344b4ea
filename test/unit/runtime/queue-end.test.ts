import { deepStrictEqual } from 'node:assert/strict';
import { type Coroutine, createTask, Queue, sleep } from '../../../src/runtime';
import { outcome, runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */
const TOO_OFTEN = 'ValueError: task_done() called too many times';

function queueOf<T>(maxsize: number, ...items: T[]): Queue<T> {
  const queue = new Queue<T>(maxsize);
  for (const item of items) queue.putNowait(item);
  return queue;
}

describe('Queue.join', () => {
  it('waits until every item is done, not only taken', () => {
    const log = runMain(function* (_loop, note) {
      const queue = new Queue<number>();
      yield* queue.join();
      note(thrown(() => queue.taskDone()));
      for (const item of [0, 1]) queue.putNowait(item);
      const join = function* (name: string): Coroutine<void> {
        yield* queue.join();
        note(`${name} joined`);
      };
      const tasks = ['a', 'b'].map((name) => createTask(join(name)));
      yield* sleep(0);
      queue.getNowait();
      queue.getNowait();
      yield* sleep(0);
      note(`${queue}`);
      queue.taskDone();
      yield* sleep(0);
      note(`${queue}`);
      queue.taskDone();
      note(`${queue}`);
      for (const task of tasks) yield* task;
      note(thrown(() => queue.taskDone()));
    });
    deepStrictEqual(log, [
      TOO_OFTEN,
      '<Queue maxsize=0 tasks=2>',
      '<Queue maxsize=0 tasks=1>',
      '<Queue maxsize=0>',
      'a joined',
      'b joined',
      TOO_OFTEN,
    ]);
  });

  it('goes on even if more is put in before it runs', () => {
    const log = runMain(function* (_loop, note) {
      const queue = queueOf(0, 1);
      const task = createTask(queue.join());
      yield* sleep(0);
      queue.getNowait();
      queue.taskDone();
      queue.putNowait(2);
      note([yield* outcome(task), `${queue}`]);
    });
    deepStrictEqual(log, [['result undefined', '<Queue maxsize=0 _queue=[2] tasks=1>']]);
  });
});

describe('Queue.shutdown', () => {
  it('refuses new items, and gives those that are there', () => {
    const log = runMain(function* (_loop, note) {
      const queue = queueOf(2, 1, 2);
      const putter = createTask(queue.put(3));
      yield* sleep(0);
      queue.shutdown();
      note(`${queue}`);
      note([
        yield* outcome(putter),
        thrown(() => queue.putNowait(4)),
        yield* outcome(queue.put(4)),
      ]);
      note([yield* queue.get(), queue.getNowait()]);
      note([yield* outcome(queue.get()), thrown(() => queue.getNowait()), `${queue}`]);
      queue.taskDone();
      queue.taskDone();
      yield* queue.join();
      note(`${queue}`);
    });
    deepStrictEqual(log, [
      '<Queue maxsize=2 _queue=[1, 2] tasks=2 shutdown>',
      ['QueueShutDown', 'QueueShutDown', 'QueueShutDown'],
      [1, 2],
      ['QueueShutDown', 'QueueShutDown', '<Queue maxsize=2 tasks=2 shutdown>'],
      '<Queue maxsize=2 shutdown>',
    ]);
  });

  it('wakes all who wait for an item', () => {
    const log = runMain(function* (_loop, note) {
      const queue = new Queue();
      const tasks = [1, 2].map(() => createTask(outcome(queue.get())));
      yield* sleep(0);
      queue.shutdown();
      note(`${queue}`);
      for (const task of tasks) note(yield* task);
    });
    deepStrictEqual(log, ['<Queue maxsize=0 shutdown>', 'QueueShutDown', 'QueueShutDown']);
  });

  it('at once also drops the items, which count as done', () => {
    const log = runMain(function* (_loop, note) {
      const queue = queueOf(1, 1);
      const joining = createTask(queue.join());
      const putting = createTask(queue.put(2));
      yield* sleep(0);
      queue.shutdown(true);
      note([yield* outcome(joining), yield* outcome(putting), `${queue}`]);
      note(thrown(() => queue.getNowait()));
    });
    deepStrictEqual(log, [
      ['result undefined', 'QueueShutDown', '<Queue maxsize=1 shutdown>'],
      'QueueShutDown',
    ]);
  });

  it('at once leaves the items that were taken to whoever took them', () => {
    const log = runMain(function* (_loop, note) {
      const queue = queueOf(0, 0, 1, 2);
      const joining = createTask(outcome(queue.join()));
      yield* sleep(0);
      queue.getNowait();
      queue.shutdown(true);
      note(`${queue}`);
      yield* sleep(0);
      note(joining.done());
      queue.taskDone();
      note([yield* joining, thrown(() => queue.taskDone())]);
    });
    deepStrictEqual(log, [
      '<Queue maxsize=0 tasks=1 shutdown>',
      false,
      ['result undefined', TOO_OFTEN],
    ]);
  });

  it('can be asked again, then at once', () => {
    const log = runMain(function* (_loop, note) {
      const queue = queueOf(0, 1);
      queue.shutdown();
      queue.shutdown(true);
      note([`${queue}`, yield* outcome(queue.join()), yield* outcome(queue.get())]);
    });
    deepStrictEqual(log, [['<Queue maxsize=0 shutdown>', 'result undefined', 'QueueShutDown']]);
  });

  it('lets who was woken for an item have it, unless it was dropped', () => {
    const log = runMain(function* (_loop, note) {
      for (const immediate of [false, true]) {
        const queue = new Queue<number>();
        const task = createTask(outcome(queue.get()));
        yield* sleep(0);
        queue.putNowait(1);
        queue.shutdown(immediate);
        note(yield* task);
      }
    });
    deepStrictEqual(log, ['result 1', 'QueueShutDown']);
  });
});
