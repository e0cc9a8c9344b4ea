import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SCENARIO_ENDINGS, scenarioLanguage } from '../protocol/scenario-language';
import { UsageError } from './usage';

const ENDINGS = `${SCENARIO_ENDINGS.slice(0, -1).join(', ')} or ${SCENARIO_ENDINGS.at(-1)}`;

/** Throws `UsageError` if `path` cannot be run. `shown`: the path as the user wrote it. */
export async function checkScenario(path: string, shown: string): Promise<void> {
  const info = await statOf(path);
  if (!info) throw noFile(shown);
  if (info.isDirectory()) {
    throw new UsageError(`${shown} is a folder. Name the file in it that starts the program.`);
  }
  if (scenarioLanguage(path) === undefined) {
    const isTrace = path.endsWith('.loopscope');
    throw new UsageError(
      isTrace
        ? `${shown} is a saved trace. Try \`loopscope open ${shown}\`.`
        : `${shown} is not a Python, TypeScript or JavaScript file. Name a file that ends in ${ENDINGS}.`,
    );
  }
  if (!info.isFile()) {
    throw new UsageError(`${shown} is a pipe or a device. Name a file that holds a program.`);
  }
  const text = await textOf(path, shown);
  if (text.trim() === '') {
    throw new UsageError(`${shown} is empty. Write a program into it, and save it.`);
  }
  if (text.includes('\0')) {
    throw new UsageError(
      `${shown} holds zero bytes, so it is not text in UTF-8. Save it with the encoding UTF-8.`,
    );
  }
}

/** Throws `UsageError` if `path` is no file that could hold a trace. */
export async function checkTrace(path: string, shown: string): Promise<void> {
  const info = await statOf(path);
  if (!info) throw noFile(shown);
  if (info.isDirectory()) {
    throw new UsageError(`${shown} is a folder. Name a trace in it, such as cook.loopscope.`);
  }
}

/** Throws `UsageError` if no file can be written at `path`, or a program would be lost there. */
export async function checkTarget(path: string, shown: string): Promise<void> {
  const folder = await statOf(dirname(path));
  if (!folder?.isDirectory()) {
    throw new UsageError(
      `Nothing can be saved there: there is no folder ${dirname(shown)}. Make it first, or name another.`,
    );
  }
  if ((await statOf(path))?.isDirectory()) {
    throw new UsageError(`Nothing can be saved there: ${shown} is a folder. Name a file in it.`);
  }
  if (scenarioLanguage(path) !== undefined) {
    throw new UsageError(
      `Nothing is saved as ${shown}, because that is the name of a program. Name another file.`,
    );
  }
}

/** Throws `UsageError` if `path` is no folder. */
export async function checkFolder(path: string, shown: string): Promise<void> {
  if ((await statOf(path))?.isDirectory()) return;
  throw new UsageError(`There is no folder ${shown}. Check the name.`);
}

function noFile(shown: string): UsageError {
  return new UsageError(`There is no file ${shown}. Check the name and the folder.`);
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
