import { strictEqual } from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Compares `actual` with the file `test/golden/<name>`; `UPDATE_GOLDEN=1` writes the file instead.
 *
 * Tests run in the project's folder. Throws `AssertionError` if the texts differ.
 */
export function expectGolden(name: string, actual: string): void {
  const file = resolve('test/golden', name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  strictEqual(actual, readGolden(file), `UPDATE_GOLDEN=1 accepts the new ${name}`);
}

function readGolden(file: string): string {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    throw new Error(`There is no ${file} yet. Run the tests once with UPDATE_GOLDEN=1.`);
  }
}
