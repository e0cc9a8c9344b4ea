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
    const heap = new Heap<number>();
    for (const value of numbers(500)) heap.push(value, value, 0);
    deepStrictEqual(
      drain(heap),
      numbers(500).sort((a, b) => a - b),
    );
  });

  it('puts equal keys in their order, whenever they come', () => {
    const heap = new Heap<[number, number]>();
    const orders = [7, 3, 11, 0, 19, 5, 2, 13, 17, 4, 8, 1, 12, 6, 18, 10, 15, 9, 16, 14];
    for (const order of orders) heap.push([order % 2, order], order % 2, order);
    deepStrictEqual(
      drain(heap).map((item) => item[1]),
      [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19],
    );
  });

  it('retains what it is told to, in order', () => {
    const heap = new Heap<number>();
    for (const value of numbers(200)) heap.push(value, value, 0);
    heap.retain((value) => value % 3 === 0);
    const expected = numbers(200).filter((value) => value % 3 === 0);
    deepStrictEqual(
      [heap.peek(), drain(heap)],
      [Math.min(...expected), expected.sort((a, b) => a - b)],
    );
  });

  it('has nothing to give when it is empty', () => {
    const heap = new Heap<number>();
    heap.push(1, 1, 0);
    heap.clear();
    deepStrictEqual(
      [heap.size, heap.firstKey, heap.peek(), heap.pop(), heap.values()],
      [0, Number.POSITIVE_INFINITY, undefined, undefined, []],
    );
  });
});
