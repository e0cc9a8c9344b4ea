import type { Intent, IntentSink } from '../interaction/intent';
import { SPEEDS } from '../interaction/playback';
import { element, iconButton } from './dom';
import type { Ranked } from './overflow';

/** What the buttons that move the cursor need to know. */
export interface TravelView {
  readonly isPlaying: boolean;
  /** Virtual seconds in a real one. */
  readonly speed: number;
}

/** The buttons that step and play. */
export class TravelBar {
  readonly element: HTMLElement;
  /** Stepping and playing stay longest. */
  readonly ranked: readonly Ranked[];
  readonly #play: HTMLButtonElement;
  readonly #pause: HTMLButtonElement;
  readonly #speed: HTMLSelectElement;
  readonly #finding: HTMLButtonElement;
  readonly #all: readonly (HTMLButtonElement | HTMLSelectElement)[];

  constructor(emit: IntentSink) {
    const button = (icon: string, title: string, intent: Intent) =>
      iconButton(icon, title, () => emit(intent));
    const go = (icon: string, title: string, by: 'event' | 'run', direction: 1 | -1) =>
      button(icon, title, { type: 'travel', by, direction });
    this.#play = button('play-circle', 'Play the run (Space)', { type: 'play' });
    this.#pause = button('debug-pause', 'Pause (Space)', { type: 'play' });
    this.#speed = speedSelect(emit);
    this.#finding = button('warning', 'Next finding (F)', { type: 'go-to-finding', step: 1 });
    const ranked = [
      {
        control: go('debug-reverse-continue', 'First event of the run (Ctrl+Home)', 'run', -1),
        rank: 15,
      },
      { control: go('triangle-left', 'Step back to the previous event (,)', 'event', -1), rank: 4 },
      { control: this.#play, rank: 3 },
      { control: this.#pause, rank: 3 },
      { control: this.#speed, rank: 14 },
      { control: go('triangle-right', 'Step to the next event (.)', 'event', 1), rank: 4 },
      { control: go('debug-continue', 'Last event of the run (Ctrl+End)', 'run', 1), rank: 15 },
      { control: this.#finding, rank: 6 },
    ];
    const children = ranked.map(({ control }) => control);
    this.ranked = ranked;
    this.#all = children;
    const attributes = { role: 'group', 'aria-label': 'Travel in time' };
    this.element = element('div', { class: 'group travel', attributes }, children);
  }

  /** Offers nothing while there is no run; findings are known when it is over. */
  enable(hasRun: boolean, isLive: boolean): void {
    for (const control of this.#all) control.disabled = !hasRun;
    this.#finding.disabled = !hasRun || isLive;
  }

  update({ isPlaying, speed }: TravelView): void {
    this.#toggle(isPlaying);
    this.#speed.value = String(speed);
  }

  /** One button takes the place of the other, and of its focus. */
  #toggle(isPlaying: boolean): void {
    if (this.#play.hidden === isPlaying && this.#pause.hidden !== isPlaying) return;
    const [shown, hidden] = isPlaying ? [this.#pause, this.#play] : [this.#play, this.#pause];
    const hadFocus = document.activeElement === hidden;
    shown.hidden = false;
    hidden.hidden = true;
    if (hadFocus) shown.focus();
  }
}

function speedSelect(emit: IntentSink): HTMLSelectElement {
  const options = SPEEDS.map((speed) =>
    element('option', { text: `${speed}×`, attributes: { value: String(speed) } }),
  );
  const title = 'Speed: seconds of the run in a second (< and >)';
  const attributes = { 'aria-label': title };
  const select = element('select', { class: 'speed', title, attributes }, options);
  select.addEventListener('change', () => emit({ type: 'set-speed', speed: Number(select.value) }));
  return select;
}
