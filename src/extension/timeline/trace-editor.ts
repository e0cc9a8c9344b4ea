import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { decodeTrace, TraceFileError } from '../../trace/file';
import { TRACE_VIEW_TYPE } from '../contributions';
import type { RunController } from '../run/run-controller';
import type { RunModel } from '../run/run-model';
import { savedRun } from '../run/saved-run';
import { showProblem } from './timeline-panel';
import type { TimelinePanels } from './timeline-panels';

/** A trace file that is open: a run, or the reason why there is none. */
class TraceDocument implements vscode.CustomDocument {
  constructor(
    readonly uri: vscode.Uri,
    readonly content: RunModel | { readonly problem: string },
    private readonly runs: RunController,
  ) {}

  dispose(): void {
    if (!('problem' in this.content)) this.runs.close(this.content);
  }
}

/** Shows trace files as timelines. Their findings and tasks are those of a run that has just ended. */
export class TraceEditors
  extends Disposable
  implements vscode.CustomReadonlyEditorProvider<TraceDocument>
{
  constructor(
    private readonly runs: RunController,
    private readonly timelines: TimelinePanels,
    private readonly extensionUri: vscode.Uri,
  ) {
    super();
    this._register(vscode.window.registerCustomEditorProvider(TRACE_VIEW_TYPE, this));
  }

  async openCustomDocument(uri: vscode.Uri): Promise<TraceDocument> {
    const content = await this.#read(uri);
    if (!('problem' in content)) this.runs.open(content);
    return new TraceDocument(uri, content, this.runs);
  }

  resolveCustomEditor({ content }: TraceDocument, panel: vscode.WebviewPanel): void {
    if ('problem' in content) showProblem(panel, this.extensionUri, content.problem);
    else this.timelines.adoptTrace(panel, content);
  }

  async #read(uri: vscode.Uri): Promise<RunModel | { readonly problem: string }> {
    try {
      const saved = decodeTrace(await vscode.workspace.fs.readFile(uri));
      // The same file is the same run, so that its page finds its view again.
      return await savedRun(`${uri} ${saved.meta.recorded}`, saved, uri.toString());
    } catch (error) {
      if (error instanceof TraceFileError) return { problem: error.message };
      const reason = error instanceof Error ? error.message : String(error);
      return { problem: vscode.l10n.t('The trace file cannot be read. {0}', reason) };
    }
  }
}
