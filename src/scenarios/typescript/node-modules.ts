import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, resolve } from 'node:path';

/** An import that leads nowhere, with the code that Node gives it. */
class ModuleNotFoundError extends Error {
  override readonly name = 'ImportError';
  readonly code = 'MODULE_NOT_FOUND';
}

const OWN_MODULES = 'loopscope/asyncio and loopscope/time';

/** What Python calls the modules that are here. */
const NAMES_OF_PYTHON = new Set(['asyncio', 'time']);

/** Endings that Node can load and that are not compiled here. */
const LOADED_BY_NODE = new Set(['', '.json', '.node']);

/**
 * A package, a module of Node, or a file that is not compiled, such as one of JSON.
 * Throws an error that says what to do if there is none.
 */
export function fromNode(specifier: string, importer: string): unknown {
  const path = isPath(specifier) ? resolve(dirname(importer), specifier) : undefined;
  if (path !== undefined && !LOADED_BY_NODE.has(extname(path)) && existsSync(path)) {
    throw new ModuleNotFoundError(
      `'${specifier}' is not a file of code. Read it with readFileSync of node:fs.`,
    );
  }
  const load = createRequire(importer);
  try {
    return load(specifier);
  } catch (error) {
    if (!isMissing(error, specifier)) throw error;
    throw new ModuleNotFoundError(reasonFor(specifier, importer));
  }
}

/** Whether an import names a file that is there, or something that is no file beside the importer. */
export function existsBeside(specifier: string, importer: string): boolean {
  if (!isPath(specifier)) return true;
  const path = resolve(dirname(importer), specifier);
  // Types alone need no file that could be run.
  return existsSync(path) || existsSync(`${path}.d.ts`) || existsSync(`${path}.json`);
}

export function missingFile(specifier: string, importer: string): string {
  const file = basename(importer);
  return `There is no file '${specifier}', seen from ${file}. Check the name, or create the file.`;
}

function isPath(specifier: string): boolean {
  return /^(\.{1,2}(\/|$)|\/)/.test(specifier);
}

/** Not if something else is missing that the module itself needs. */
function isMissing(error: unknown, specifier: string): boolean {
  const isCode = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
  return isCode && error.message.startsWith(`Cannot find module '${specifier}'`);
}

function reasonFor(specifier: string, importer: string): string {
  if (isPath(specifier)) return missingFile(specifier, importer);
  if (specifier.startsWith('loopscope')) {
    return `There is no module '${specifier}'. There are ${OWN_MODULES}.`;
  }
  if (NAMES_OF_PYTHON.has(specifier)) {
    return `There is no package '${specifier}'. Did you mean 'loopscope/${specifier}'?`;
  }
  const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  return `There is no package '${name}'. Install it beside the file with npm install ${name}.`;
}
