import { deepStrictEqual } from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ById } from '../../../src/trace/by-id';

describe('ById', () => {
  it('finds things whether their ids count up or not, and the latest of each', () => {
    const things = new ById<string>();
    for (const id of [1, 2, 4, -1, 1_000_000, 3, 4, 5, 2])
      things.set(id, `${id}, ${things.get(id)}`);
    deepStrictEqual(
      [-1, 0, 1, 2, 3, 4, 5, 6, 1_000_000].map((id) => things.get(id)),
      [
        '-1, undefined',
        undefined,
        '1, undefined',
        '2, 2, undefined',
        '3, undefined',
        '4, 4, undefined',
        '5, undefined',
        undefined,
        '1000000, undefined',
      ],
    );
  });
});
