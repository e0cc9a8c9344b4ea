import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ASK =
  'import os, sys, test.test_asyncio; print(os.path.dirname(os.path.dirname(os.path.dirname(test.test_asyncio.__file__)))); print(sys.version.split()[0])';

/** CPython's tests of asyncio on this machine. */
export interface TestPackage {
  /** The folder that holds the package `test`. */
  readonly folder: string;
  /** Of the Python that they belong to, `unknown` if a folder was named. */
  readonly version: string;
}

/**
 * The tests in a folder, or those of the installed `python3`. Throws an `Error` that says how to get them if
 * there are none.
 */
export function findTests(folder: string | undefined): TestPackage {
  if (folder !== undefined) {
    if (existsSync(join(folder, 'test', 'test_asyncio'))) return { folder, version: 'unknown' };
    throw new Error(
      `There is no test/test_asyncio in ${folder}. Name the folder Lib of a source tree of CPython.`,
    );
  }
  try {
    const said = execFileSync('python3', ['-c', ASK], { encoding: 'utf8', stdio: 'pipe' });
    const [found = '', version = ''] = said.trim().split('\n');
    return { folder: found, version };
  } catch {
    throw new Error(
      'There is no python3 with its tests. Install them (Debian: libpython3-testsuite), or name the folder Lib of a source tree of CPython 3.14 with --tests.',
    );
  }
}

/** The modules of tests, without their folder. */
export function testModules({ folder }: TestPackage): string[] {
  return readdirSync(join(folder, 'test', 'test_asyncio'))
    .filter((name) => /^test_\w+\.py$/.test(name))
    .map((name) => name.slice(0, -'.py'.length))
    .sort();
}

/** Whether the tests belong to the minor version that is embedded; taken for granted of a folder that was named. */
export function isOfOurPython({ version }: TestPackage): boolean {
  return version === 'unknown' || version.startsWith('3.14.');
}
