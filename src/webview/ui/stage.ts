import { element } from './dom';

/** The canvas with its scroll bar, and the live region that speaks for it. */
export class Stage {
  readonly canvas = element('canvas', {
    class: 'canvas',
    attributes: { tabindex: '0', role: 'application', 'aria-roledescription': 'timeline' },
  });
  readonly element: HTMLElement;
  readonly #live = element('div', { class: 'sr-only', attributes: { 'aria-live': 'polite' } });
  readonly #spacer = element('div');
  readonly #scroller = element('div', { class: 'scroller' }, [this.#spacer]);

  constructor(onResize: () => void, onScroll: (top: number) => void) {
    const children = [this.canvas, this.#scroller, this.#live];
    this.element = element('div', { class: 'stage' }, children);
    new ResizeObserver(onResize).observe(this.element);
    this.#scroller.addEventListener('scroll', () => onScroll(this.#scroller.scrollTop));
  }

  get width(): number {
    return this.element.clientWidth;
  }

  get height(): number {
    return this.element.clientHeight;
  }

  /** Lanes want so much of the page, in CSS pixels; the style sheet says how much they get at least. */
  want(height: number): void {
    this.element.style.setProperty('--wanted-height', `${height}px`);
  }

  label(text: string): void {
    if (this.canvas.getAttribute('aria-label') !== text)
      this.canvas.setAttribute('aria-label', text);
  }

  announce(text: string): void {
    this.#live.textContent = text;
  }

  /** Shows the scroll bar for lanes between `top` and `bottom` that can be scrolled by `max` pixels. */
  setScroll(top: number, bottom: number, max: number, scrollTop: number): void {
    this.#scroller.hidden = max === 0;
    if (max === 0) return;
    this.#scroller.style.top = `${top}px`;
    this.#scroller.style.height = `${bottom - top}px`;
    this.#spacer.style.height = `${bottom - top + max}px`;
    if (Math.abs(this.#scroller.scrollTop - scrollTop) >= 1) this.#scroller.scrollTop = scrollTop;
  }
}
