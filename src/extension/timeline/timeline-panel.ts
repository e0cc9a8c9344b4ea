import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { Disposable, DisposableStore } from '../../base/disposable';
import type { FromTimeline, TimelineTestRequest, ToTimeline } from '../../protocol/timeline';
import type { Position } from '../../trace/schema';
import { TIMELINE_VIEW_TYPE } from '../contributions';
import type { RunModel } from '../run/run-model';
import { PanelTester } from './panel-tester';
import { TimelineFeed } from './timeline-feed';
import { timelineHtml } from './timeline-html';

/** What a timeline asks the rest of the extension to do. */
export interface TimelineHost {
  readonly extensionUri: vscode.Uri;
  revealSource(position: Position): void;
  /** A button of the page was pressed that stands for a command. */
  runCommand(command: string, file: string): void;
  taskSelected(model: RunModel, task: number): void;
  log(line: string): void;
}

/** The timeline of one file in an editor tab. */
export class TimelinePanel extends Disposable {
  readonly #feed = new TimelineFeed((message) => this.panel.webview.postMessage(message));
  readonly #tester = this._register(new PanelTester((message) => this.#send(message)));
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
        // A hidden page is unloaded; the next one says `timeline/ready` itself.
        if (!panel.visible) this.#feed.pageGone();
      }),
    );
    panel.title = vscode.l10n.t('Timeline: {0}', basename(file));
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
    this.#following.add(
      model.onDidMoveCursor((source) => source !== 'timeline' && this.#sendCursor(model)),
    );
    this.#feed.show(model);
  }

  /** Brings a task's lane into view. */
  revealTask(task: number): void {
    this.#feed.revealTask(task);
  }

  /** Asks the page what it drew; for tests. */
  ask(request: TimelineTestRequest): Promise<unknown> {
    return this.#tester.ask(request);
  }

  #sendCursor(model: RunModel): void {
    if (model.cursor !== undefined) this.#feed.setCursor(model.cursor);
  }

  #send(message: ToTimeline): void {
    void this.panel.webview.postMessage(message);
  }

  #receive(message: FromTimeline): void {
    switch (message.type) {
      case 'timeline/ready':
        this.#feed.pageReady();
        break;
      case 'source/reveal':
        this.host.revealSource(message.position);
        break;
      case 'cursor/changed':
        this.#model?.setCursor(message.time, 'timeline');
        break;
      case 'task/selected':
        if (this.#model) this.host.taskSelected(this.#model, message.task);
        break;
      case 'command/run':
        this.host.runCommand(message.command, this.file);
        break;
      case 'timeline/error':
        this.host.log(`The timeline of ${this.file} had an error: ${message.message}`);
        break;
      case 'test/reply':
        this.#tester.reply(message.id, message.reply);
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

function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  const folders = ['dist', 'media'];
  return {
    enableScripts: true,
    localResourceRoots: folders.map((folder) => vscode.Uri.joinPath(extensionUri, folder)),
  };
}

function pageFor(webview: vscode.Webview, extensionUri: vscode.Uri, title: string): string {
  const uri = (path: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, path)).toString();
  return timelineHtml({
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('hex'),
    script: uri('dist/webview.js'),
    styles: [uri('dist/codicons/codicon.css'), uri('media/timeline.css')],
    language: vscode.env.language,
    title,
  });
}
