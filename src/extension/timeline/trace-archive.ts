import * as vscode from 'vscode';
import { decodeTrace, encodeTrace, TRACE_FILE_EXTENSION } from '../../trace/file';
import { analyse } from '../run/analyse';
import { RunModel } from '../run/run-model';

/** Longer traces are not kept over a reload: writing them would hold up the extension host. */
const MAX_EVENTS = 500_000;

/** Traces kept; the oldest go first. */
const MAX_FILES = 20;

/** Keeps the traces of finished runs in the workspace's storage, for timelines that come back. */
export class TraceArchive {
  constructor(
    /** Undefined in a window without a folder, whose timelines do not come back. */
    private readonly folder: vscode.Uri | undefined,
    private readonly version: string,
    private readonly log: (line: string) => void,
  ) {}

  /** Never rejects: a trace that is not kept is only missed after a reload. */
  async keep(model: RunModel): Promise<void> {
    if (!this.folder || model.trace.length > MAX_EVENTS) return;
    try {
      const { title, file, clock, slowCallbackDuration } = model.header;
      const recorded = new Date().toISOString();
      const meta = { title, file, clock, slowCallbackDuration, recorded, version: this.version };
      await vscode.workspace.fs.createDirectory(this.folder);
      await vscode.workspace.fs.writeFile(
        this.#uri(this.folder, model.header.runId),
        encodeTrace(model.trace, meta),
      );
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
      return await restored(runId, bytes);
    } catch (error) {
      this.log(`The run ${runId} could not be restored: ${String(error)}`);
      return undefined;
    }
  }

  async #forgetOldest(folder: vscode.Uri): Promise<void> {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    const files = await Promise.all(
      entries.map(async ([name]) => {
        const uri = vscode.Uri.joinPath(folder, name);
        return { uri, time: (await vscode.workspace.fs.stat(uri)).mtime };
      }),
    );
    const old = files.sort((a, b) => b.time - a.time).slice(MAX_FILES);
    await Promise.all(old.map(({ uri }) => vscode.workspace.fs.delete(uri)));
  }

  #uri(folder: vscode.Uri, runId: string): vscode.Uri {
    return vscode.Uri.joinPath(folder, `${runId}${TRACE_FILE_EXTENSION}`);
  }
}

/** Throws `TraceFileError` if the bytes are damaged. */
async function restored(runId: string, bytes: Uint8Array): Promise<RunModel | undefined> {
  const { trace, meta } = decodeTrace(bytes);
  const { title, file, clock, slowCallbackDuration } = meta;
  const model = new RunModel({ runId, title, file, clock, slowCallbackDuration });
  model.append(trace.toChunk());
  const { runEnd } = model.timeline;
  if (!runEnd) return undefined;
  const { end, exitCode, message } = runEnd;
  const outcome = { end, exitCode, message, problem: undefined, realSeconds: 0 };
  model.end(outcome, await analyse(model));
  return model;
}
