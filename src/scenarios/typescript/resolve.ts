import { existsSync, statSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';

/** Endings of files that are compiled. */
export const COMPILED = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'] as const;

const isCompiled = (file: string) => COMPILED.some((ending) => extname(file) === ending);

/** With these endings TypeScript writes imports of files that end in `.ts`. */
const WRITTEN_AS: Readonly<Record<string, string>> = {
  '.js': '.ts',
  '.mjs': '.mts',
  '.cjs': '.cts',
};

/**
 * The file of a scenario that an import beside it means; undefined if it means something else, such
 * as a package, a module of Node, or a file that is not compiled.
 */
export function resolveBeside(
  specifier: string,
  importer: string,
  unsaved: Readonly<Record<string, string>>,
): string | undefined {
  if (!/^(\.{1,2}(\/|$)|\/)/.test(specifier)) return undefined;
  const path = resolve(dirname(importer), specifier);
  const ending = extname(path);
  const stem = path.slice(0, path.length - ending.length);
  const candidates = [
    path,
    ...(WRITTEN_AS[ending] ? [stem + WRITTEN_AS[ending]] : []),
    ...COMPILED.map((one) => path + one),
    ...COMPILED.map((one) => resolve(path, `index${one}`)),
  ];
  return candidates.find((file) => isCompiled(file) && (file in unsaved || isFile(file)));
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
