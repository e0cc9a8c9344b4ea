import { element } from './dom';

const KEY_STEP_PX = 24;

/** Keys and what they do to the height. */
const STEPS: Readonly<Record<string, number>> = { ArrowUp: KEY_STEP_PX, ArrowDown: -KEY_STEP_PX };

/** The line above a part of the page whose height can be dragged, or changed with the arrow keys. */
export class Splitter {
  readonly element = element('div', {
    class: 'splitter',
    attributes: {
      ...{ role: 'separator', tabindex: '0', 'aria-orientation': 'horizontal' },
      ...{ 'aria-label': 'Height of the inspector', 'aria-valuemin': '0', 'aria-valuemax': '100' },
    },
  });

  /** `height` tells the present height of the part, `resize` wants another (CSS pixels). */
  constructor(height: () => number, resize: (height: number) => void) {
    let start: { readonly y: number; readonly height: number } | undefined;
    this.element.addEventListener('pointerdown', (event) => {
      this.element.setPointerCapture(event.pointerId);
      start = { y: event.clientY, height: height() };
    });
    this.element.addEventListener('pointermove', (event) => {
      if (start) resize(start.height + start.y - event.clientY);
    });
    this.element.addEventListener('lostpointercapture', () => {
      start = undefined;
    });
    this.element.addEventListener('keydown', (event) => {
      const step = STEPS[event.key];
      if (step === undefined) return;
      event.preventDefault();
      resize(height() + step);
    });
  }

  /** Says how much of the page the part takes, 0 to 1. */
  setShare(share: number): void {
    this.element.setAttribute('aria-valuenow', String(Math.round(share * 100)));
  }
}
