import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BOOTSTRAP_FILES, PREPARE } from '../../scenarios/python/bootstrap';

/**
 * Where the snapshot of the interpreter lies. Its name holds all that a snapshot depends on: the
 * version of Pyodide, the JavaScript engine, and the Python code that was imported before.
 */
export class SnapshotFiles {
  readonly file: string;
  readonly #engine = `python-${process.versions.v8}`;

  constructor(
    private readonly folder: string,
    pyodideFolder: string,
  ) {
    const hash = createHash('sha256');
    hash.update(readFileSync(join(pyodideFolder, 'package.json')));
    hash.update(PREPARE);
    for (const [name, text] of Object.entries(BOOTSTRAP_FILES)) hash.update(name).update(text);
    this.file = join(folder, `${this.#engine}-${hash.digest('hex').slice(0, 16)}.snapshot`);
  }

  get exists(): boolean {
    return existsSync(this.file);
  }

  /** Makes the folder and removes snapshots that this JavaScript engine has no use for any more. */
  prepareFolder(): void {
    mkdirSync(this.folder, { recursive: true });
    for (const name of readdirSync(this.folder)) {
      const path = join(this.folder, name);
      // Drafts are left alone: another process may be writing one.
      const isSnapshot = name.startsWith(`${this.#engine}-`) && name.endsWith('.snapshot');
      if (isSnapshot && path !== this.file) rmSync(path, { force: true });
    }
  }

  /** Forgets a snapshot that could not be used. */
  remove(): void {
    rmSync(this.file, { force: true });
  }
}
