import { deepStrictEqual } from 'node:assert/strict';
import asyncioNames from '../support/asyncio_names.py';
import { AsyncioCoverage } from '../support/asyncio-coverage';
import { MISSING } from '../support/asyncio-missing';
import { expectGolden } from '../support/golden';
import { PlainPython } from '../support/plain-python';

describe("CPython's asyncio in the runtime core", () => {
  let coverage: AsyncioCoverage;

  before(async () => {
    const { output } = await new PlainPython().run(asyncioNames, 'asyncio_names.py');
    coverage = new AsyncioCoverage(JSON.parse(output), MISSING);
  });

  it('is there, or test/support/asyncio-missing.ts says why not', () => {
    deepStrictEqual(coverage.unexplained(), []);
  });

  it('is not said to be missing where it is there', () => {
    deepStrictEqual(coverage.outdated(), []);
  });

  it('is listed in docs/asyncio-coverage.md', () => {
    expectGolden('../../docs/asyncio-coverage.md', coverage.page());
  });
});
