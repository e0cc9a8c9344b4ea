import * as assert from 'node:assert/strict';
import { cellHeadings } from '../../../src/extension/editor/python-cells';

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
