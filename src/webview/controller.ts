import type { Host } from './host';
import { foldWords, withAllFolded, withFold, withLaneSeen } from './interaction/fold';
import { hitDetails, mainIndex } from './interaction/hit-details';
import type { Intent, Navigation } from './interaction/intent';
import { navigate, showLane, showTime } from './interaction/navigate';
import { stepInTree, stepLane, stepSpan } from './interaction/select';
import {
  markedNext,
  selectionDetails,
  selectionTimes,
  zoomTarget,
} from './interaction/selection-details';
import { ZoomHistory } from './interaction/zoom-history';
import { type Hit, hitTest } from './layout/hit-test';
import { LOOP_LANE, type Scene } from './layout/scene';
import { type Details, times } from './model/details';
import { runStart } from './model/notes';
import { rowsOf } from './model/rows';
import type { TimelineModel } from './model/timeline-model';
import type { TimeRange } from './scale/time-scale';
import { INITIAL_VIEW, type Selection, type ViewState } from './view-state';

/** What the controller asks of the page. */
export interface ControllerActions {
  /** The view changed and must be drawn. */
  changed(): void;
  /** Says a text to screen readers. */
  announce(text: string): void;
  hover(details: Details | undefined, x: number, y: number): void;
  /** Shows the sheet of keys. */
  help(): void;
  /** Asks which lanes to show. */
  find(): void;
}

/** Navigation that comes in many small parts. */
const GESTURES: ReadonlySet<Navigation['type']> = new Set([
  ...(['zoom', 'pan', 'show-range'] as const),
]);

/**
 * Turns intents into views, and tells the extension what the user did.
 *
 * It reads only the last scene that was drawn, so it acts on what the user saw.
 */
export class Controller {
  readonly #host: Host;
  readonly #actions: ControllerActions;
  #model: TimelineModel | undefined;
  #scene: Scene | undefined;
  #view: ViewState = INITIAL_VIEW;
  #saved: ViewState | undefined;
  readonly #history = new ZoomHistory();
  readonly #now: () => number;

  /** `now`: milliseconds of any clock, by which movements of the hand are told apart. */
  constructor(host: Host, actions: ControllerActions, now = () => performance.now()) {
    this.#host = host;
    this.#actions = actions;
    this.#now = now;
  }

  get view(): ViewState {
    return this.#view;
  }

  /** Whether there is a view before to go back to. */
  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  begin(model: TimelineModel, view: ViewState): void {
    this.#model = model;
    this.#scene = undefined;
    this.#view = view;
    this.#history.clear();
    this.#actions.hover(undefined, 0, 0);
  }

  /** The scene that the user sees from now on; the view behind it is kept, at most once a frame. */
  drawn(scene: Scene): void {
    this.#scene = scene;
    if (!this.#model || this.#saved === this.#view) return;
    this.#saved = this.#view;
    this.#host.save({ runId: this.#model.header.runId, view: this.#view });
  }

  readonly handle = (intent: Intent): void => {
    const [model, scene] = [this.#model, this.#scene];
    if (!model || !scene) return;
    switch (intent.type) {
      case 'hover':
        this.#hover(model, hitTest(scene, intent.x, intent.y), intent.x, intent.y);
        break;
      case 'leave':
        this.#actions.hover(undefined, 0, 0);
        break;
      case 'click':
        this.#click(model, hitTest(scene, intent.x, intent.y));
        break;
      case 'double-click':
        this.#doubleClick(hitTest(scene, intent.x, intent.y));
        break;
      case 'scrub':
        this.#moveCursor(scene.scale.moment(intent.x));
        break;
      case 'select-lane':
        this.#select(stepLane(model, this.#view, intent.step));
        break;
      case 'select-span':
        this.#selectSpan(model, intent.step);
        break;
      case 'reveal':
        this.#reveal(this.#selected(model)?.position);
        break;
      case 'zoom-selection':
        this.#zoomToSelection(model);
        break;
      case 'undo-zoom':
        this.#change({ ...this.#history.undo(this.#view.range) });
        break;
      case 'redo-zoom':
        this.#change({ ...this.#history.redo(this.#view.range) });
        break;
      case 'mark':
        this.#change({ marked: this.#between(model, scene, intent.x1, intent.x2) });
        break;
      case 'mark-selection':
        this.#markSelection(model);
        break;
      case 'toggle-lane':
        this.#fold(model, this.#view.selection?.lane ?? LOOP_LANE);
        break;
      case 'collapse-all':
      case 'expand-all':
        this.#seen(withAllFolded(model, this.#view, intent.type === 'collapse-all'));
        break;
      case 'filter':
        this.#change({ filter: intent.filter, scrollTop: 0 });
        break;
      case 'find':
        this.#actions.find();
        break;
      case 'help':
        this.#actions.help();
        break;
      case 'clear':
        this.#change({ selection: undefined, marked: undefined });
        this.#moveCursor(undefined);
        break;
      default:
        this.#navigate(model, scene, intent);
        break;
    }
  };

  #navigate(model: TimelineModel, scene: Scene, intent: Navigation): void {
    this.#actions.hover(undefined, 0, 0);
    const next = navigate(this.#view, intent, scene, this.#extent(model));
    this.#history.note(this.#view.range, next.range, GESTURES.has(intent.type), this.#now());
    this.#change(next);
  }

  #zoomToSelection(model: TimelineModel): void {
    const target = zoomTarget(model, this.#view);
    if (target) this.handle({ type: 'zoom-to', ...target });
  }

  #between(model: TimelineModel, { scale }: Scene, x1: number, x2: number): TimeRange {
    const { from, to } = this.#extent(model);
    const inRun = (x: number) => Math.max(from, Math.min(to, scale.moment(x)));
    return { from: inRun(Math.min(x1, x2)), to: inRun(Math.max(x1, x2)) };
  }

  #markSelection(model: TimelineModel): void {
    const marked = markedNext(model, this.#view);
    this.#change({ marked });
    if (marked) this.#actions.announce(`marked ${times(model, marked.from, marked.to)}`);
  }

  /** The extension moved the cursor (seconds). */
  setCursor(time: number): void {
    this.#change({ cursor: time });
  }

  scrollTo(scrollTop: number): void {
    if (Math.abs(scrollTop - this.#view.scrollTop) >= 1) this.#change({ scrollTop });
  }

  /** The extension wants to see a task; it is not told about a selection of its own. */
  revealTask(task: number): void {
    if (this.#model) this.#view = withLaneSeen(this.#model, this.#view, task);
    this.#show({ lane: task, index: undefined });
  }

  #change(change: Partial<ViewState>): void {
    this.#view = { ...this.#view, ...change };
    this.#actions.changed();
  }

  #extent(model: TimelineModel) {
    return { from: runStart(model), to: model.timeline.end };
  }

  #moveCursor(time: number | undefined): void {
    const model = this.#model;
    if (!model) return;
    const { from, to } = this.#extent(model);
    const cursor = time === undefined ? undefined : Math.max(from, Math.min(to, time));
    this.#change({ cursor });
    this.#host.post({ type: 'cursor/changed', time: cursor });
  }

  #hover(model: TimelineModel, hit: Hit, x: number, y: number): void {
    this.#actions.hover(hitDetails(model, hit, this.#view.cursor), x, y);
  }

