import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { chromeTraceOf } from '../../analysis/chrome-trace';
import { encodeTrace } from '../../trace/file';
import { sayInStatusBar } from '../run/passing-words';
import type { RunController } from '../run/run-controller';
import type { RunModel } from '../run/run-model';
import { metaOf } from '../run/saved-run';
import type { TimelinePanel } from '../timeline/timeline-panel';
import type { TimelinePanels } from '../timeline/timeline-panels';
import { type ExportFormat, proposedName, wordsOf } from './formats';
import { Cancelled, withLateProgress } from './late-progress';
import { bytesOf } from './pieces';

/** Saves and shares the run that is in front: the one of the active timeline, else the current one. */
export class Exporter {
  /** The folder of the last file that was saved. */
  #folder: string | undefined;

  constructor(
    private readonly runs: RunController,
    private readonly timelines: TimelinePanels,
    private readonly version: string,
  ) {}

  /** Asks for a place and saves the run there. Tells the user what went wrong, and never rejects. */
  async save(format: ExportFormat): Promise<void> {
    const model = this.#model();
    if (!model) return this.#sayNothingToSave();
    const { filter, extension } = wordsOf(format, vscode.l10n);
    const folder = this.#folder ?? dirname(model.file);
    const uri = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.file(join(folder, proposedName(model.header.title, extension))),
      // VS Code takes nothing but the last part for the ending of a name.
      filters: { [filter]: [extension.slice(extension.lastIndexOf('.') + 1)] },
    });
    if (!uri) return;
    this.#folder = dirname(uri.fsPath);
    await told(async () => {
      const title = vscode.l10n.t('Saving {0}', proposedName(model.header.title, extension));
      const bytes = await withLateProgress(title, (signal) => this.#bytes(model, format, signal));
      await vscode.workspace.fs.writeFile(uri, bytes);
      offerToOpen(uri);
    });
  }

  /** Puts the picture of the timeline on the clipboard. Tells the user what went wrong. */
  async copyImage(): Promise<void> {
    const model = this.#model();
    if (!model) return this.#sayNothingToSave();
    await told(async () => {
      await this.#panel(model).picture('copy');
      sayInStatusBar(vscode.l10n.t('The picture is on the clipboard.'), 3000);
    });
  }

  #model(): RunModel | undefined {
    return this.timelines.active?.model ?? this.runs.current;
  }

  #panel(model: RunModel): TimelinePanel {
    const shown = this.timelines.showing(model);
    return shown ?? this.timelines.open(model.file, { preserveFocus: true });
  }

  async #bytes(model: RunModel, format: ExportFormat, signal: AbortSignal): Promise<Uint8Array> {
    switch (format) {
      case 'trace':
        return encodeTrace(model.trace, metaOf(model, this.version));
      case 'chrome':
        return bytesOf(chromeTraceOf(model.timeline, model.header), signal);
      default:
        return this.#panel(model).picture(format);
    }
  }

  #sayNothingToSave(): void {
    const text = vscode.l10n.t('There is no run to save. Run a scenario first.');
    void vscode.window.showInformationMessage(text);
  }
}

/** Shows a message if the work fails; none if the user has cancelled it. */
async function told(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Cancelled) return;
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('Loopscope: {0}', reason));
  }
}

/** Waits for nobody: the message may stay on screen for hours. */
function offerToOpen(uri: vscode.Uri): void {
  const open = vscode.l10n.t('Open');
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const text = vscode.l10n.t('{0} was saved.', name);
  void vscode.window.showInformationMessage(text, open).then((pressed) => {
    if (pressed === open) void vscode.commands.executeCommand('vscode.open', uri);
  });
}
