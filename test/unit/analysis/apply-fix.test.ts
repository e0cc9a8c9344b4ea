import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { applyFix, changedLines } from '../../../src/analysis/apply-fix';
import type { Fix } from '../../../src/analysis/finding';

const TEXT = 'one\ntwo 🙂 two\nthree\nfour\nfive\n';

const FIX: Fix = {
  title: 'Change it',
  edits: [
    // Two texts at one place keep their order.
    { from: [2, 1], to: [2, 1], text: 'a' },
    { from: [2, 1], to: [2, 1], text: 'b' },
    { from: [2, 8], to: [2, 11], text: 'TWO' },
    { from: [1, 1], to: [2, 1], text: '' },
    { from: [5, 5], to: [5, 5], text: '\nsix' },
  ],
};

describe('a fix', () => {
  it('changes a text at all of its places', () => {
    strictEqual(applyFix(TEXT, FIX), 'abtwo 🙂 TWO\nthree\nfour\nfive\nsix\n');
  });

  it('reaches the end of a text without a last line end', () => {
    const edits = [{ from: [1, 1], to: [2, 1], text: 'b' }] as const;
    strictEqual(applyFix('a', { title: '', edits }), 'b');
  });

  it('is shown as runs of whole lines', () => {
    deepStrictEqual(changedLines(TEXT, FIX), [
      { line: 1, before: ['one', 'two 🙂 two'], after: ['abtwo 🙂 TWO'] },
      { line: 5, before: ['five'], after: ['five', 'six'] },
    ]);
  });
});
