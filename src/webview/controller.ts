import type { LinkTarget } from '../analysis/explain/passage';
import type { PlayAction } from '../protocol/timeline';
import { type CursorMoment, momentAtTime, momentOfEvent } from '../trace/cursor';
import { pageFrames } from './frame-clock';
import type { Host } from './host';
import { changeView } from './interaction/change-view';
import { isLeftBehind } from './interaction/follow-end';
import { hitDetails, mainIndex } from './interaction/hit-details';
import { targetOfHit } from './interaction/hit-target';
import type { ActionIntent, Intent, ViewIntent } from './interaction/intent';
import { momentInRun, momentOfHit } from './interaction/moments-of';
import { showMoment } from './interaction/navigate';
import { Selecting } from './interaction/selecting';
import { Traveller } from './interaction/traveller';
import { ViewHolder } from './interaction/view-holder';
import { viewWords } from './interaction/view-words';
import { ZoomHistory } from './interaction/zoom-history';
import { type Hit, hitTest } from './layout/hit-test';
import { LOOP_LANE, type Scene } from './layout/scene';
import type { Details } from './model/details';
import { tookNoTime } from './model/no-time';
import type { TimelineModel } from './model/timeline-model';
import type { ViewState } from './view-state';

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
  /** Shows all lanes again and asks no more; returns whether it had asked. */
  findNoMore(): boolean;
  /** Shows or hides the inspector. */
  inspector(): void;
}

/** Navigation that comes in many small parts. */
const GESTURES: ReadonlySet<ViewIntent['type']> = new Set(['zoom', 'pan', 'show-range']);

/**
 * Turns intents into views, and tells the extension what the user did.
 *
 * It reads only the last scene that was drawn, so it acts on what the user saw.
 */
export class Controller {
  readonly #host: Host;
  readonly #actions: ControllerActions;
  readonly #holder: ViewHolder;
  readonly #traveller: Traveller;
  readonly #selecting: Selecting;
  readonly #history = new ZoomHistory();
  readonly #now: () => number;
  #saved: ViewState | undefined;
  /** Where the last click led, as long as the pointer has not left the lanes: the card offers that no more. */
  #shown: Details['position'];

  /** `now`: milliseconds of any clock, by which movements of the hand are told apart. */
  constructor(
    host: Host,
    actions: ControllerActions,
    now = () => performance.now(),
    frames = pageFrames,
  ) {
    this.#host = host;
    this.#actions = actions;
    this.#now = now;
    const announce = (text: string) => actions.announce(text);
    this.#holder = new ViewHolder(() => actions.changed());
    this.#traveller = new Traveller(this.#holder, host, announce, frames);
    this.#selecting = new Selecting(this.#holder, this.#traveller, host, announce);
  }

  get view(): ViewState {
    return this.#holder.view;
  }

  /** Whether there is a view before to go back to. */
  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  /** Whether the run goes on out of sight. */
  get isLeftBehind(): boolean {
    const { model, view } = this.#holder;
    return model !== undefined && isLeftBehind(view, model);
  }

  get isPlaying(): boolean {
    return this.#traveller.isPlaying;
  }

  begin(model: TimelineModel, view: ViewState): void {
    this.#holder.begin(model, view);
    this.#history.clear();
    this.#actions.hover(undefined, 0, 0);
    this.#traveller.begin();
  }

  /** The run is over. If no time passed in it, the axis shows the order until the user wants it otherwise. */
  end(): void {
    const { model, view } = this.#holder;
    if (!model || view.scaleFor || view.scale === 'order' || !tookNoTime(model)) return;
    this.#holder.change({ scale: 'order', scaleFor: 'no time' });
  }

  /** The run has grown, and the view with it if it follows its end. */
  grow(): void {
    this.#holder.grow();
  }

