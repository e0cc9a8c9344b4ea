import { deepStrictEqual } from 'node:assert/strict';
import {
  type CellError,
  cellError,
  errorsAfterEdit,
  withoutCell,
} from '../../../src/extension/diagnostics/cell-errors';
import type { Edit } from '../../../src/extension/diagnostics/edits';
import { planCells } from '../../../src/extension/run/cell-plan';

const FILE = '/scenarios/tea.py';
const MODULE = '/scenarios/kettle.py';

const TEXT = `import asyncio
def boil(): 1 / 0
# %% [markdown]
# Tea
# %%
boil()
# %%
tea
`;

function failed(line: number, cell: number, file = FILE): CellError {
  const place = { file, line, column: 1, endLine: line, endColumn: 9 };
  const message = `line ${line}`;
  return cellError(
    { severity: 'error', code: 'uncaught-exception', message, place, related: [] },
    FILE,
    cell,
  );
}

/** Of a function of the first cell and of a module, that the second cell called, and of the third. */
const ERRORS = [failed(2, 5), failed(9, 5, MODULE), failed(8, 7)];

/** What each error said, and where it and its cell stand. */
const told = (errors: readonly CellError[]) =>
  errors.map(({ mark, cell }) => [mark.message, mark.place.line, cell.line]);

const edit = (first: number, last: number, lines: number, file = FILE): Edit => ({
  file,
  first,
  last,
  lines,
});

describe('the plan of cells', () => {
  it('has all cells up to a line, or the last of them in an interpreter that is kept', () => {
    const starts = [1, 5, 7];
    deepStrictEqual(
      [
        planCells(TEXT, { untilLine: 6, goesOn: false }),
        planCells(TEXT, { untilLine: 7, goesOn: true }),
        planCells('# %%\n1', { untilLine: 0, goesOn: false }),
      ],
      [{ starts, first: 1, last: 2 }, { starts, first: 3, last: 3 }, undefined],
    );
  });
});

describe('the errors of cells', () => {
  it('go when their cell runs again, or the cell in which they are', () => {
    const left = [1, 5, 7].map((untilLine) => {
      const plan = planCells(TEXT, { untilLine, goesOn: true });
      return plan && told(withoutCell(ERRORS, FILE, plan));
    });
    const [first, second, third] = told(ERRORS);
    deepStrictEqual(left, [[second, third], [third], [first, second]]);
  });

  it('go with their line, and move with what is edited above', () => {
    deepStrictEqual(
      [edit(8, 8, 1), edit(3, 3, 2), edit(9, 9, 1), edit(1, 1, 3, MODULE), edit(2, 4, 1)].map(
        (one) => told(errorsAfterEdit(ERRORS, one)),
      ),
      [
        [
          ['line 2', 2, 5],
          ['line 9', 9, 5],
        ],
        [
          ['line 2', 2, 6],
          ['line 9', 9, 6],
          ['line 8', 9, 8],
        ],
        told(ERRORS),
        [
          ['line 2', 2, 5],
          ['line 9', 11, 5],
          ['line 8', 8, 7],
        ],
        [
          ['line 9', 9, 3],
          ['line 8', 6, 5],
        ],
      ],
    );
  });
});
