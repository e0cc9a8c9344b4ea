import { controlsThatFit } from '../layout/fit-controls';
import { OverflowMenu } from './overflow-menu';

/** A control of a toolbar, and how soon it gives way where there is no room, with others of its rank: the highest rank first. */
export interface Ranked {
  readonly control: HTMLElement;
  readonly rank: number;
}

/** CSS pixels between controls of a group and between groups, as in the style sheet. */
const GAP_PX = 2;
const GROUP_GAP_PX = 12;

/** Keeps a toolbar in one row: what does not fit is behind a button. */
export class Overflow {
  readonly #toolbar: HTMLElement;
  readonly #controls: readonly Ranked[];
  readonly #changed: () => void;
  readonly #menu = new OverflowMenu(() => this.#hidden());
  #isAsked = false;

  /** Calls `changed` when other controls than before are in the row. The button goes behind the last group. */
  constructor(toolbar: HTMLElement, controls: readonly Ranked[], changed: () => void) {
    this.#toolbar = toolbar;
    this.#controls = controls.toSorted(byPlace);
    this.#changed = changed;
    toolbar.lastElementChild?.append(this.#menu.button, this.#menu.element);
    const observer = new ResizeObserver((entries) => {
      if (entries.some(({ target }) => target === toolbar)) this.#arrange();
      // Groups change as buttons come and go; to change them while they are measured is an error.
      else this.#askToArrange();
    });
    observer.observe(toolbar);
    for (const group of new Set(controls.map(({ control }) => control.parentElement))) {
      if (group) observer.observe(group);
    }
  }

  #askToArrange(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    requestAnimationFrame(() => this.#arrange());
  }

  #arrange(): void {
    this.#isAsked = false;
    const { button } = this.#menu;
    const before = this.#hidden();
    const focused = document.activeElement;
    // All are measured as they are in the row.
    button.hidden = false;
    for (const { control } of this.#controls) control.removeAttribute('data-overflow');
    const fits = this.#fits();
    for (const [index, { control }] of this.#controls.entries()) {
      control.toggleAttribute('data-overflow', !fits[index]);
    }
    const hidden = this.#hidden();
    button.hidden = hidden.length === 0;
    if (hidden.some((control) => control.contains(focused))) button.focus();
    const isSame = hidden.length === before.length && hidden.every((one) => before.includes(one));
    if (isSame) return;
    this.#menu.close();
    this.#changed();
  }

  #fits(): boolean[] {
    const style = getComputedStyle(this.#toolbar);
    const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
    const groups = [...this.#toolbar.children];
    const controls = this.#controls.map(({ control, rank }) => ({
      ...{ rank, width: control.offsetWidth },
      group: groups.findIndex((group) => group.contains(control)),
    }));
    return controlsThatFit(controls, {
      ...{ width: this.#toolbar.clientWidth - padding, gap: GAP_PX, groupGap: GROUP_GAP_PX },
      more: this.#menu.button.offsetWidth,
    });
  }

  #hidden(): HTMLElement[] {
    return this.#controls.map(({ control }) => control).filter(isAway);
  }
}

function isAway(control: HTMLElement): boolean {
  return control.hasAttribute('data-overflow');
}

/** The menu names controls in the order of the row. */
function byPlace(one: Ranked, other: Ranked): number {
  const isBefore = Node.DOCUMENT_POSITION_FOLLOWING;
  return one.control.compareDocumentPosition(other.control) & isBefore ? -1 : 1;
}