  /** The scene that the user sees from now on; the view behind it is kept, at most once a frame. */
  drawn(scene: Scene): void {
    const { model, view } = this.#holder;
    this.#holder.drawn(scene);
    if (!model || this.#saved === view) return;
    this.#saved = view;
    this.#host.save({ runId: model.header.runId, view });
  }

  readonly handle = (intent: Intent): void => {
    const { model, scene } = this.#holder;
    if (!model || !scene) return;
    switch (intent.type) {
      case 'hover':
        this.#hover(model, hitTest(scene, intent.x, intent.y), intent.x, intent.y);
        break;
      case 'leave':
        this.#shown = undefined;
        this.#actions.hover(undefined, 0, 0);
        break;
      case 'click':
        this.#click(model, scene, hitTest(scene, intent.x, intent.y), intent);
        break;
      case 'double-click':
        this.#doubleClick(hitTest(scene, intent.x, intent.y));
        break;
      case 'scrub':
        this.#traveller.goTo(momentInRun(model, scene.scale.momentAt(intent.x)));
        break;
      default:
        this.#command(model, scene, intent);
        break;
    }
  };

  /** The extension moved the cursor; `says` is what it wants to be said about it. */
  setCursor(cursor: CursorMoment | undefined, says?: string): void {
    this.#traveller.follow(cursor, says);
  }

  /** The extension wants the run to be played. */
  play(action: PlayAction): void {
    if (action === 'toggle') this.#traveller.obey({ type: 'play' });
    else this.#traveller.obey({ type: 'change-speed', step: action === 'faster' ? 1 : -1 });
  }

  scrollTo(scrollTop: number): void {
    if (Math.abs(scrollTop - this.view.scrollTop) >= 1) this.#holder.change({ scrollTop });
  }

  /** The extension wants to see a task; it is not told about a selection of its own. */
  revealTask(task: number): void {
    this.#selecting.selectTask(task, false);
  }

  #command(model: TimelineModel, scene: Scene, intent: ActionIntent | ViewIntent): void {
    switch (intent.type) {
      case 'travel':
      case 'play':
      case 'change-speed':
      case 'set-speed':
      case 'go-to-finding':
        this.#traveller.obey(intent);
        break;
      case 'select-lane':
        this.#selecting.stepLane(model, intent.step);
        break;
      case 'select-span':
        this.#selecting.stepSpan(model, intent.step, () => this.handle({ type: 'toggle-lane' }));
        break;
      case 'reveal':
        this.#reveal(this.#selecting.details(model)?.position, false);
        break;
      case 'follow':
        this.#follow(model, scene, intent.target);
        break;
      case 'undo-zoom':
        this.#moveInHistory(-1);
        break;
      case 'redo-zoom':
        this.#moveInHistory(1);
        break;
      case 'find':
        this.#actions.find();
        break;
      case 'help':
        this.#actions.help();
        break;
      case 'toggle-inspector':
        this.#actions.inspector();
        break;
      case 'clear':
        if (this.#actions.findNoMore()) break;
        this.#selecting.clear();
        this.#traveller.moveTo(undefined);
        this.#actions.announce('Nothing is selected. The cursor is at the end of the run.');
        break;
      default:
        this.#changeView(model, scene, intent);
        break;
    }
  }

  #changeView(model: TimelineModel, scene: Scene, intent: ViewIntent): void {
    this.#actions.hover(undefined, 0, 0);
    const before = this.view;
    const next = changeView(before, intent, model, scene);
    this.#history.note(before, next, GESTURES.has(intent.type), this.#now());
    this.#holder.change(next);
    // The selection may be in another place now, or be another one.
    if (next.folds !== before.folds && next.selection) this.#selecting.show(next.selection);
    const words = viewWords(intent, model, next);
    if (words) this.#actions.announce(words);
  }

  /** Goes back (-1) or forward among what was in view. */
  #moveInHistory(step: 1 | -1): void {
    const seen = step < 0 ? this.#history.undo(this.view) : this.#history.redo(this.view);
    if (seen) this.#holder.change(seen);
    const which = step < 0 ? 'before' : 'after';
    const words = seen ? `The view ${which} is shown.` : `There is no view ${which}.`;
    this.#actions.announce(words);
  }

  #hover(model: TimelineModel, hit: Hit, x: number, y: number): void {
    const details = hitDetails(model, hit, this.view.cursor);
    const { file, line } = details?.position ?? {};
    const isShown = file === this.#shown?.file && line === this.#shown?.line;
    this.#actions.hover(details && isShown ? { ...details, position: undefined } : details, x, y);
  }

  #click(model: TimelineModel, scene: Scene, hit: Hit, { x, y }: { x: number; y: number }): void {
    if (hit.kind === 'span') {
      const index = mainIndex(model, hit.lane, hit.span);
      this.#selecting.select({ lane: hit.lane.key, index });
    } else if (hit.kind === 'twisty') {
      this.handle({ type: 'toggle-lane', lane: hit.lane.key });
      return;
    } else if (hit.kind === 'arrow') {
      const { task } = hit.arrow.arrow[hit.end];
      if (task !== LOOP_LANE) this.#selecting.selectTask(task, true);
    } else if (hit.kind === 'head' || hit.kind === 'mark' || hit.kind === 'lane') {
      this.#selecting.select({ lane: hit.lane.key, index: undefined });
    }
    const moment = momentOfHit(model, hit, scene.scale);
    if (moment && hit.kind === 'arrow') this.#holder.change(showMoment(this.view, scene, moment));
    // A lane that is selected is told of already.
    if (moment && hit.kind === 'axis') this.#traveller.goTo(moment);
    else if (moment) this.#traveller.moveTo(moment);
    const target = targetOfHit(model, hit);
    this.#holder.change({ asked: target && { target, cursor: this.view.cursor } });
    this.#shown = hitDetails(model, hit, this.view.cursor)?.position;
    this.#reveal(this.#shown, true);
    // What was under the pointer may have moved away.
    if (hit.kind === 'span' || hit.kind === 'head') this.#hover(model, hit, x, y);
  }

  #doubleClick(hit: Hit): void {
    if (hit.kind !== 'span') return;
    this.handle({ type: 'zoom-to', from: hit.span.start, to: hit.span.end });
  }

  #follow(model: TimelineModel, scene: Scene, target: LinkTarget): void {
    if (target.kind === 'position') this.#reveal(target.position, false);
    else if (target.kind === 'task') this.#selecting.selectTask(target.task, true);
    else {
      const { event, time } = target;
      const { trace } = model;
      const moment = event === undefined ? momentAtTime(trace, time) : momentOfEvent(trace, event);
      this.#holder.change(showMoment(this.view, scene, moment));
      this.#traveller.goTo(moment);
    }
  }

  #reveal(position: Details['position'], keepsFocus: boolean): void {
    if (position) this.#host.post({ type: 'source/reveal', position, keepsFocus });
  }
}
