type Control = HTMLButtonElement | HTMLSelectElement;

/**
 * Makes the controls of a toolbar one stop of Tab, as the WAI-ARIA pattern wants it: left and right, Home and
 * End go from one to the other, past those that are disabled, hidden or in a menu.
 */
export class RovingFocus {
  readonly #controls: readonly Control[];
  #stop: Control | undefined;

  constructor(toolbar: HTMLElement) {
    this.#controls = [...toolbar.querySelectorAll<Control>('button, select')];
    toolbar.addEventListener('focusin', ({ target }) => {
      this.#stop = this.#controls.find((control) => control === target);
      this.refresh();
    });
    toolbar.addEventListener('keydown', (event) => {
      const { altKey, ctrlKey, metaKey, shiftKey } = event;
      if (altKey || ctrlKey || metaKey || shiftKey) return;
      const next = this.#beside(event.key);
      if (!next) return;
      event.preventDefault();
      event.stopPropagation();
      next.focus();
    });
  }

  /** Keeps one stop among the controls that can be used now. Call it when that has changed. */
  refresh(): void {
    const controls = this.#controls;
    if (!this.#stop || !isUsable(this.#stop)) {
      const after = this.#stop ? controls.indexOf(this.#stop) : 0;
      this.#stop = controls.slice(after).find(isUsable) ?? controls.findLast(isUsable);
    }
    for (const control of controls) {
      const tabIndex = control === this.#stop ? 0 : -1;
      if (control.tabIndex !== tabIndex) control.tabIndex = tabIndex;
    }
  }

  /** Where a key leads from the control that has the focus. */
  #beside(key: string): Control | undefined {
    const usable = this.#controls.filter(isUsable);
    const at = this.#stop ? usable.indexOf(this.#stop) : -1;
    switch (key) {
      case 'ArrowRight':
        return usable[(at + 1) % usable.length];
      case 'ArrowLeft':
        return usable.at(at - 1);
      case 'Home':
        return usable[0];
      case 'End':
        return usable.at(-1);
      default:
        return undefined;
    }
  }
}

function isUsable(control: Control): boolean {
  return !control.disabled && !control.hidden && !control.closest('[data-overflow]');
}
