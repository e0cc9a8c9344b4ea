import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import { TIMELINE_VIEW_TYPE } from '../contributions';
import type { RunController } from '../run/run-controller';
import type { TimelineMemory } from './timeline-memory';
import { createPanel, type TimelineHost, TimelinePanel } from './timeline-panel';
import type { TraceArchive } from './trace-archive';

/**
 * One timeline for each file. It shows the file's newest run from its beginning, and is there again
 * after the window was reloaded.
 */
export class TimelinePanels extends Disposable implements vscode.WebviewPanelSerializer {
  readonly #panels = new Map<string, TimelinePanel>();
  readonly #activated = this._register(new Emitter<TimelinePanel>());

  /** A panel of ours has become the active editor. */
  readonly onDidActivate = this.#activated.event;

  constructor(
    private readonly runs: RunController,
    private readonly memory: TimelineMemory,
    private readonly archive: TraceArchive,
    private readonly host: TimelineHost,
  ) {
    super();
    this._register(vscode.window.registerWebviewPanelSerializer(TIMELINE_VIEW_TYPE, this));
    this._register(
      runs.onDidStart((model) => {
        this.memory.remember(model.header);
        this.#panels.get(model.file)?.show(model);
      }),
    );
    this._register(runs.onDidRestore((model) => this.#panels.get(model.file)?.show(model)));
    this._register(runs.onDidEnd((model) => void this.archive.keep(model)));
  }

  get active(): TimelinePanel | undefined {
    return [...this.#panels.values()].find(({ panel }) => panel.active);
  }

  of(file: string): TimelinePanel | undefined {
    return this.#panels.get(file);
  }

  /** Shows the timeline of a file beside the editor, or where it is already. */
  open(file: string, options: { readonly preserveFocus: boolean }): TimelinePanel {
    const known = this.#panels.get(file);
    if (known) {
      known.panel.reveal(undefined, options.preserveFocus);
      return known;
    }
    const made = this.#adopt(createPanel(this.host.extensionUri), file);
    if (!options.preserveFocus) made.panel.reveal(undefined, false);
    return made;
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const file = this.memory.fileOf(state);
    if (file === undefined || this.#panels.has(file)) {
      panel.dispose();
      return;
    }
    const timeline = this.#adopt(panel, file);
    if (timeline.model) return;
    const model = await this.archive.find(this.memory.runOf(state));
    // A run that began meanwhile is newer than the one that was kept.
    if (model && !this.runs.modelOf(file)) this.runs.restore(model);
  }

  override dispose(): void {
    for (const timeline of [...this.#panels.values()]) timeline.dispose();
    super.dispose();
  }

  #adopt(panel: vscode.WebviewPanel, file: string): TimelinePanel {
    const timeline = new TimelinePanel(panel, file, this.host);
    this.#panels.set(file, timeline);
    panel.onDidDispose(() => {
      this.#panels.delete(file);
      timeline.dispose();
    });
    panel.onDidChangeViewState(() => panel.active && this.#activated.fire(timeline));
    const model = this.runs.modelOf(file);
    if (model) timeline.show(model);
    return timeline;
  }
}
