import { join } from 'node:path';
import { dirname } from 'node:path/posix';
import { pathToFileURL } from 'node:url';
import type { PyodideInterface } from 'pyodide';
import { BOOTSTRAP_FILES, BOOTSTRAP_FOLDER, PREPARE } from './bootstrap';

export type Interpreter = PyodideInterface;

type LoadPyodide = typeof import('pyodide')['loadPyodide'];

/** Output of the interpreter before a program runs goes nowhere: Pyodide's own streams fail in a worker. */
const SILENT = { stdout: () => {}, stderr: () => {} };

async function loader(folder: string): Promise<LoadPyodide> {
  const url = pathToFileURL(join(folder, 'pyodide.mjs')).href;
  const pyodide: { loadPyodide: LoadPyodide } = await import(url);
  return pyodide.loadPyodide;
}

/** Starts CPython from a snapshot of `makeSnapshot`, or from nothing if there is none: about 0.25 s or 2 s. */
export async function startInterpreter(
  folder: string,
  snapshot: Uint8Array | undefined,
): Promise<Interpreter> {
  const load = await loader(folder);
  if (snapshot) return load({ indexURL: folder, _loadSnapshot: snapshot, ...SILENT });
  const interpreter = await load({ indexURL: folder, ...SILENT });
  prepare(interpreter);
  return interpreter;
}

/** Starts CPython, imports what scenarios use, and returns the memory image: about 2 s and 30 MB. */
export async function makeSnapshot(folder: string): Promise<Uint8Array> {
  const load = await loader(folder);
  const interpreter = await load({ indexURL: folder, _makeSnapshot: true, ...SILENT });
  prepare(interpreter);
  return interpreter.makeMemorySnapshot();
}

function prepare(interpreter: Interpreter): void {
  for (const [name, text] of Object.entries(BOOTSTRAP_FILES)) {
    const path = `${BOOTSTRAP_FOLDER}/${name}`;
    interpreter.FS.mkdirTree(dirname(path));
    interpreter.FS.writeFile(path, text);
  }
  interpreter.runPython(PREPARE);
}
