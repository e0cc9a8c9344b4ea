import type { Details } from '../model/details';
import { element } from './dom';

const OFFSET_PX = 14;

/** The card beside the pointer. */
export class HoverCard {
  readonly element = element('div', { class: 'card', attributes: { role: 'tooltip' } });
  #shown: Details | undefined;

  constructor() {
    this.hide();
  }

  hide(): void {
    this.element.hidden = true;
  }

  /** Shows the card near a place in its parent, inside the parent's bounds. */
  show(details: Details, x: number, y: number): void {
    this.#fill(details);
    this.element.hidden = false;
    const { clientWidth: width, clientHeight: height } =
      this.element.parentElement ?? document.body;
    const { offsetWidth: own, offsetHeight: tall } = this.element;
    const left = x + OFFSET_PX + own > width ? x - OFFSET_PX - own : x + OFFSET_PX;
    const top = y + OFFSET_PX + tall > height ? y - OFFSET_PX - tall : y + OFFSET_PX;
    this.element.style.left = `${Math.max(4, Math.min(left, width - own - 4))}px`;
    this.element.style.top = `${Math.max(4, Math.min(top, height - tall - 4))}px`;
  }

  #fill(details: Details): void {
    if (JSON.stringify(details) === JSON.stringify(this.#shown)) return;
    this.#shown = details;
    const swatch = details.state
      ? [element('span', { class: `swatch swatch-${details.state}` })]
      : [];
    this.element.replaceChildren(
      element('div', { class: 'card-title' }, [
        ...swatch,
        element('strong', { text: details.title }),
      ]),
      ...details.lines.map((text) => element('div', { text })),
      ...(details.why?.length
        ? [element('p', { class: 'card-why', text: details.why.join(' ') })]
        : []),
    );
    if (!details.position) return;
    const text = `Click to show line ${details.position.line}.`;
    this.element.append(element('div', { class: 'card-hint', text }));
  }
}
