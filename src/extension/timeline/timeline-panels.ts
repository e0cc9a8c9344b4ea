import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import { TIMELINE_VIEW_TYPE } from '../contributions';
import type { RunController } from '../run/run-controller';
import type { RunModel } from '../run/run-model';
import type { TimelineMemory } from './timeline-memory';
import { createPanel, type TimelineHost, TimelinePanel } from './timeline-panel';
import type { TraceArchive } from './trace-archive';

/**
 * One timeline for each file. It shows the file's newest run from its beginning, and is there again
 * after the window was reloaded. Saved traces have timelines of their own beside them.
 */
export class TimelinePanels extends Disposable implements vscode.WebviewPanelSerializer {
  readonly #panels = new Map<string, TimelinePanel>();
  /** Those of saved traces. */
  readonly #ofTraces = new Set<TimelinePanel>();
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
    return this.#all().find(({ panel }) => panel.active);
  }

  /** The timeline that shows a run. */
  showing(model: RunModel): TimelinePanel | undefined {
    return this.#all().find((timeline) => timeline.model === model);
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

  /** Makes an editor of a trace file the timeline of its run. */
  adoptTrace(panel: vscode.WebviewPanel, model: RunModel): TimelinePanel {
    const timeline = this.#make(panel, model.file, () => this.#ofTraces.delete(timeline));
    this.#ofTraces.add(timeline);
    timeline.show(model);
    return timeline;
  }

  override dispose(): void {
    for (const timeline of this.#all()) timeline.dispose();
    super.dispose();
  }

  #all(): TimelinePanel[] {
    return [...this.#panels.values(), ...this.#ofTraces];
  }

  #make(panel: vscode.WebviewPanel, file: string, forget: () => void): TimelinePanel {
    const timeline = new TimelinePanel(panel, file, this.host);
    panel.onDidDispose(() => {
      forget();
      timeline.dispose();
    });
    panel.onDidChangeViewState(() => panel.active && this.#activated.fire(timeline));
    return timeline;
  }

  #adopt(panel: vscode.WebviewPanel, file: string): TimelinePanel {
    const timeline = this.#make(panel, file, () => this.#panels.delete(file));
    this.#panels.set(file, timeline);
    const model = this.runs.modelOf(file);
    if (model) timeline.show(model);
    return timeline;
  }
}
