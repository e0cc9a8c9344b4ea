import type { InspectorText } from '../../protocol/timeline';
import type { InspectorRow, InspectorSection, SectionId } from '../model/inspector-section';
import { element, placeOfFocus } from './dom';
import { appendPassage, type Follow, linkButton } from './passage';

export interface SectionActions {
  readonly follow: Follow;
  /** Show more rows of a section, or as few as at first. */
  resize(section: SectionId, isMore: boolean): void;
}

/**
 * One section of the inspector. It is drawn anew only when it says something else, and keeps the focus
 * at the same place in it.
 */
export class SectionView {
  readonly element: HTMLElement;
  readonly #actions: SectionActions;
  #shown = '';

  constructor(actions: SectionActions) {
    this.#actions = actions;
    this.element = element('section', { class: 'inspector-section' });
  }

  /** `isExpanded`: more rows than at first are asked for. */
  update(section: InspectorSection, isExpanded: boolean): void {
    const key = JSON.stringify([section, isExpanded]);
    if (key === this.#shown) return;
    this.#shown = key;
    const focused = placeOfFocus(this.#focusables());
    this.element.dataset['section'] = section.id;
    this.element.replaceChildren(
      element('h3', { text: section.title }),
      ...this.#content(section, isExpanded),
    );
    if (focused >= 0) this.#focusables().at(focused)?.focus({ preventScroll: true });
  }

  #focusables(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>('button')];
  }

  #content(section: InspectorSection, isExpanded: boolean): HTMLElement[] {
    const { id, rows, total, isTail = false, isOrdered = false, empty } = section;
    if (rows.length === 0) return [element('p', { text: empty, class: 'row-dim' })];
    const list = element(
      isOrdered ? 'ol' : 'ul',
      {},
      rows.map((row) => this.#row(row)),
    );
    const left = total - rows.length;
    const count = left.toLocaleString('en-US');
    const more = isTail ? `${count} earlier…` : `and ${count} more…`;
    const buttons = [
      ...(left > 0 ? [this.#button(more, id, true)] : []),
      ...(isExpanded ? [this.#button('show fewer', id, false)] : []),
    ];
    return isTail ? [...buttons, list] : [list, ...buttons];
  }

  #button(text: string, id: SectionId, isMore: boolean): HTMLElement {
    const button = element('button', { text, class: 'link more', attributes: { type: 'button' } });
    button.addEventListener('click', () => this.#actions.resize(id, isMore));
    return button;
  }

  #row({ text, note, style }: InspectorRow): HTMLElement {
    const { follow } = this.#actions;
    const row = element('li', { class: note ? '' : `row-${style}` });
    // A text of the program is no markup.
    const isRaw = style === 'output' || style === 'error' || style === 'variable';
    const [link] = text.links;
    if (!isRaw) appendPassage(row, text, follow);
    else if (link) row.append(linkButton(text.text, link.target, follow));
    else row.append(text.text);
    if (!note) return row;
    const behind = element('span', { class: `note row-${style}` });
    appendPassage(behind, note, follow);
    row.append(' ', behind);
    return row;
  }
}

/** What can be read in the element of a section, for tests. */
export function describeSection(section: HTMLElement): InspectorText {
  const textOf = (element: Element) => element.textContent ?? '';
  return {
    id: section.dataset['section'] ?? '',
    title: [...section.querySelectorAll('h3')].map(textOf).join(' '),
    rows: [...section.querySelectorAll('li, p')].map(textOf),
  };
}
