import { realpathSync, statSync } from 'node:fs';
import { basename } from 'node:path/posix';
import { fileSystemOf } from './file-system';
import type { Interpreter } from './interpreter';
import { guestPath, isInside, visibleFolders } from './paths';
import { PrivateFiles } from './private-files';

/** Nobody may write: what would be written there would be lost. */
const READ_ONLY_FOLDER = 0o555;
const MAX_NAMES = 3;

/** The folders of the machine inside the interpreter, at the paths that the program knows. */
export class ProgramFiles {
  readonly #private: PrivateFiles;

  constructor(private readonly interpreter: Interpreter) {
    this.#private = new PrivateFiles(interpreter);
  }

  /**
   * Shows folders; the program cannot change what is around them. Changes in the first ones are made
   * on the machine if `isSaved`, and else for the program only.
   */
  show(own: readonly string[], isSaved: boolean, packages: readonly string[]): void {
    const others = packages.filter((folder) => !own.some((one) => isInside(folder, one)));
    // What is inside of another is mounted over it.
    const folders = [...visibleFolders(others), ...visibleFolders(own)].filter(isFolder);
    const made = folders.flatMap((folder) => this.#makeFolders(guestPath(folder)));
    for (const folder of folders) this.#mount(folder, isSaved && !others.includes(folder));
    const shown = new Set(folders.map(guestPath));
    const { chmod } = fileSystemOf(this.interpreter);
    for (const path of made) if (!shown.has(path)) chmod(path, READ_ONLY_FOLDER);
  }

  /** What the user must know of the program's files, as full sentences. */
  notes(): string[] {
    const { written, removed } = this.#private.changes();
    const done = [...verb('wrote', written), ...verb('removed', removed)].join(' and ');
    if (done === '') return [];
    return [
      `The program ${done}. This was not saved: to let programs change files in your folder, turn on the setting loopscope.files.write.`,
    ];
  }

  #mount(folder: string, isSaved: boolean): void {
    const { filesystems, mount } = fileSystemOf(this.interpreter);
    const place = realpathSync(folder);
    if (isSaved) mount(filesystems.NODEFS, { root: place }, guestPath(folder));
    else this.#private.mount(place, guestPath(folder));
  }

  /** Makes a folder and those around it; gives the paths of those that were not there. */
  #makeFolders(path: string): string[] {
    const files = fileSystemOf(this.interpreter);
    const parts = path.split('/').slice(1);
    const paths = parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
    const missing = paths.filter((one) => !files.analyzePath(one).exists);
    for (const one of missing) files.mkdir(one);
    return missing;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Such as "wrote a.txt and b.txt" or "wrote 12 files". */
function verb(word: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  if (paths.length > MAX_NAMES) return [`${word} ${paths.length} files`];
  const names = paths.map((path) => basename(path));
  const last = names.pop();
  return [`${word} ${names.length > 0 ? `${names.join(', ')} and ` : ''}${last}`];
}
