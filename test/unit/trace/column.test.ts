import { deepStrictEqual } from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Column } from '../../../src/trace/column';

describe('Column', () => {
  it('keeps numbers through several pages', () => {
    const [counts, numbers] = [Column.ofCounts(), Column.ofNumbers()];
    const all = Array.from({ length: 70_000 }, (_, index) => index * 50_000);
    for (const number of all) {
      counts.push(number);
      numbers.push(-number / 8);
    }
    deepStrictEqual([counts.length, numbers.length], [70_000, 70_000]);
    deepStrictEqual(
      all.map((_, index) => counts.at(index) + 8 * numbers.at(index)),
      all.map(() => 0),
    );
    deepStrictEqual([counts.at(69_999), numbers.at(32_768)], [3_499_950_000, -204_800_000]);
  });
});
