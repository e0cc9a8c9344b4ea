import type { PictureKind, ToTimeline } from '../protocol/timeline';
import { Controller } from './controller';
import { describe } from './describe';
import { Frames } from './frames';
import { type Host, READY } from './host';
import { dragKind } from './interaction/drag-kind';
import { listenOnPage, listenToKeyboard } from './interaction/keyboard';
import { listenToPointer } from './interaction/pointer';
import { listenToWheel } from './interaction/wheel';
import { SceneBuilder } from './layout/build-scene';
import type { Scene } from './layout/scene';
import { noticeFor } from './model/notice-kind';
import { rowsOf } from './model/rows';
import { noteParts, summary } from './model/summary';
import { TimelineModel } from './model/timeline-model';
import type { PictureInput } from './picture/picture';
import { pictureReply } from './picture/picture-reply';
import { Preparation } from './preparation';
import { CanvasRenderer } from './render/canvas-renderer';
import { paint } from './render/paint';
import { readTheme, watchTheme } from './theme';
import { FilterBar } from './ui/filter-bar';
import { HelpSheet } from './ui/help-sheet';
import { HoverCard } from './ui/hover-card';
import { Inspector } from './ui/inspector';
import { Legend } from './ui/legend';
import { MinimapView } from './ui/minimap-view';
import { Notice } from './ui/notice';
import { PageHeights } from './ui/page-heights';
import { Stage } from './ui/stage';
import { SummaryBar } from './ui/summary-bar';
import { TaskTable } from './ui/task-table';
import { type PageCommand, Toolbar } from './ui/toolbar';
import { restoreView } from './view-state';

const KEYS_HINT =
  'Up and down select a lane, left and right its intervals, Enter shows the source, a question mark lists all keys.';

/**
 * The page: parts of the user interface around one canvas.
 *
 * Every change asks `#frames` for one, which draws everything that changed.
 */
export class TimelineApp {
  readonly #host: Host;
  readonly #toolbar: Toolbar;
  readonly #summary: SummaryBar;
  readonly #notice: Notice;
  readonly #card = new HoverCard();
  readonly #legend = new Legend();
  readonly #help = new HelpSheet();
  readonly #stage: Stage;
  readonly #minimap: MinimapView;
  readonly #filter: FilterBar;
  readonly #table: TaskTable;
  readonly #inspector: Inspector;
  readonly #heights: PageHeights;
  readonly #builder = new SceneBuilder();
  readonly #renderer: CanvasRenderer;
  readonly #controller: Controller;
  readonly #frames = new Frames(() => this.#draw());
  readonly #preparation = new Preparation(() => this.#frames.ask());
  #theme = readTheme(document);
  #model: TimelineModel | undefined;
  #scene: Scene | undefined;
  #isBroken = false;
  /** The file holds something else than what ran. */
  #isOutdated = false;
  /** Of the trace whose texts are shown; undefined before the first. */
  #textsVersion: string | undefined;