  #click(model: TimelineModel, hit: Hit): void {
    if (hit.kind === 'span') {
      this.#select({ lane: hit.lane.key, index: mainIndex(model, hit.lane, hit.span) });
      // A bar of minimal width is wider than its time: the pointer means the moment.
      const isMoment = hit.span.to - hit.span.from < 3 / (this.#scene?.scale.pxPerSecond ?? 1);
      this.#moveCursor(isMoment ? hit.span.from : hit.time);
    } else if (hit.kind === 'twisty') {
      this.#fold(model, hit.lane.key);
      return;
    } else if (hit.kind === 'head') {
      this.#select({ lane: hit.lane.key, index: undefined });
    } else if (hit.kind === 'mark' || hit.kind === 'output') {
      this.#moveCursor(hit.mark.time);
    } else if ('time' in hit) {
      this.#moveCursor(hit.time);
    }
    this.#reveal(hitDetails(model, hit, this.#view.cursor)?.position);
  }

  #doubleClick(hit: Hit): void {
    if (hit.kind !== 'span') return;
    this.handle({ type: 'zoom-to', from: hit.span.from, to: hit.span.to });
  }

  #reveal(position: Details['position']): void {
    if (position) this.#host.post({ type: 'source/reveal', position });
  }

  #fold(model: TimelineModel, lane: number): void {
    this.#seen(withFold(model, this.#view, lane));
  }

  /** Shows a view that hides or shows other lanes than before, with its selection in sight. */
  #seen(view: ViewState): void {
    if (view === this.#view) return;
    this.#change(view);
    if (view.selection) this.#show(view.selection);
  }

  #selectSpan(model: TimelineModel, step: number): void {
    const inTree = stepInTree(model, this.#view, step);
    if (inTree) this.#seen(inTree);
    else this.#stepSpan(model, step);
  }

  #stepSpan(model: TimelineModel, step: number): void {
    const { selection, cursor } = this.#view;
    const lane = selection ?? stepLane(model, this.#view, step);
    const scene = this.#scene;
    if (!lane || !scene) return;
    const next = stepSpan(model, lane, step, selection?.index === undefined ? cursor : undefined);
    this.#select(next);
    const time = selectionTimes(model, next)?.from;
    if (time === undefined) return;
    this.#change(showTime(this.#view, scene, this.#extent(model), time));
    this.#moveCursor(time);
  }

  #select(selection: Selection | undefined): void {
    if (!selection) return;
    const before = this.#view.selection?.lane;
    this.#show(selection);
    if (selection.lane <= LOOP_LANE || selection.lane === before) return;
    this.#host.post({ type: 'task/selected', task: selection.lane });
  }

  #show(selection: Selection): void {
    const [model, scene] = [this.#model, this.#scene];
    if (!model) return;
    const row = rowsOf(model, this.#view).findIndex(({ key }) => key === selection.lane);
    const height = scene?.lanes[0]?.height ?? 0;
    const view = { ...this.#view, selection };
    this.#change(row >= 0 && scene ? showLane(view, scene, row, height) : view);
    const details = this.#selected(model);
    if (!details) return;
    const nested =
      selection.index === undefined ? foldWords(model, this.#view, selection.lane) : [];
    this.#actions.announce([details.title, ...details.lines, ...nested].join(', '));
  }

  #selected(model: TimelineModel): Details | undefined {
    const { selection, cursor } = this.#view;
    return selection && selectionDetails(model, selection, cursor);
  }
}
