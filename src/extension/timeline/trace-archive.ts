import * as vscode from 'vscode';
import { decodeTrace, encodeTrace, TRACE_FILE_EXTENSION } from '../../trace/file';
import type { RunModel } from '../run/run-model';
import { metaOf, savedRun } from '../run/saved-run';

/** Longer traces are not kept over a reload: writing them would hold up the extension host. */
const MAX_EVENTS = 500_000;

/** What is kept of all windows together; the oldest go first. */
const LIMITS = { files: 50, bytes: 200_000_000 };

/** Ends the name of a file that is still being written. */
const UNFINISHED = '.part';

/**
 * Keeps the traces of finished runs for timelines that come back.
 *
 * They cannot lie in the storage of the workspace: VS Code gives a window another folder there as long as
 * the extension host from before a reload has not ended. So all windows share one folder, and any of them
 * may delete a file that another is about to delete.
 */
export class TraceArchive {
  constructor(
    /** Undefined in a window without a folder, whose timelines do not come back. */
    private readonly folder: vscode.Uri | undefined,
    private readonly version: string,
    private readonly log: (line: string) => void,
    private readonly limits = LIMITS,
  ) {}

  /** Never rejects: a trace that is not kept is only missed after a reload. */
  async keep(model: RunModel): Promise<void> {
    if (!this.folder || model.trace.length > MAX_EVENTS) return;
    try {
      await vscode.workspace.fs.createDirectory(this.folder);
      const bytes = encodeTrace(model.trace, metaOf(model, this.version));
      // A window that is reloaded meanwhile must not leave half a trace.
      const target = this.#uri(this.folder, model.header.runId);
      const unfinished = target.with({ path: `${target.path}${UNFINISHED}` });
      await vscode.workspace.fs.writeFile(unfinished, bytes);
      await vscode.workspace.fs.rename(unfinished, target, { overwrite: true });
      await this.#forgetOldest(this.folder);
    } catch (error) {
      this.log(`The trace of ${model.file} could not be kept: ${String(error)}`);
    }
  }

  /** The finished run with this id, or undefined if it was not kept or is damaged. */
  async find(runId: string): Promise<RunModel | undefined> {
    if (!this.folder) return undefined;
    try {
      const bytes = await vscode.workspace.fs.readFile(this.#uri(this.folder, runId));
      const saved = decodeTrace(bytes);
      return await savedRun(runId, saved);
    } catch (error) {
      this.log(`The run ${runId} could not be restored: ${String(error)}`);
      return undefined;
    }
  }

  async #forgetOldest(folder: vscode.Uri): Promise<void> {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    const files = await Promise.all(
      entries.map(([name]) => fileIn(vscode.Uri.joinPath(folder, name))),
    );
    const newestFirst = files.filter((file) => file !== undefined).sort((a, b) => b.time - a.time);
    let bytes = 0;
    const old = newestFirst.filter(({ size }, index) => {
      bytes += size;
      return index > 0 && (index >= this.limits.files || bytes > this.limits.bytes);
    });
    await Promise.allSettled(old.map(({ uri }) => vscode.workspace.fs.delete(uri)));
  }

  #uri(folder: vscode.Uri, runId: string): vscode.Uri {
    return vscode.Uri.joinPath(folder, `${runId}${TRACE_FILE_EXTENSION}`);
  }
}

/** Undefined if the file is gone. */
async function fileIn(uri: vscode.Uri) {
  try {
    const { mtime, size } = await vscode.workspace.fs.stat(uri);
    return { uri, time: mtime, size };
  } catch {
    return undefined;
  }
}
