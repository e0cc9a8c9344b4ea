import { deepStrictEqual } from 'node:assert/strict';
import { Heap } from '../../../src/base/heap';

/** A fixed sequence of numbers that looks random. */
function numbers(count: number): number[] {
  let state = 12345;
  return Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % 100;
  });
}

function drain<T>(heap: Heap<T>): T[] {
  const items: T[] = [];
  while (heap.size > 0) items.push(heap.pop()!);
  return items;
}

describe('Heap', () => {
  it('gives back what it was given, sorted', () => {
    const heap = new Heap<number>((a, b) => a - b);
    for (const value of numbers(500)) heap.push(value);
    deepStrictEqual(
      drain(heap),
      numbers(500).sort((a, b) => a - b),
    );
  });

  it('is stable with a total order', () => {
    const heap = new Heap<[number, number]>((a, b) => a[0] - b[0] || a[1] - b[1]);
    for (let index = 0; index < 20; index++) heap.push([index % 2, index]);
    deepStrictEqual(
      drain(heap).map((item) => item[1]),
      [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19],
    );
  });

  it('retains what it is told to, in order', () => {
    const heap = new Heap<number>((a, b) => a - b);
    for (const value of numbers(200)) heap.push(value);
    heap.retain((value) => value % 3 === 0);
    const expected = numbers(200).filter((value) => value % 3 === 0);
    deepStrictEqual(
      [heap.peek(), drain(heap)],
      [Math.min(...expected), expected.sort((a, b) => a - b)],
    );
  });

  it('has nothing to give when it is empty', () => {
    const heap = new Heap<number>((a, b) => a - b);
    heap.push(1);
    heap.clear();
    deepStrictEqual(
      [heap.size, heap.peek(), heap.pop(), heap.values()],
      [0, undefined, undefined, []],
    );
  });
});
