import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A small program of `test/golden/scenarios`. */
export interface GoldenScenario {
  /** File name without its extension. */
  readonly name: string;
  readonly file: string;
  readonly language: 'python' | 'typescript';
  readonly source: string;
}

/** All of them, so that none can be forgotten. Tests run in the project's folder. */
export function goldenScenarios(): GoldenScenario[] {
  const folder = resolve('test/golden/scenarios');
  return readdirSync(folder)
    .filter((file) => /\.(py|ts)$/.test(file))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.py'.length),
      file,
      language: file.endsWith('.py') ? 'python' : 'typescript',
      source: readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n'),
    }));
}
