import * as assert from 'node:assert/strict';
import { afterEdit, type Edit } from '../../../src/extension/diagnostics/edits';
import type { Mark, Place } from '../../../src/extension/diagnostics/mark';

const at = (line: number, file = '/a.py'): Place => ({
  file,
  line,
  column: 5,
  endLine: line,
  endColumn: 9,
});

const mark = (line: number, ...related: Place[]): Mark => ({
  severity: 'warning',
  code: 'blocking-call',
  message: 'It held the loop.',
  place: at(line),
  related: related.map((place) => ({ place, message: 'It was late.' })),
});

const edit = (first: number, last: number, lines: number, file = '/a.py'): Edit => ({
  file,
  first,
  last,
  lines,
});

describe('marks after an edit', () => {
  it('go when their line or one before it is edited', () => {
    const marks = [mark(5), mark(9)];
    assert.deepEqual(afterEdit(marks, edit(9, 9, 1)), [mark(5)]);
    assert.deepEqual(afterEdit(marks, edit(5, 5, 1)), []);
    assert.deepEqual(afterEdit(marks, edit(1, 1, 2)), []);
  });

  it('stay the same objects when the edit is below or in another file', () => {
    const marks = [mark(5, at(3)), mark(9)];
    assert.equal(afterEdit(marks, edit(10, 10, 3))[0], marks[0]);
    assert.equal(afterEdit(marks, edit(1, 1, 3, '/b.py'))[1], marks[1]);
  });

  it('lose their fix with any edit of their file', () => {
    const fix = { title: 'Mend it', edits: [] };
    const fixed: Mark = { ...mark(5), fix };
    assert.deepEqual(afterEdit([fixed], edit(10, 10, 3))[0]?.fix, undefined);
    assert.equal(afterEdit([fixed], edit(10, 10, 3, '/b.py'))[0]?.fix, fix);
  });

  it('refer to lines below the edit that have moved', () => {
    // Line 10 becomes three lines, so that line 20 is now line 22.
    assert.deepEqual(afterEdit([mark(5, at(20), at(6))], edit(10, 10, 3)), [
      mark(5, at(22), at(6)),
    ]);
    // Lines 10 to 12 become one line.
    assert.deepEqual(afterEdit([mark(5, at(20))], edit(10, 12, 1)), [mark(5, at(18))]);
  });

  it('refer to the first edited line if the place was edited itself', () => {
    const gone: Place = { file: '/a.py', line: 10, column: 1, endLine: 10, endColumn: 1 };
    assert.deepEqual(afterEdit([mark(5, at(11))], edit(10, 12, 1)), [mark(5, gone)]);
  });

  it('of another file refer to lines that have moved', () => {
    assert.deepEqual(afterEdit([mark(5, at(8, '/b.py'))], edit(1, 1, 2, '/b.py')), [
      mark(5, at(9, '/b.py')),
    ]);
  });
});
