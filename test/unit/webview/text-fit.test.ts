import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { elide, fitFirst } from '../../../src/webview/layout/text-fit';
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
