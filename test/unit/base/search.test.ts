import { deepStrictEqual } from 'node:assert/strict';
import { countUpTo, firstIndex } from '../../../src/base/search';

describe('Search by halving', () => {
  it('finds the first index behind a border, wherever that is', () => {
    const found = (length: number) =>
      Array.from({ length: length + 1 }, (_, border) =>
        firstIndex(length, (index) => index >= border),
      );
    deepStrictEqual([0, 1, 2, 5].map(found), [[0], [0, 1], [0, 1, 2], [0, 1, 2, 3, 4, 5]]);
  });

  it('asks about few of many indices, and about none outside', () => {
    const asked: number[] = [];
    firstIndex(1000, (index) => {
      asked.push(index);
      return index >= 999;
    });
    deepStrictEqual(asked, [500, 750, 875, 938, 969, 985, 993, 997, 999, 998]);
  });

  it('counts equal numbers as not above the limit', () => {
    const ascending = [1, 3, 3, 3, 8];
    deepStrictEqual(
      [0, 1, 2, 3, 7, 8, 9].map((limit) => countUpTo(ascending, limit)),
      [0, 1, 1, 4, 4, 5, 5],
    );
  });
});
