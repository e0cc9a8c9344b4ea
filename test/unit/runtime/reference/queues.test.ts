import { deepStrictEqual } from 'node:assert/strict';
import {
  type Coroutine,
  createTask,
  gather,
  PriorityQueue,
  Queue,
  sleep,
} from '../../../../src/runtime';
import { outcome, runMain, thrown } from '../support';

/*
 * What the page "Queues" of the asyncio reference promises, as far as the tests of the queues do not show
 * it. The expected values were printed by the same programs in CPython 3.14.2.
 */
describe('the reference on queues', () => {
  it('tells sizes at any time, and has no limit at zero and below', () => {
    const queue = new Queue<number>(2);
    const states: unknown[] = [];
    for (const item of [1, 2]) {
      queue.putNowait(item);
      states.push([queue.qsize(), queue.empty(), queue.full()]);
    }
    const unlimited = [0, -1].map((maxsize) => new Queue(maxsize));
    deepStrictEqual(
      [states, unlimited.map((one) => [one.maxsize, one.full()])],
      [
        [
          [1, false, false],
          [2, false, true],
        ],
        [
          [0, false],
          [-1, false],
        ],
      ],
    );
  });

  it('holds a producer back until there is room', () => {
    const log = runMain(function* (loop, note) {
      const queue = new Queue<number>(1);
      const produce = function* (): Coroutine<void> {
        for (let item = 0; item < 3; item++) {
          yield* queue.put(item);
          note(`put ${item} at ${loop.time()}`);
        }
      };
      const producer = createTask(produce());
      yield* sleep(1);
      for (let count = 0; count < 3; count++) {
        note(`got ${yield* queue.get()}`);
        yield* sleep(1);
      }
      yield* producer;
    });
    deepStrictEqual(log, ['put 0 at 0', 'got 0', 'put 1 at 1', 'got 1', 'put 2 at 2', 'got 2']);
  });

  it('shares work among workers, and tells when all of it is done', () => {
    const work = function* (name: string, queue: Queue<number>, note: (entry: unknown) => void) {
      for (;;) {
        const seconds = yield* queue.get();
        yield* sleep(seconds);
        queue.taskDone();
        note(`${name} slept for ${seconds}`);
      }
    };
    const log = runMain(function* (loop, note) {
      const queue = new Queue<number>();
      for (const seconds of [3, 1, 2, 1, 1]) queue.putNowait(seconds);
      const workers = ['a', 'b', 'c'].map((name) => createTask(work(name, queue, note)));
      yield* queue.join();
      note(`joined at ${loop.time()}`);
      for (const worker of workers) worker.cancel();
      note((yield* gather(...workers, { returnExceptions: true })).map(String));
    });
    deepStrictEqual(log, [
      'b slept for 1',
      // b took 1 at the time 1, and c took 1 at the time 2; a and c end at 3, when a is first in line
      // because its sleep began before.
      'c slept for 2',
      'b slept for 1',
      'a slept for 3',
      'c slept for 1',
      'joined at 3',
      ['CancelledError', 'CancelledError', 'CancelledError'],
    ]);
  });

  it('gives up on a blocked put, and on a get of nothing, when the queue is shut down', () => {
    const log = runMain(function* (_loop, note) {
      const queue = new Queue<number>(1);
      queue.putNowait(1);
      const blocked = createTask(queue.put(2));
      const joining = createTask(queue.join());
      yield* sleep(0);
      queue.shutdown();
      note([yield* outcome(blocked), yield* queue.get(), yield* outcome(queue.get())]);
      note([thrown(() => queue.getNowait()), thrown(() => queue.putNowait(3)), joining.done()]);
      queue.taskDone();
      note(yield* outcome(joining));
    });
    deepStrictEqual(log, [
      ['QueueShutDown', 1, 'QueueShutDown'],
      ['QueueShutDown', 'QueueShutDown', false],
      'result undefined',
    ]);
  });

  it('orders pairs by their number, and then by what comes with it', () => {
    const queue = new PriorityQueue<[number, string]>();
    for (const [priority, name] of [
      [2, 'b'],
      [1, 'z'],
      [1, 'a'],
    ] as const) {
      queue.putNowait([priority, name]);
    }
    deepStrictEqual(
      [1, 2, 3].map(() => queue.getNowait()),
      [
        [1, 'a'],
        [1, 'z'],
        [2, 'b'],
      ],
    );
  });
});
