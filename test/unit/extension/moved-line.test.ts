import * as assert from 'node:assert/strict';
import { type LineChange, movedLine } from '../../../src/extension/run/moved-line';

/** The range from `first` to the column of `last` becomes so many lines. */
function change(first: number, last: number, lastColumn: number, lines: number): LineChange {
  return { first, last, lastColumn, lines };
}

describe('a line', () => {
  it('moves with what it begins with', () => {
    const moves: [string, LineChange][] = [
      ['two lines above it', change(2, 2, 4, 3)],
      ['two lines before its first letter', change(7, 7, 0, 3)],
      ['a new line behind its letters', change(7, 7, 9, 2)],
      ['a line below it', change(8, 8, 0, 2)],
      ['the line above it away', change(6, 7, 0, 1)],
      ['the lines around it replaced by two', change(5, 9, 3, 2)],
    ];
    assert.deepEqual(
      moves.map(([what, one]) => [what, movedLine(7, [one])]),
      [
        ['two lines above it', 9],
        ['two lines before its first letter', 9],
        ['a new line behind its letters', 7],
        ['a line below it', 7],
        ['the line above it away', 6],
        ['the lines around it replaced by two', 5],
      ],
    );
  });

  it('moves with all changes of one event, which begin at the end of the text', () => {
    assert.equal(movedLine(7, [change(9, 9, 0, 5), change(3, 3, 0, 2), change(1, 2, 0, 1)]), 7);
  });
});
