import * as assert from 'node:assert/strict';
import { beginsCell, cellAt, cellHeadings } from '../../../src/extension/editor/python-cells';

const found = (text: string) => cellHeadings(text).map(({ line, isFirst }) => [line, isFirst]);

describe('headings of cells', () => {
  it('begin their line, with or without a blank', () => {
    assert.deepEqual(found('# %% one\nx = 1\n#%%\n  # %% not here\nx  # %% nor here\n#  %% two'), [
      [0, true],
      [2, false],
      [5, false],
    ]);
  });

  it('are not those of prose', () => {
    assert.deepEqual(found('# %% [markdown]\n# # Title\n# %%\n1\n# %% more [raw]\n'), [[2, true]]);
  });

  it('are not the first if there is code before them', () => {
    assert.deepEqual(found('"""About."""\n# by us\n# %%'), [[2, true]]);
    assert.deepEqual(found('"""About."""\nimport asyncio\n# %%'), [[2, false]]);
  });

  it('are in no other file', () => {
    assert.deepEqual(found('import asyncio\n# 100 %\n'), []);
  });
});

describe('the beginning of a cell', () => {
  const beginnings = (text: string) =>
    text.split('\n').map((_, line) => beginsCell(text, line + 1));

  it('is its heading', () => {
    assert.deepEqual(beginnings('# by us\n# %% one\nx = 1\n# %% [markdown]\n# %%\n1'), [
      ...[false, true, false],
      ...[false, true, false],
    ]);
  });

  it('is any line of the code above the first heading', () => {
    assert.deepEqual(beginnings('import asyncio\n\n# %%\n1'), [true, true, true, false]);
  });

  it('is nowhere in a file without cells', () => {
    assert.deepEqual(beginnings('x = 1\n'), [false, false]);
  });
});

describe('the cell at a line', () => {
  const cellsAt = (text: string) =>
    text.split('\n').map((_, line) => {
      const cell = cellAt(text, line);
      return cell && [cell.line, cell.isFirst];
    });

  it('is that of the heading above, and none in prose', () => {
    const text = '# by us\n# %% one\nx = 1\n# %% [markdown]\n# # Title\n# %%\n1';
    const [one, two] = [
      [1, true],
      [5, false],
    ];
    assert.deepEqual(cellsAt(text), [one, one, one, undefined, undefined, two, two]);
  });

  it('is the code before the first heading', () => {
    assert.deepEqual(cellsAt('import asyncio\n\n# %%\n1'), [
      [0, true],
      [0, true],
      [2, false],
      [2, false],
    ]);
  });

  it('is none in a file without cells', () => {
    assert.deepEqual(cellsAt('x = 1\n'), [undefined, undefined]);
    assert.deepEqual(cellsAt('# %% [md]\n'), [undefined, undefined]);
  });
});
