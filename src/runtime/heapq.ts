import { isLess } from './ordering';

/*
 * A heap in a list, exactly as CPython's `heapq` keeps it: entries that are equal leave in the same
 * order as there, and a comparison that throws leaves the list as it does there.
 */

/** `heapq.heappush`. */
export function heapPush<T>(heap: T[], item: T): void {
  heap.push(item);
  moveToFront(heap, heap.length - 1);
}

/** `heapq.heappop`; the heap must not be empty. */
export function heapPop<T>(heap: T[]): T {
  const last = heap.pop()!;
  if (heap.length === 0) return last;
  const first = heap[0]!;
  heap[0] = last;
  // To the end first, always along the smaller child, and back from there: that compares less often.
  moveToFront(heap, moveToEnd(heap));
  return first;
}

function moveToFront<T>(heap: T[], start: number): void {
  let index = start;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!isLess(heap[index], heap[parent])) break;
    swap(heap, index, parent);
    index = parent;
  }
}

function moveToEnd<T>(heap: T[]): number {
  let index = 0;
  const firstLeaf = heap.length >> 1;
  while (index < firstLeaf) {
    let child = 2 * index + 1;
    if (child + 1 < heap.length && !isLess(heap[child], heap[child + 1])) child++;
    swap(heap, index, child);
    index = child;
  }
  return index;
}

function swap<T>(heap: T[], a: number, b: number): void {
  const item = heap[a]!;
  heap[a] = heap[b]!;
  heap[b] = item;
}
