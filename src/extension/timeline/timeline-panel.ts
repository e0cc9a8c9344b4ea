import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { Disposable, DisposableStore } from '../../base/disposable';
import { ProtocolError, type Result } from '../../protocol/result';
import type {
  FromTimeline,
  PictureKind,
  PlayAction,
  TimelineTestRequest,
} from '../../protocol/timeline';
import type { Position } from '../../trace/schema';
import { TIMELINE_VIEW_TYPE } from '../contributions';
import type { RunModel } from '../run/run-model';
import { goToFinding } from '../travel/go-to-finding';
import { PageRequests } from './page-requests';
import { TimelineFeed } from './timeline-feed';
import { problemHtml, timelineHtml } from './timeline-html';

/** Real milliseconds. A page that is still loading may miss a question of a test, which then asks again. */
const TEST_LIMIT_MS = 3_000;
/** Loading a page with a long trace and drawing it. */
const PICTURE_LIMIT_MS = 30_000;

/** What a timeline asks the rest of the extension to do. */
export interface TimelineHost {
  readonly extensionUri: vscode.Uri;
  /** `preserveFocus`: the timeline keeps it. */
  revealSource(position: Position, preserveFocus: boolean): void;
  /** A button of the page was pressed that stands for a command. */
  runCommand(command: string, file: string): void;
  /** A button of the page leads to a setting; the page names it. */
  openSetting(setting: string): void;
  taskSelected(model: RunModel, task: number): void;
  log(line: string): void;
}

