import type { FromTimeline } from '../../protocol/timeline';
import type { Intent } from '../interaction/intent';
import type { ViewState } from '../view-state';
import { element, iconButton } from './dom';
import { Overflow, type Ranked } from './overflow';
import { RovingFocus } from './roving-focus';
import { TravelBar, type TravelView } from './travel-bar';
import { ViewSwitches } from './view-switches';

export type PageCommand = Extract<FromTimeline, { type: 'command/run' }>['command'];

export interface ToolbarActions {
  run(command: PageCommand): void;
  navigate(intent: Intent): void;
}

/** What the view allows. */
export interface ViewOffer {
  readonly canUndo: boolean;
  readonly canCollapse: boolean;
  readonly isCollapsed: boolean;
  /** The run goes on out of sight. */
  readonly isLeftBehind: boolean;
  /** There are locks, queues or the like. */
  readonly hasPrimitives: boolean;
  readonly showsPrimitives: boolean;
}

const NOTHING_TO_OFFER: ViewOffer = {
  canUndo: false,
  canCollapse: false,
  isCollapsed: false,
  isLeftBehind: false,
  hasPrimitives: false,
  showsPrimitives: false,
};

const ZOOM_STEP = 1.6;

/** The row of buttons at the top. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #stop: HTMLButtonElement;
  readonly #follow: HTMLButtonElement;
  readonly #back: HTMLButtonElement;
  readonly #collapse: HTMLButtonElement;
  readonly #expand: HTMLButtonElement;
  readonly #primitives: HTMLButtonElement;
  readonly #ofRun: readonly HTMLButtonElement[];
  readonly #travel: TravelBar;
  readonly #switches: ViewSwitches;
  readonly #roving: RovingFocus;

  constructor(actions: ToolbarActions) {
    const zoom = (factor: number) => () => actions.navigate({ type: 'zoom', factor, x: undefined });
    const run = iconButton(
      'play',
      'Run the scenario again',
      () => actions.run('loopscope.runAgain'),
      'Run',
    );
    this.#stop = iconButton('debug-stop', 'Stop the run', () => actions.run('loopscope.stop'));
    this.#follow = iconButton(
      'arrow-circle-right',
      'Follow the run as it goes on (End)',
      () => actions.navigate({ type: 'end' }),
      'Follow',
    );
    const out = iconButton('zoom-out', 'Zoom out (−)', zoom(1 / ZOOM_STEP));
    const fit = iconButton(
      'screen-full',
      'Show the whole run (0)',
      () => actions.navigate({ type: 'fit' }),
      'Fit',
    );
    const closer = iconButton('zoom-in', 'Zoom in (+)', zoom(ZOOM_STEP));
    const demo = iconButton(
      'mortar-board',
      'Open a demo',
      () => actions.run('loopscope.openDemo'),
      'Demos',
    );
    const save = iconButton('save', 'Save or export the timeline', () =>
      actions.run('loopscope.export'),
    );
    this.#back = iconButton('discard', 'Back to the previous view (Alt+Left)', () =>
      actions.navigate({ type: 'undo-zoom' }),
    );
    const help = iconButton('question', 'Keys of the timeline (?)', () =>
      actions.navigate({ type: 'help' }),
    );
    const find = iconButton('search', 'Find tasks (/)', () => actions.navigate({ type: 'find' }));
    this.#collapse = iconButton('collapse-all', 'Collapse all lanes (Shift+C)', () =>
      actions.navigate({ type: 'collapse-all' }),
    );
    this.#expand = iconButton('expand-all', 'Expand all lanes (Shift+E)', () =>
      actions.navigate({ type: 'expand-all' }),
    );
    const table = iconButton('table', 'Show the tasks as a table, or as lanes again (T)', () =>
      actions.navigate({ type: 'toggle-table' }),
    );
    this.#primitives = iconButton('lock', 'Show the lanes of locks, queues and the like (P)', () =>
      actions.navigate({ type: 'toggle-primitives' }),
    );
    this.#ofRun = [find, table, out, fit, closer, save, help];
    this.#travel = new TravelBar(actions.navigate);
    this.#switches = new ViewSwitches(actions.navigate);
    const attributes = { role: 'toolbar', 'aria-label': 'Timeline' };
    this.element = element('div', { class: 'toolbar', attributes }, [
      element('div', { class: 'group' }, [run, this.#stop, this.#follow]),
      this.#travel.element,
      this.#switches.element,
      element('div', { class: 'group' }, [out, fit, closer, this.#back]),
      element('div', { class: 'group' }, [
        find,
        this.#collapse,
        this.#expand,
        this.#primitives,
        table,
      ]),
      element('div', { class: 'group' }, [save, demo, help]),
    ]);
    const ranked: readonly Ranked[] = [
      ...[...this.#travel.ranked, ...this.#switches.ranked],
      ...rank(0, run),
      ...rank(1, this.#stop),
      ...rank(2, this.#follow),
      ...rank(7, fit),
      ...rank(8, find),
      ...rank(9, help),
      ...rank(10, closer, out),
      ...rank(12, this.#primitives),
      ...rank(13, table),
      ...rank(16, this.#collapse, this.#expand),
      ...rank(17, save),
      ...rank(18, this.#back),
      ...rank(19, demo),
    ];
    new Overflow(this.element, ranked, () => this.#roving.refresh());
    this.#roving = new RovingFocus(this.element);
    this.update(false, false);
    this.offer(NOTHING_TO_OFFER);
    this.travel({ isPlaying: false, speed: 1 });
  }

  update(hasRun: boolean, isLive: boolean): void {
    this.#stop.disabled = !isLive;
    for (const button of this.#ofRun) button.disabled = !hasRun;
    this.#travel.enable(hasRun, isLive);
    this.#switches.enable(hasRun);
    this.#roving.refresh();
  }

  /** Shows where the cursor is and whether it moves. */
  travel(view: TravelView): void {
    this.#travel.update(view);
    this.#roving.refresh();
  }

  /** Shows how the run is drawn. */
  show(view: Pick<ViewState, 'scale' | 'allArrows'>): void {
    this.#switches.update(view);
  }

  /** Offers what the view allows; lanes that cannot be collapsed have no button for it. */
  offer(view: ViewOffer): void {
    this.#follow.hidden = !view.isLeftBehind;
    this.#back.disabled = !view.canUndo;
    this.#collapse.hidden = !view.canCollapse || view.isCollapsed;
    this.#expand.hidden = !view.canCollapse || !view.isCollapsed;
    this.#primitives.hidden = !view.hasPrimitives;
    this.#primitives.setAttribute('aria-pressed', String(view.showsPrimitives));
    this.#roving.refresh();
  }
}

function rank(rank: number, ...controls: readonly HTMLElement[]): Ranked[] {
  return controls.map((control) => ({ control, rank }));
}
