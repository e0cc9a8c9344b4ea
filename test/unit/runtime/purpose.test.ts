import { deepStrictEqual } from 'node:assert/strict';
import {
  asCompleted,
  Barrier,
  Condition,
  type Coroutine,
  Event,
  type EventLoop,
  gather,
  LifoQueue,
  Lock,
  Queue,
  Semaphore,
  shield,
  sleep,
  Task,
  TaskGroup,
  timeout,
  wait,
  waitFor,
} from '../../../src/runtime';
import { makeLoop, outcome } from './support';

type Main = (loop: EventLoop) => Coroutine<unknown>;

/** What the tasks of a program wait for, one line for each suspension: `time task: what`. */
function waits(main: Main): string[] {
  const log: string[] = [];
  const { loop } = makeLoop({
    instruments: [
      {
        afterTaskStep: (task, waitingOn) => {
          if (waitingOn === undefined) return;
          const { kind, detail, deadline, owner } = waitingOn.purpose ?? {};
          const plain = waitingOn instanceof Task ? waitingOn.getName() : waitingOn.kind;
          const parts = [kind ?? plain, detail, owner?.constructor.name];
          if (deadline !== undefined) parts.push(`until ${deadline}`);
          const text = parts.filter((part) => part !== undefined).join(', ');
          log.push(`${loop.time()} ${task.getName()}: ${text}`);
        },
      },
    ],
  });
  loop.runUntilComplete(main(loop));
  return log;
}

describe('the purpose of a wait', () => {
  it('is the sleep, with its end', () => {
    const log = waits(function* () {
      yield* sleep(0);
      yield* sleep(1);
      yield* sleep(0.25);
      yield* sleep(1.23456);
    });
    deepStrictEqual(log, [
      '0 Task-1: sleep, 1.0 s, until 1',
      '1 Task-1: sleep, 0.25 s, until 1.25',
      '1.25 Task-1: sleep, 1.235 s, until 2.48456',
    ]);
  });

  it('is the lock, the semaphore or the event', () => {
    const log = waits(function* (loop) {
      const [lock, semaphore, event] = [new Lock(), new Semaphore(), new Event()];
      yield* lock.acquire();
      yield* semaphore.acquire();
      loop.callLater(1, () => lock.release());
      loop.callLater(2, () => semaphore.release());
      loop.callLater(3, () => event.set());
      yield* lock.acquire();
      yield* semaphore.acquire();
      yield* event.wait();
    });
    deepStrictEqual(log, [
      '0 Task-1: lock, Lock',
      '1 Task-1: semaphore, Semaphore',
      '2 Task-1: event, Event',
    ]);
  });

  it('is the condition also while its lock is taken again, but not before', () => {
    const log = waits(function* (loop) {
      const condition = new Condition();
      const waiting = loop.createTask(
        condition.with(() => condition.wait()),
        { name: 'waiting' },
      );
      yield* sleep(1);
      yield* condition.with(function* () {
        const late = condition.with(() => condition.waitFor(() => true));
        loop.createTask(late, { name: 'late' });
        condition.notify();
        yield* sleep(1);
      });
      yield* waiting;
    });
    deepStrictEqual(log, [
      '0 Task-1: sleep, 1.0 s, until 1',
      '0 waiting: condition, Condition',
      '1 Task-1: sleep, 1.0 s, until 2',
      '1 late: lock, Lock',
      '1 waiting: condition, Condition',
      '2 Task-1: waiting',
    ]);
  });

  it('is the barrier, not the condition that it is made of', () => {
    const log = waits(function* (loop) {
      const barrier = new Barrier(2);
      loop.createTask(barrier.wait(), { name: 'first' });
      yield* sleep(1);
      yield* barrier.wait();
    });
    deepStrictEqual(log, ['0 Task-1: sleep, 1.0 s, until 1', '0 first: barrier, Barrier']);
  });

  it('is what the queue is asked for', () => {
    const log = waits(function* (loop) {
      const queue = new Queue<number>(1);
      loop.callLater(1, () => queue.putNowait(1));
      yield* queue.get();
      yield* queue.put(2);
      loop.callLater(1, () => queue.getNowait());
      yield* queue.put(3);
      for (const done of [1, 2, 3]) loop.callLater(done, () => queue.taskDone());
      yield* queue.join();
      yield* outcome(waitFor(new LifoQueue().get(), 1));
    });
    deepStrictEqual(log, [
      '0 Task-1: queue.get, Queue',
      '1 Task-1: queue.put, Queue',
      '2 Task-1: queue.join, Queue',
      '5 Task-1: queue.get, LifoQueue',
    ]);
  });

  it('is the way in which several are awaited', () => {
    const log = waits(function* (loop) {
      const start = (name: string) => loop.createTask(sleep(1), { name });
      yield* gather(start('a'), start('b'), start('c'));
      yield* wait([start('d')], { timeout: 5 });
      for (const next of asCompleted([start('e')])) yield* next;
      yield* new TaskGroup().with(function* (group) {
        group.createTask(sleep(1), { name: 'f' });
        yield* sleep(0);
      });
    });
    deepStrictEqual(
      log.filter((line) => line.includes('Task-1')),
      [
        '0 Task-1: gather, 3 awaitables',
        '1 Task-1: wait',
        '2 Task-1: other, as_completed',
        '3 Task-1: task group, TaskGroup',
      ],
    );
  });

  it('is what stands inside of a time limit', () => {
    const log = waits(function* () {
      yield* waitFor(sleep(1), 5);
      yield* waitFor(gather(sleep(1), sleep(1)), 5);
      yield* timeout(5).with(() => sleep(1));
    });
    deepStrictEqual(
      log.filter((line) => line.includes('Task-1')),
      [
        '0 Task-1: sleep, 1.0 s, until 1',
        '1 Task-1: gather, 2 awaitables',
        '2 Task-1: sleep, 1.0 s, until 3',
      ],
    );
  });

  it('is left to the future if the program awaits one itself', () => {
    const log = waits(function* (loop) {
      const future = loop.createFuture();
      loop.callLater(1, () => future.setResult(1));
      yield* future;
      const task = loop.createTask(sleep(1), { name: 'child' });
      yield* shield(task);
      yield* loop.createTask(sleep(1), { name: 'other child' });
    });
    deepStrictEqual(
      log.filter((line) => line.includes('Task-1')),
      ['0 Task-1: Future', '1 Task-1: Future', '2 Task-1: other child'],
    );
  });

  it('follows a named wait when it is cancelled and when it goes on', () => {
    const log = waits(function* (loop) {
      const condition = new Condition();
      const stubborn = loop.createTask(
        condition.with(() => condition.wait()),
        { name: 'stubborn' },
      );
      yield* sleep(1);
      yield* condition.acquire();
      stubborn.cancel();
      yield* sleep(1);
      stubborn.cancel();
      yield* sleep(1);
      condition.release();
      yield* outcome(stubborn);
    });
    deepStrictEqual(log, [
      '0 Task-1: sleep, 1.0 s, until 1',
      '0 stubborn: condition, Condition',
      '1 Task-1: sleep, 1.0 s, until 2',
      '1 stubborn: condition, Condition',
      '2 Task-1: sleep, 1.0 s, until 3',
      '2 stubborn: condition, Condition',
      '3 Task-1: stubborn',
    ]);
  });
});
