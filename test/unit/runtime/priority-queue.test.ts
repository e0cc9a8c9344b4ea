import { deepStrictEqual } from 'node:assert/strict';
import { createTask, PriorityQueue, type Queue, sleep } from '../../../src/runtime';
import { runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */

/** What comes out when these items went in. */
function sorted(items: readonly unknown[]): unknown[] {
  return drained(filled(new PriorityQueue<unknown>(), items));
}

function filled<T>(queue: Queue<T>, items: readonly T[]): Queue<T> {
  for (const item of items) queue.putNowait(item);
  return queue;
}

function drained<T>(queue: Queue<T>): T[] {
  return Array.from({ length: queue.qsize() }, () => queue.getNowait());
}

/** Ordered by its priority alone. */
class Job {
  constructor(
    readonly priority: number,
    readonly name: number,
  ) {}

  valueOf(): number {
    return this.priority;
  }
}

describe('PriorityQueue', () => {
  it('gives the smallest item first', () => {
    const queue = filled(new PriorityQueue<number>(5), [3, 1, 2, 5, 4]);
    deepStrictEqual(
      [`${queue}`, queue.full(), ...drained(queue)],
      ['<PriorityQueue maxsize=5 _queue=[1, 3, 2, 5, 4] tasks=5>', true, 1, 2, 3, 4, 5],
    );
  });

  it('waits as every queue does', () => {
    const log = runMain(function* (_loop, note) {
      const queue = new PriorityQueue<number>(1);
      const getter = createTask(queue.get());
      yield* sleep(0);
      yield* queue.put(2);
      const putter = createTask(queue.put(1));
      note(`${queue}`);
      note([yield* getter, yield* putter, `${queue}`]);
    });
    deepStrictEqual(log, [
      '<PriorityQueue maxsize=1 _queue=[2] tasks=1>',
      [2, undefined, '<PriorityQueue maxsize=1 _queue=[1] tasks=2>'],
    ]);
  });

  it('compares arrays as tuples', () => {
    deepStrictEqual(
      [
        sorted([[2, 'x'], [1, 'y'], [2, 'a'], [1], [10, 'q']]),
        sorted([
          [1, [2, 3]],
          [1, [2]],
          [1, [1, 9]],
        ]),
      ],
      [
        [[1], [1, 'y'], [2, 'a'], [2, 'x'], [10, 'q']],
        [
          [1, [1, 9]],
          [1, [2]],
          [1, [2, 3]],
        ],
      ],
    );
  });

  it('compares strings by characters, and numbers of all kinds with each other', () => {
    deepStrictEqual(
      [sorted(['b', 'a', '\uffff', '\u{10000}', 'ab', '']), sorted([true, 0, 1.5, -1, 2n])],
      [
        ['', 'a', 'ab', 'b', '\uffff', '\u{10000}'],
        [-1, 0, true, 1.5, 2n],
      ],
    );
  });

  it('orders objects by their value; equal ones leave as in CPython, not in order', () => {
    const jobs = [2, 1, 1, 2, 1, 2, 1, 1].map((priority, name) => new Job(priority, name));
    const queue = filled(new PriorityQueue<Job>(), jobs);
    deepStrictEqual(
      drained(queue).map((job) => job.name),
      [1, 2, 6, 4, 7, 5, 3, 0],
    );
  });

  it('refuses what has no order, which stays in it all the same', () => {
    const queue = filled(new PriorityQueue<unknown>(), [[1, { a: 1 }]]);
    // In Python it is the same error, with its own names of the types.
    const refused = thrown(() => queue.putNowait([1, { b: 1 }]));
    const mixed = filled(new PriorityQueue<unknown>(), [1]);
    deepStrictEqual(
      [refused, queue.qsize(), thrown(() => mixed.putNowait('a')), `${mixed}`],
      [
        "TypeError: '<' not supported between instances of 'Object' and 'Object'",
        2,
        "TypeError: '<' not supported between instances of 'string' and 'number'",
        "<PriorityQueue maxsize=0 _queue=[1, 'a'] tasks=1>",
      ],
    );
  });
});
