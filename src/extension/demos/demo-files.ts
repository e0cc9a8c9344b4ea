import * as vscode from 'vscode';
import { type Demo, parseDemoIndex } from './demo-index';

/**
 * The demos and the learner's copies of them.
 *
 * A demo is opened as a copy in the extension's own storage. The original must not be edited: an
 * update would lose the changes. An untitled document cannot be run: it has no path, and so nothing
 * for tracebacks, warnings and imports to refer to. The copy can be edited, saved and run like any
 * file, and what a learner tried is still there the next day.
 */
export class DemoFiles {
  constructor(
    private readonly originals: vscode.Uri,
    private readonly copies: vscode.Uri,
  ) {}

  async list(): Promise<Demo[]> {
    return parseDemoIndex(await read(vscode.Uri.joinPath(this.originals, 'index.json')));
  }

  /** True if the learner has changed the copy of a demo's file. */
  async isChanged(file: string): Promise<boolean> {
    const [original, copy] = await Promise.all([
      read(vscode.Uri.joinPath(this.originals, file)),
      read(this.#copyOf(file)).catch(() => undefined),
    ]);
    return copy !== undefined && copy !== original;
  }

  /** The copy of a demo's file, made if it is missing. */
  async open(file: string): Promise<vscode.Uri> {
    const copy = this.#copyOf(file);
    try {
      await vscode.workspace.fs.stat(copy);
      return copy;
    } catch {
      return this.restore(file);
    }
  }

  /** The copy of a demo's file as it was in the beginning. */
  async restore(file: string): Promise<vscode.Uri> {
    const copy = this.#copyOf(file);
    const original = vscode.Uri.joinPath(this.originals, file);
    await vscode.workspace.fs.createDirectory(this.copies);
    await vscode.workspace.fs.copy(original, copy, { overwrite: true });
    return copy;
  }

  #copyOf(file: string): vscode.Uri {
    return vscode.Uri.joinPath(this.copies, file);
  }
}

async function read(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
