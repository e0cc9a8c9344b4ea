import { join } from 'node:path';
import { dirname } from 'node:path/posix';
import { pathToFileURL } from 'node:url';
import type { PyodideInterface } from 'pyodide';
import { BOOTSTRAP_FILES, BOOTSTRAP_FOLDER, PREPARE } from './bootstrap';

export type Interpreter = Omit<PyodideInterface, 'setInterruptBuffer'> & {
  /** Where it looks for signals: reads the number of one, and then writes 0. */
  setInterruptBuffer(buffer: { 0: number }): void;
  readonly _module: CInterface;
  readonly _api: { maybe_fatal_error(error: unknown): never };
};

/** What we use of the C interface of CPython and Pyodide. Objects are given by their address. */
export interface CInterface {
  /** The memory; a new array when it has grown. */
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  readonly HEAP8: Int8Array;
  readonly __Py_NoneStruct: number;
  readonly _PyLong_Type: number;
  /** The type of coroutines. */
  readonly _PyCoro_Type: number;
  /** Begins with a table for debuggers. */
  readonly __PyRuntime: number;
  _malloc(bytes: number): number;
  addFunction(call: (...integers: number[]) => number, signature: string): number;
  _PyCFunction_NewEx(definition: number, self: number, module: number): number;
  _PyFloat_AsDouble(object: number): number;
  _PyFloat_FromDouble(double: number): number;
  _PyLong_FromLong(integer: number): number;
  /** 0 if an exception was raised. */
  _PyObject_CallOneArg(callable: number, argument: number): number;
  _Py_DecRef(object: number): void;
  /** The text of a `str`; a proxy for an object that JavaScript does not have. */
  _python2js(object: number): object;
  /** Throws the exception that was raised. */
  _pythonexc2js(): never;
  /** Raises an error in Python. */
  handle_js_error(error: unknown): void;
  PyProxy_getPtr(proxy: object): number;
}

export type LoadPyodide = (
  options: Parameters<typeof import('pyodide')['loadPyodide']>[0],
) => Promise<Interpreter>;

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
