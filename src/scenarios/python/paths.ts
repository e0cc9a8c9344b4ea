import { dirname, isAbsolute, relative, sep } from 'node:path';
import { BOOTSTRAP_FOLDER } from './bootstrap';

/** Folders of the interpreter that a folder of the machine must not hide. */
const OWN_FOLDERS = ['/lib', '/dev', '/proc', BOOTSTRAP_FOLDER];

/** The path inside the interpreter of a path of the machine: the same, but `/C:/x` for `C:\x`. */
export function guestPath(path: string): string {
  return /^[A-Za-z]:\\/.test(path) ? `/${path.replaceAll('\\', '/')}` : path;
}

/** The path of the machine of a path inside the interpreter. */
export function hostPath(path: string): string {
  return /^\/[A-Za-z]:\//.test(path) ? path.slice(1).replaceAll('/', '\\') : path;
}

/** Those of some folders of the machine that a scenario can see, once each. */
export function visibleFolders(all: readonly string[]): string[] {
  const folders = all.filter(canBeShown);
  return folders.filter(
    (folder, index) =>
      folders.indexOf(folder) === index &&
      !folders.some((other) => other !== folder && isInside(folder, other)),
  );
}

/** The root of the machine cannot be shown in place of the interpreter's own. */
function canBeShown(folder: string): boolean {
  const path = guestPath(folder);
  return path !== '/' && !OWN_FOLDERS.includes(path) && dirname(folder) !== folder;
}

/** Whether a folder is `other` or somewhere below it. */
export function isInside(folder: string, other: string): boolean {
  const path = relative(other, folder);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