/** The timeline of one file, or of one saved trace, in an editor tab. */
export class TimelinePanel extends Disposable {
  readonly #feed = new TimelineFeed((message) => this.panel.webview.postMessage(message));
  readonly #tests = this._register(
    new PageRequests<TimelineTestRequest>((id, request) => {
      void this.panel.webview.postMessage({ type: 'test/request', id, request });
    }, TEST_LIMIT_MS),
  );
  readonly #pictures = this._register(
    new PageRequests<PictureKind>(
      (id, kind) => this.#feed.request({ type: 'picture/request', id, kind }),
      PICTURE_LIMIT_MS,
    ),
  );
  readonly #following = this._register(new DisposableStore());
  #model: RunModel | undefined;

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly file: string,
    private readonly host: TimelineHost,
  ) {
    super();
    this._register(panel);
    this._register(panel.webview.onDidReceiveMessage((message) => this.#receive(message)));
    this._register(
      panel.onDidChangeViewState(() => {
        // A hidden page is unloaded, and the next one says `timeline/ready` itself. But VS Code also
        // tells of pages that were hidden for so short that they are still there. One that is loading
        // says it twice.
        if (!panel.visible) this.#feed.pageGone();
        else if (!this.#feed.hasPage) void panel.webview.postMessage({ type: 'page/shown' });
      }),
    );
    // A trace file keeps its own name in the tab.
    if (panel.viewType === TIMELINE_VIEW_TYPE) {
      panel.title = vscode.l10n.t('Timeline: {0}', basename(file));
    }
    panel.iconPath = {
      light: vscode.Uri.joinPath(host.extensionUri, 'media/icons/timeline-light.svg'),
      dark: vscode.Uri.joinPath(host.extensionUri, 'media/icons/timeline-dark.svg'),
    };
    panel.webview.options = webviewOptions(host.extensionUri);
    panel.webview.html = pageFor(panel.webview, host.extensionUri, panel.title);
  }

  get model(): RunModel | undefined {
    return this.#model;
  }

  /** Shows a run and follows it; the one shown before is let go. */
  show(model: RunModel): void {
    if (model === this.#model) return;
    this.#model = model;
    this.#following.clear();
    this.#following.add(model.onDidGrow(() => this.#feed.update()));
    this.#following.add(model.onDidEnd(() => this.#feed.update()));
    this.#following.add(model.onDidAge(() => this.#feed.update()));
    this.#following.add(
      model.onDidMoveCursor(({ source, says }) => {
        if (source !== 'timeline') this.#feed.setCursor(model.cursor, says);
      }),
    );
    this.#feed.show(model);
  }

  /** Brings a task's lane into view. */
  revealTask(task: number): void {
    this.#feed.revealTask(task);
  }

  /** Plays the run or changes how; brings the page into view, since a hidden one is not loaded. */
  play(action: PlayAction): void {
    if (!this.panel.visible) this.panel.reveal(undefined, true);
    this.#feed.request({ type: 'play/do', action });
  }

  /** Asks the page what it drew; for tests. */
  ask(request: TimelineTestRequest): Promise<unknown> {
    return this.#tests.ask(request);
  }

  /**
   * The picture of what the page shows: the bytes of a file, none for `copy`. Brings the page to the front,
   * since a hidden one is not loaded. Rejects with a full sentence if there can be no picture.
   */
  async picture(kind: PictureKind): Promise<Uint8Array> {
    if (!this.panel.visible || kind === 'copy') this.panel.reveal(undefined, false);
    const reply = (await this.#pictures.ask(kind)) as Result<Uint8Array>;
    if (!reply.ok) throw new ProtocolError(reply.error.code, reply.error.message);
    return reply.value;
  }

  #taskSelected(task: number | undefined): void {
    if (!this.#model) return;
    this.#model.selectedTask = task;
    if (task !== undefined) this.host.taskSelected(this.#model, task);
  }

  #receive(message: FromTimeline): void {
    switch (message.type) {
      case 'timeline/ready':
        this.#feed.pageReady(message.loadedAt);
        break;
      case 'source/reveal':
        this.host.revealSource(message.position, message.keepsFocus);
        break;
      case 'cursor/changed':
        this.#model?.setCursor(message.cursor, 'timeline');
        break;
      case 'task/selected':
        this.#taskSelected(message.task);
        break;
      case 'finding/go':
        if (this.#model) void goToFinding(this.#model, message.step);
        break;
      case 'command/run':
        this.host.runCommand(message.command, this.file);
        break;
      case 'setting/open':
        this.host.openSetting(message.setting);
        break;
      case 'timeline/error':
        this.host.log(`The timeline of ${this.file} had an error: ${message.message}`);
        break;
      case 'picture/reply':
        this.#pictures.reply(message.id, message.reply);
        break;
      case 'test/reply':
        this.#tests.reply(message.id, message.reply);
        break;
    }
  }
}

/** A new panel beside the editor, which keeps the focus. */
export function createPanel(extensionUri: vscode.Uri): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(
    TIMELINE_VIEW_TYPE,
    vscode.l10n.t('Timeline'),
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    webviewOptions(extensionUri),
  );
}

/** Shows why there is no timeline, in place of it. */
export function showProblem(
  { webview }: vscode.WebviewPanel,
  extensionUri: vscode.Uri,
  problem: string,
): void {
  webview.options = webviewOptions(extensionUri);
  const title = vscode.l10n.t('This trace cannot be shown');
  webview.html = problemHtml({ ...pageParts(webview, extensionUri), title }, problem);
}

function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  const folders = ['dist', 'media'];
  return {
    enableScripts: true,
    localResourceRoots: folders.map((folder) => vscode.Uri.joinPath(extensionUri, folder)),
  };
}

function pageFor(webview: vscode.Webview, extensionUri: vscode.Uri, title: string): string {
  return timelineHtml({
    ...pageParts(webview, extensionUri),
    nonce: randomBytes(16).toString('hex'),
    script: uriIn(webview, extensionUri, 'dist/webview.js'),
    title,
  });
}

function pageParts(webview: vscode.Webview, extensionUri: vscode.Uri) {
  const styles = ['dist/codicons/codicon.css', 'media/timeline.css'];
  return {
    cspSource: webview.cspSource,
    styles: styles.map((path) => uriIn(webview, extensionUri, path)),
    language: vscode.env.language,
  };
}

function uriIn(webview: vscode.Webview, extensionUri: vscode.Uri, path: string): string {
  return webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, path)).toString();
}
