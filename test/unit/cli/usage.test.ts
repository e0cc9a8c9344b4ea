import { deepStrictEqual } from 'node:assert/strict';
import { HELP } from '../../../src/cli/usage';

/** Columns; the options are a table, whose rows are not wrapped. */
const MOST_COLUMNS = 112;

describe('HELP', () => {
  it('has no line that a terminal would have to wrap', () => {
    deepStrictEqual(
      HELP.split('\n').filter((line) => line.length > MOST_COLUMNS),
      [],
    );
  });
});
