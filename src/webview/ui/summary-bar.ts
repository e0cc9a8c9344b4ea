import type { SummaryPart } from '../model/summary';
import { element } from './dom';

export interface SummaryActions {
  /** Shows a setting in the settings editor. */
  openSetting(setting: string): void;
  /** Says it to screen readers. */
  announce(text: string): void;
}

/** The line that says how the run went. */
export class SummaryBar {
  readonly element = element('div', { class: 'summary' });
  #shown = '';
  #text = '';
  #loud = '';

  constructor(private readonly actions: SummaryActions) {}

  /** What is shown, as one text. */
  get text(): string {
    return this.#text;
  }

  update(title: string, file: string, parts: readonly SummaryPart[]): void {
    const key = JSON.stringify([title, file, parts]);
    if (key === this.#shown) return;
    this.#shown = key;
    const texts = [title, ...parts.map(({ text }) => text)];
    this.#text = texts.join(' · ');
    this.element.hidden = title === '';
    // A low page has no room for all parts.
    this.element.title = texts.join('\n');
    this.element.replaceChildren(
      element('h1', { text: title, title: file }),
      ...parts.map((part) => this.#part(part)),
    );
    this.#announce(parts);
  }

  #part({ text, tone, isLoud, isFirst, setting }: SummaryPart): HTMLElement {
    const part = element('span', {
      text,
      title: text,
      class: `tone-${tone}${isLoud ? ' loud' : ''}${isFirst ? ' first' : ''}`,
    });
    if (setting !== undefined) part.append(' ', this.#button(setting));
    return part;
  }

  #button(setting: string): HTMLButtonElement {
    const button = element('button', {
      ...{ class: 'link', text: 'Open the setting', title: `Show ${setting} in the settings` },
      attributes: { type: 'button' },
    });
    button.addEventListener('click', () => this.actions.openSetting(setting));
    return button;
  }

  /** Says once what is said loudly. */
  #announce(parts: readonly SummaryPart[]): void {
    const loud = parts.filter(({ isLoud }) => isLoud).map(({ text }) => text);
    const text = loud.join(' ');
    if (text !== '' && text !== this.#loud) this.actions.announce(text);
    this.#loud = text;
  }
}
