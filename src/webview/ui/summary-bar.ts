import type { SummaryPart } from '../model/summary';
import { element } from './dom';

/** The line that says how the run went. */
export class SummaryBar {
  readonly element = element('div', { class: 'summary' });
  #shown = '';

  /** What is shown, as one text. */
  get text(): string {
    return [...this.element.children].map((part) => part.textContent).join(' · ');
  }

  update(title: string, file: string, parts: readonly SummaryPart[]): void {
    const key = JSON.stringify([title, file, parts]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.element.hidden = title === '';
    // A low page has no room for all parts.
    this.element.title = [title, ...parts.map(({ text }) => text)].join('\n');
    this.element.replaceChildren(
      element('h1', { text: title, title: file }),
      ...parts.map(({ text, tone, isLoud }) =>
        element('span', { text, title: text, class: `tone-${tone}${isLoud ? ' loud' : ''}` }),
      ),
    );
  }
}