  constructor(root: HTMLElement, host: Host) {
    this.#host = host;
    const run = (command: PageCommand) => host.post({ type: 'command/run', command });
    this.#controller = new Controller(host, {
      changed: () => this.#frames.ask(),
      announce: (text) => this.#stage.announce(text),
      hover: (details, x, y) => {
        if (details) this.#card.show(details, x, y);
        else this.#card.hide();
      },
      help: () => this.#help.open(),
      inspector: () => this.#inspector.toggle(),
      find: () => {
        this.#filter.open();
        this.#frames.ask();
      },
      findNoMore: () => this.#filter.close(),
    });
    const emit = this.#controller.handle;
    this.#toolbar = new Toolbar({ run, navigate: emit });
    this.#notice = new Notice(run);
    this.#summary = new SummaryBar({
      openSetting: (setting) => host.post({ type: 'setting/open', setting }),
      announce: (text) => this.#stage.announce(text),
    });
    this.#minimap = new MinimapView(this.#theme, emit);
    this.#filter = new FilterBar(emit, () => this.#table.focusLanes());
    this.#inspector = new Inspector(emit, () => this.#frames.ask());
    this.#stage = new Stage(
      () => this.#paint(),
      (top) => this.#controller.scrollTo(top),
    );
    this.#stage.element.append(this.#card.element);
    this.#heights = new PageHeights(this.#stage, this.#inspector);
    this.#table = new TaskTable(this.#stage, emit, () => this.#frames.ask());
    this.#renderer = new CanvasRenderer(this.#stage.canvas, this.#theme.fonts);
    root.replaceChildren(
      this.#toolbar.element,
      this.#summary.element,
      this.#notice.element,
      this.#filter.element,
      this.#minimap.element,
      this.#stage.element,
      this.#inspector.element,
      this.#legend.element,
      this.#help.element,
    );
    this.#listen();
    this.#frames.ask();
  }

  handle(message: ToTimeline): void {
    switch (message.type) {
      case 'trace/begin':
        this.#begin(new TimelineModel(message.header));
        break;
      case 'trace/append':
        if (message.runId !== this.#model?.header.runId || this.#isBroken) return;
        this.#append(this.#model, message.chunk);
        this.#frames.askForGrowth();
        break;
      case 'trace/end':
        if (message.runId !== this.#model?.header.runId) return;
        this.#model.finish(message.notes);
        this.#controller.end();
        this.#frames.ask();
        break;
      case 'cells/kept':
        if (message.runId !== this.#model?.header.runId) return;
        this.#model.setKept(message.isKept);
        this.#frames.ask();
        break;
      case 'file/changed':
        this.#isOutdated = message.hasChanged;
        this.#frames.ask();
        break;
      case 'cursor/set':
        this.#controller.setCursor(message.cursor, message.says);
        break;
      case 'play/do':
        this.#controller.play(message.action);
        break;
      case 'task/reveal':
        this.#controller.revealTask(message.task);
        break;
      case 'page/shown':
        this.#host.post(READY);
        break;
      case 'picture/request':
        void this.#replyWithPicture(message.id, message.kind);
        break;
      case 'test/request':
        this.#reply(message.id);
        break;
    }
  }

  #listen(): void {
    const { canvas } = this.#stage;
    const emit = this.#controller.handle;
    listenToKeyboard(canvas, emit);
    listenOnPage(document, emit);
    listenToWheel(canvas, () => this.#scene?.headWidth ?? 0, emit);
    const drag = (x: number, y: number, shift: boolean) => dragKind(this.#scene, x, y, shift);
    listenToPointer(canvas, drag, emit);
    canvas.addEventListener('pointermove', (event) => {
      canvas.dataset['drag'] = drag(event.offsetX, event.offsetY, event.shiftKey);
    });
    watchTheme(document, () => {
      this.#theme = readTheme(document);
      this.#renderer.setFonts(this.#theme.fonts);
      this.#builder.forget();
      this.#frames.ask();
    });
  }

  #begin(model: TimelineModel): void {
    this.#model = model;
    this.#isBroken = false;
    this.#isOutdated = false;
    const { runId } = model.header;
    this.#controller.begin(model, restoreView(this.#host.saved(), runId));
    this.#frames.ask();
  }

  #append(model: TimelineModel, chunk: (ToTimeline & { type: 'trace/append' })['chunk']): void {
    try {
      model.append(chunk);
    } catch (error) {
      // One lost chunk makes all later ones useless; what is there stays on screen.
      this.#isBroken = true;
      throw error;
    }
  }

  #draw(): void {
    const model = this.#model;
    this.#controller.grow();
    this.#showTexts(model);
    const { view } = this.#controller;
    if (model) {
      this.#filter.update(model, view, rowsOf(model, view).length);
      this.#toolbar.show(view);
      this.#toolbar.offer({
        canUndo: this.#controller.canUndo,
        canCollapse: model.lanes.some(({ depth }) => depth > 0),
        isCollapsed: view.folds.all,
        isLeftBehind: this.#controller.isLeftBehind,
        hasPrimitives: model.timeline.primitives.length > 0,
        showsPrimitives: view.showsPrimitives,
      });
      this.#toolbar.travel({ isPlaying: this.#controller.isPlaying, speed: view.speed });
    }
    if (model) {
      this.#table.update(model, view);
      if (this.#preparation.isDone(model, model.isLive)) {
        this.#heights.inspect(model, view, this.#theme.fontSize);
      }
    }
    this.#paint();
    if (this.#scene) this.#legend.drawn(this.#scene);
  }

  /** Draws the canvases alone: nothing else may change its size while the page is laid out. */
  #paint(): void {
    const model = this.#model;
    const { view } = this.#controller;
    const { width, height } = this.#stage;
    if (!model || width === 0 || height === 0) return;
    const scene = this.#builder.build({
      ...{ model, width, height, view },
      metrics: this.#heights.metrics(model, view, this.#theme.fontSize),
      measure: (text, font) => this.#renderer.measure(text, font),
    });
    this.#scene = scene;
    paint(scene, this.#renderer, this.#theme);
    this.#minimap.draw(model, scene, this.#theme);
    this.#stage.setScroll(scene.lanesTop, scene.lanesBottom, scene.maxScroll, view.scrollTop);
    this.#controller.drawn(scene);
  }

  /** Shows what depends on the trace alone; most frames only move the picture. */
  #showTexts(model: TimelineModel | undefined): void {
    const version = model
      ? `${model.header.runId} ${model.version} ${this.#isBroken} ${this.#isOutdated}`
      : '';
    if (version === this.#textsVersion) return;
    this.#textsVersion = version;
    this.#toolbar.update(model !== undefined, model?.isLive ?? false);
    this.#stage.element.hidden = !model;
    this.#legend.element.hidden = !model?.hasLoop;
    this.#minimap.element.hidden = !model?.hasLoop;
    if (model) this.#legend.update(model);
    const parts = model ? [...summary(model, this.#isOutdated), ...noteParts(model)] : [];
    this.#summary.update(model?.header.title ?? '', model?.header.file ?? '', parts);
    this.#notice.show(noticeFor(model, this.#isBroken));
    if (model) this.#stage.label(`Timeline. ${this.#summary.text}. ${KEYS_HINT}`);
  }

  async #replyWithPicture(id: number, kind: PictureKind): Promise<void> {
    const reply = await pictureReply(kind, this.#picture());
    this.#host.post({ type: 'picture/reply', id, reply });
  }

  #picture(): PictureInput | undefined {
    const model = this.#model;
    const { view } = this.#controller;
    if (!model) return undefined;
    const { laneHeight } = this.#heights.metrics(model, view, this.#theme.fontSize);
    const firstLane = Math.round(view.scrollTop / laneHeight);
    return { model, view, theme: this.#theme, firstLane, width: this.#stage.width };
  }

  #reply(id: number): void {
    this.#draw();
    const { left, top } = this.#stage.canvas.getBoundingClientRect();
    const [model, scene] = [this.#model, this.#scene];
    const minimap = this.#minimap.describe();
    const inspector = this.#inspector.describe();
    const { isTable } = this.#controller.view;
    const reply =
      model &&
      scene &&
      describe(scene, {
        ...{ title: model.header.title, summary: this.#summary.text, minimap, inspector, isTable },
        ...{ left, top, nameOf: (task) => model.names.of(task) },
      });
    this.#host.post({ type: 'test/reply', id, reply });
  }
}
