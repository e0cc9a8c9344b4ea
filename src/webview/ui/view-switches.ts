import type { IntentSink } from '../interaction/intent';
import type { ScaleKind } from '../scale/scale';
import type { ViewState } from '../view-state';
import { element, iconButton } from './dom';
import type { Ranked } from './overflow';

const SCALES: readonly {
  readonly kind: ScaleKind;
  readonly text: string;
  readonly title: string;
}[] = [
  { kind: 'time', text: 'Time', title: 'The axis shows time (O)' },
  { kind: 'order', text: 'Order', title: 'The axis shows the order of events (O)' },
];

/** The buttons that say how the run is drawn: along time or order, and with which arrows. */
export class ViewSwitches {
  readonly element: HTMLElement;
  readonly ranked: readonly Ranked[];
  readonly #scales: ReadonlyMap<ScaleKind, HTMLButtonElement>;
  readonly #arrows: HTMLButtonElement;

  constructor(emit: IntentSink) {
    this.#scales = new Map(
      SCALES.map(({ kind, text, title }) => {
        const attributes = { type: 'button' };
        const button = element('button', { class: 'icon-button', text, title, attributes });
        button.addEventListener('click', () => emit({ type: 'set-scale', scale: kind }));
        return [kind, button];
      }),
    );
    this.#arrows = iconButton(
      'references',
      'Arrows of all tasks: who created, woke and cancelled whom (A)',
      () => emit({ type: 'toggle-arrows' }),
    );
    const attributes = { role: 'group', 'aria-label': 'Scale of the axis' };
    const scales = element('div', { class: 'switch', attributes }, [...this.#scales.values()]);
    this.element = element('div', { class: 'group' }, [scales, this.#arrows]);
    this.ranked = [
      { control: scales, rank: 5 },
      { control: this.#arrows, rank: 11 },
    ];
  }

  enable(hasRun: boolean): void {
    for (const button of [...this.#scales.values(), this.#arrows]) button.disabled = !hasRun;
  }

  update({ scale, allArrows }: Pick<ViewState, 'scale' | 'allArrows'>): void {
    for (const [kind, button] of this.#scales) {
      button.setAttribute('aria-pressed', String(kind === scale));
    }
    this.#arrows.setAttribute('aria-pressed', String(allArrows));
  }
}
