import type { LinkTarget } from '../analysis/explain/passage';
import { type CursorMoment, momentAtTime, momentOfEvent } from '../trace/cursor';
import type { Host } from './host';
import { changeView } from './interaction/change-view';
import { foldWords, withLaneSeen } from './interaction/fold';
import { hitDetails, mainIndex } from './interaction/hit-details';
import { targetOfHit } from './interaction/hit-target';
import type { Command, Intent, ViewIntent } from './interaction/intent';
import { momentInRun, momentOfHit, momentOfSelection } from './interaction/moments-of';
import { showLane, showTime } from './interaction/navigate';
import { stepInTree, stepLane, stepSpan } from './interaction/select';
import { selectionDetails } from './interaction/selection-details';
import { ZoomHistory } from './interaction/zoom-history';
import { type Hit, hitTest } from './layout/hit-test';
import { LOOP_LANE, type Scene } from './layout/scene';
import { type Details, times } from './model/details';
import { runStart } from './model/notes';
import { rowsOf } from './model/rows';
import type { TimelineModel } from './model/timeline-model';
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
const GESTURES: ReadonlySet<ViewIntent['type']> = new Set([
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
        this.#moveCursor(momentInRun(model, scene.scale.moment(intent.x)));
        break;
      default:
        this.#command(model, scene, intent);
        break;
    }
  };

  #command(model: TimelineModel, scene: Scene, intent: Command | ViewIntent): void {
    switch (intent.type) {
      case 'select-lane':
        this.#select(stepLane(model, this.#view, intent.step));
        break;
      case 'select-span':
        this.#selectSpan(model, intent.step);
        break;
      case 'reveal':
        this.#reveal(this.#selected(model)?.position);
        break;
      case 'follow':
        this.#follow(model, scene, intent.target);
        break;
      case 'undo-zoom':
        this.#change({ ...this.#history.undo(this.#view.range) });
        break;
      case 'redo-zoom':
        this.#change({ ...this.#history.redo(this.#view.range) });
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
        this.#changeView(model, scene, intent);
        break;
    }
  }

  #changeView(model: TimelineModel, scene: Scene, intent: ViewIntent): void {
    this.#actions.hover(undefined, 0, 0);
    const before = this.#view;
    const next = changeView(before, intent, model, scene, this.#extent(model));
    this.#history.note(before.range, next.range, GESTURES.has(intent.type), this.#now());
    this.#change(next);
    // The selection may be in another place now, or be another one.
    if (next.folds !== before.folds && next.selection) this.#show(next.selection);
    const { marked } = next;
    if (intent.type !== 'mark-selection' || !marked) return;
    this.#actions.announce(`marked ${times(model, marked.from, marked.to)}`);
  }

  /** The extension moved the cursor. */
  setCursor(cursor: CursorMoment | undefined): void {
    this.#change({ cursor });
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

  #moveCursor(cursor: CursorMoment | undefined): void {
    this.#change({ cursor });
    this.#host.post({ type: 'cursor/changed', cursor });
  }

  #hover(model: TimelineModel, hit: Hit, x: number, y: number): void {
    this.#actions.hover(hitDetails(model, hit, this.#view.cursor), x, y);
  }

  #click(model: TimelineModel, hit: Hit): void {
    if (hit.kind === 'span') {
      this.#select({ lane: hit.lane.key, index: mainIndex(model, hit.lane, hit.span) });
    } else if (hit.kind === 'twisty') {
      this.handle({ type: 'toggle-lane', lane: hit.lane.key });
      return;
    } else if (hit.kind === 'head' || hit.kind === 'mark' || hit.kind === 'lane') {
      this.#select({ lane: hit.lane.key, index: undefined });
    }
    const moment = momentOfHit(model, hit, this.#scene?.scale.pxPerSecond ?? 1);
    if (moment) this.#moveCursor(moment);
    const target = targetOfHit(model, hit);
    this.#change({ asked: target && { target, cursor: this.#view.cursor } });
    this.#reveal(hitDetails(model, hit, this.#view.cursor)?.position);
  }

  #doubleClick(hit: Hit): void {
    if (hit.kind !== 'span') return;
    this.handle({ type: 'zoom-to', from: hit.span.from, to: hit.span.to });
  }

  #follow(model: TimelineModel, scene: Scene, target: LinkTarget): void {
    if (target.kind === 'position') this.#reveal(target.position);
    else if (target.kind === 'task') {
      this.#view = withLaneSeen(model, this.#view, target.task);
      this.#select({ lane: target.task, index: undefined });
    } else {
      const { event, time } = target;
      const { trace } = model;
      this.#change(showTime(this.#view, scene, this.#extent(model), time));
      this.#moveCursor(
        event === undefined ? momentAtTime(trace, time) : momentOfEvent(trace, event),
      );
    }
  }

  #reveal(position: Details['position']): void {
    if (position) this.#host.post({ type: 'source/reveal', position });
  }

  #selectSpan(model: TimelineModel, step: number): void {
    const inTree = stepInTree(model, this.#view, step);
    if (!inTree) this.#stepSpan(model, step);
    else if (inTree.folds === this.#view.folds) this.#select(inTree.selection);
    else this.handle({ type: 'toggle-lane' });
  }

  #stepSpan(model: TimelineModel, step: number): void {
    const { selection, cursor } = this.#view;
    const lane = selection ?? stepLane(model, this.#view, step);
    const scene = this.#scene;
    if (!lane || !scene) return;
    const next = stepSpan(model, lane, step, selection?.index === undefined ? cursor : undefined);
    this.#select(next);
    const moment = momentOfSelection(model, next);
    if (!moment) return;
    this.#change(showTime(this.#view, scene, this.#extent(model), moment.time));
    this.#moveCursor(moment);
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
    const view = { ...this.#view, selection, asked: undefined };
    this.#change(row >= 0 && scene ? showLane(view, scene, row, height) : view);
    const details = this.#selected(model);
    if (!details) return;
    const nested =
      selection.index === undefined ? foldWords(model, this.#view, selection.lane) : [];
    const facts = [details.title, ...details.lines, ...nested].join(', ');
    this.#actions.announce(details.why?.length ? `${facts}. ${details.why.join(' ')}` : facts);
  }

  #selected(model: TimelineModel): Details | undefined {
    const { selection, cursor } = this.#view;
    return selection && selectionDetails(model, selection, cursor);
  }
}
