import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A small program of `test/golden/scenarios`. */
export interface GoldenScenario {
  /** File name without its extension. */
  readonly name: string;
  readonly source: string;
}

/** All of them, so that none can be forgotten. Tests run in the project's folder. */
export function goldenScenarios(): GoldenScenario[] {
  const folder = resolve('test/golden/scenarios');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.py'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.py'.length),
      source: readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n'),
    }));
}
