import { element, iconButton, placeOfFocus } from './dom';

/** CSS pixels between the menu and the edge of the page. */
const MARGIN_PX = 6;

/** A button with a menu of the controls that have no room beside it. */
export class OverflowMenu {
  readonly button: HTMLButtonElement;
  readonly element = element('div', {
    class: 'menu',
    attributes: { role: 'menu', popover: 'auto', id: 'more-menu', 'aria-label': 'More' },
  });
  readonly #controls: () => readonly HTMLElement[];

  /** `controls` tells what is away when the menu opens. */
  constructor(controls: () => readonly HTMLElement[]) {
    this.#controls = controls;
    this.button = iconButton('ellipsis', 'More', () => undefined);
    this.button.popoverTargetElement = this.element;
    this.button.setAttribute('aria-haspopup', 'menu');
    this.button.setAttribute('aria-expanded', 'false');
    this.button.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      event.stopPropagation();
      this.element.showPopover();
    });
    this.element.addEventListener('beforetoggle', ({ newState }) => {
      const opens = newState === 'open';
      if (opens) this.#fill();
      this.button.setAttribute('aria-expanded', String(opens));
    });
    this.element.addEventListener('keydown', (event) => this.#press(event));
  }

  close(): void {
    if (this.element.matches(':popover-open')) this.element.hidePopover();
  }

  #fill(): void {
    const { bottom, right } = this.button.getBoundingClientRect();
    this.element.style.top = `${bottom + 2}px`;
    this.element.style.right = `${Math.max(MARGIN_PX, window.innerWidth - right)}px`;
    this.element.style.maxHeight = `${window.innerHeight - bottom - 2 - MARGIN_PX}px`;
    this.element.replaceChildren(...this.#controls().flatMap((control) => this.#itemsOf(control)));
    const [first] = this.#items();
    if (first) first.autofocus = true;
  }

  #itemsOf(control: HTMLElement): HTMLElement[] {
    if (control.hidden) return [];
    if (control instanceof HTMLSelectElement) return [this.#choice(control)];
    if (control instanceof HTMLButtonElement) return [this.#item(control)];
    return [...control.children].flatMap((child) =>
      child instanceof HTMLElement ? this.#itemsOf(child) : [],
    );
  }

  /** A button says in a menu what its tooltip says beside it. */
  #item(button: HTMLButtonElement): HTMLElement {
    const pressed = button.getAttribute('aria-pressed');
    const icon = button.querySelector('.codicon')?.cloneNode();
    const item = element('button', { class: 'menu-item', text: button.title });
    item.prepend(icon ?? element('span', { class: 'codicon' }));
    item.setAttribute('role', pressed === null ? 'menuitem' : 'menuitemcheckbox');
    if (pressed !== null) item.setAttribute('aria-checked', pressed);
    item.disabled = button.disabled;
    this.#act(item, () => button.click());
    return item;
  }

  #choice(select: HTMLSelectElement): HTMLElement {
    const items = [...select.options].map((option) => {
      const item = element('button', { class: 'menu-item', text: option.text });
      item.setAttribute('role', 'menuitemradio');
      item.setAttribute('aria-checked', String(option.selected));
      item.disabled = select.disabled;
      this.#act(item, () => {
        select.value = option.value;
        select.dispatchEvent(new Event('change'));
      });
      return item;
    });
    const title = element('span', { class: 'menu-title', text: select.title });
    title.setAttribute('aria-hidden', 'true');
    const attributes = { role: 'group', 'aria-label': select.title };
    return element('div', { class: 'menu-choice', attributes }, [title, ...items]);
  }

  /** The menu gives the focus back first, so that what it does may take it. */
  #act(item: HTMLButtonElement, action: () => void): void {
    item.type = 'button';
    item.tabIndex = -1;
    item.addEventListener('click', () => {
      this.#leave();
      action();
    });
  }

  #leave(): void {
    this.close();
    this.button.focus();
  }

  #press(event: KeyboardEvent): void {
    const items = this.#items();
    const at = placeOfFocus(items);
    const next = nextItem(event.key, at, items.length);
    // Tab goes on from the button.
    if (event.key === 'Tab' || event.key === 'Escape') this.#leave();
    else if (next !== undefined) items[next]?.focus();
    else return;
    event.stopPropagation();
    if (event.key !== 'Tab') event.preventDefault();
  }

  #items(): HTMLButtonElement[] {
    return [...this.element.querySelectorAll<HTMLButtonElement>('.menu-item:enabled')];
  }
}

/** Where a key leads from one of `count` items; up and down go round. */
function nextItem(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowUp':
    case 'ArrowLeft':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
