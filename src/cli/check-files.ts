import { readFile, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { UsageError } from './usage';

const PYTHON = '.py';
const NOT_YET = ['.ts', '.js'];

/** Throws `UsageError` if `path` cannot be run. `shown`: the path as the user wrote it. */
export async function checkScenario(path: string, shown: string): Promise<void> {
  const info = await statOf(path);
  if (!info) throw new UsageError(`There is no file ${shown}. Check the name and the folder.`);
  if (info.isDirectory()) {
    throw new UsageError(`${shown} is a folder. Name the file in it that starts the program.`);
  }
  const extension = extname(path).toLowerCase();
  if (NOT_YET.includes(extension)) {
    throw new UsageError(
      `${shown} cannot be run: this version of Loopscope runs Python files only. Name a file that ends in .py.`,
    );
  }
  if (extension !== PYTHON) {
    throw new UsageError(`${shown} is not a Python file. Name a file that ends in .py.`);
  }
  const text = await textOf(path, shown);
  if (text.trim() === '') {
    throw new UsageError(`${shown} is empty. Write a program into it, and save it.`);
  }
}

/** Throws `UsageError` if no file can be written at `path`. */
export async function checkTraceTarget(path: string, shown: string): Promise<void> {
  const folder = await statOf(dirname(path));
  if (!folder?.isDirectory()) {
    throw new UsageError(
      `The trace cannot be saved: there is no folder ${dirname(shown)}. Make it first, or name another.`,
    );
  }
  if ((await statOf(path))?.isDirectory()) {
    throw new UsageError(`The trace cannot be saved: ${shown} is a folder. Name a file in it.`);
  }
}

async function statOf(path: string) {
  try {
    return await stat(path);
  } catch {
    return undefined;
  }
}

async function textOf(path: string, shown: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${shown} cannot be read (${reason}). Check its permissions.`);
  }
}
