import { deepStrictEqual } from 'node:assert';
import { Line } from '../../../src/runtime/line';

function itemsOf<T>(line: Line<T>): T[] {
  const items: T[] = [];
  for (let place = line.first; place; place = place.next) items.push(place.item);
  return items;
}

describe('Line', () => {
  it('keeps the order of those who joined, wherever others leave', () => {
    const line = new Line<string>();
    const [first, second, third, last] = [...'abcd'].map((item) => line.join(item));
    const seen = [itemsOf(line)];
    for (const place of [second!, first!, last!]) {
      line.leave(place);
      seen.push(itemsOf(line));
    }
    line.join('e');
    seen.push(itemsOf(line));
    line.leave(third!);
    seen.push(itemsOf(line));
    deepStrictEqual(seen, [[...'abcd'], [...'acd'], [...'cd'], ['c'], ['c', 'e'], ['e']]);
  });

  it('is left once, also by who was the last in it', () => {
    const line = new Line<string>();
    const place = line.join('a');
    line.leave(place);
    line.leave(place);
    const sizes = [line.size];
    line.join('b');
    line.leave(place);
    deepStrictEqual([...sizes, line.size, itemsOf(line)], [0, 1, ['b']]);
  });

  it('does not lead from a place that was left to those who came later', () => {
    const line = new Line<string>();
    const place = line.join('a');
    line.join('b');
    line.leave(place);
    deepStrictEqual(place.next, undefined);
  });
});
