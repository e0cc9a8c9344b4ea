import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { elide, elideName, fitFirst } from '../../../src/webview/layout/text-fit';
import { shorterNotes } from '../../../src/webview/model/notes';
import { measure } from './support';

describe('a note without room', () => {
  it('has texts that say what matters most', () => {
    deepStrictEqual(
      [
        'waiting: lock door · not done · line 6',
        'ready, 1.000 s late',
        'busy 2.000 s of 2.100 s',
        'failed at 1.000 s: KeyError',
        'done at 1.000 s',
        'running',
      ].map(shorterNotes),
      [
        ['waiting: lock door · not done', 'waiting: lock door', 'lock door', 'waiting'],
        ['ready'],
        ['busy 2.000 s'],
        ['failed at 1.000 s', 'failed'],
        ['done'],
        [],
      ],
    );
  });
});

describe('text', () => {
  it('of a name keeps the number at its end', () => {
    const names = ['worker-148', 'fetch #12', 'a_long_name', '20261121', 'w1234567890'];
    deepStrictEqual(
      names.map((name) =>
        [10, 8, 5].map((letters) => elideName(name, letters * 7, 'name', measure)),
      ),
      [
        ['worker-148', 'wor…-148', 'work…'],
        ['fetch #12', 'fetc…#12', 'f…#12'],
        ['a_long_na…', 'a_long_…', 'a_lo…'],
        ['20261121', '20261121', '2026…'],
        ['w12345678…', 'w123456…', 'w123…'],
      ],
    );
  });

  it('is shortened to the room', () => {
    strictEqual(elide('hello world', 77, 'label', measure), 'hello world');
    strictEqual(elide('hello world', 50, 'label', measure), 'hello…');
    strictEqual(elide('hello world', 13, 'label', measure), '');
  });

  it('takes the first that fits', () => {
    strictEqual(fitFirst(['long text', 'short'], 40, 20, 'label', measure), 'short');
    strictEqual(fitFirst(['long text', 'short'], 30, 20, 'label', measure), 'lon…');
    strictEqual(fitFirst(['long text', 'short'], 15, 20, 'label', measure), '');
  });
});
