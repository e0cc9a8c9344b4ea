import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EXCLUDED_MODULES, EXCLUDED_TESTS } from './exclusions';
import { runAll } from './outcomes';
import { addTo, type ModuleResult, noTotals, page, summaryOf } from './report';
import runTests from './run_tests.py';
import { OurLoop } from './run-ours';
import { runPlain } from './run-plain';
import { findTests, isOfOurPython, testModules } from './test-package';

const PAGE = 'docs/conformance.md';

/**
 * `npm run conformance -- [--tests LIB] [--module NAME] [--update]`: runs CPython's own tests of asyncio in
 * the embedded interpreter, on a loop in pure Python and on ours, and prints what was lost.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      tests: { type: 'string' },
      module: { type: 'string', multiple: true },
      update: { type: 'boolean', default: false },
    },
  });
  const tests = findTests(values.tests);
  if (!isOfOurPython(tests)) {
    console.log(
      `The tests are those of Python ${tests.version}. Many of them ask for what CPython 3.14 does not have; --tests names the folder Lib of another source tree.`,
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'loopscope-conformance-'));
  const file = join(folder, 'run_tests.py');
  writeFileSync(file, runTests);
  const ours = new OurLoop();
  const results: ModuleResult[] = [];
  try {
    const wanted = values.module ?? testModules(tests).filter((name) => !EXCLUDED_MODULES[name]);
    for (const module of wanted) {
      const left = Object.keys(EXCLUDED_TESTS);
      const args = (leftOut: readonly string[]) => [tests.folder, module, ...leftOut];
      const plain = await runAll(module, left, (_, out) => runPlain(file, tests.folder, args(out)));
      // What fails there says nothing about our loop, and may wait for ever.
      const hopeless = [...plain].filter(([, { outcome }]) => outcome !== 'passed');
      const unwanted = [...left, ...hopeless.map(([name]) => name)];
      const own = await runAll(module, unwanted, (_, out) =>
        ours.run(file, tests.folder, args(out)),
      );
      const result = { module, plain, ours: own };
      results.push(result);
      for (const line of summaryOf(result)) console.log(line);
    }
  } finally {
    ours.dispose();
    rmSync(folder, { recursive: true });
  }
  const totals = results.reduce(addTo, noTotals());
  console.log(
    `In all ${totals.ran} tests: ${totals.plain} pass on a loop in pure Python, and ${totals.ours} of these on ours; ${totals.lost} are lost.`,
  );
  if (values.update) writeFileSync(PAGE, page(results, totals, tests.version));
  return totals.lost === 0 ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
