import { chordText, KEY_GROUPS, POINTER_HINTS } from '../interaction/keys';
import { element, iconButton } from './dom';

/** The sheet of keys: a dialog that Escape closes, and that gives the focus back. */
export class HelpSheet {
  readonly element: HTMLDialogElement;

  constructor() {
    const close = iconButton('close', 'Close (Escape)', () => this.element.close());
    const attributes = { 'aria-labelledby': 'help-title' };
    const isMac = navigator.userAgent.includes('Mac');
    const head = element('div', { class: 'help-head' }, [
      element('h2', { text: 'Keys of the timeline', attributes: { id: 'help-title' } }),
      close,
    ]);
    const body = element('div', { class: 'help-body' }, [
      ...KEY_GROUPS.map(({ title, bindings }) =>
        section(
          title,
          bindings.map(({ chords, text }) => ({
            keys: chords.map((chord) => chordText(chord, isMac)),
            text,
          })),
        ),
      ),
      section(
        'Pointer',
        POINTER_HINTS.map(({ gesture, text }) => ({ keys: [gesture], text })),
      ),
    ]);
    this.element = element('dialog', { class: 'help', attributes }, [head, body]);
    // A click beside the sheet hits the dialog itself; its content covers the rest.
    this.element.addEventListener('click', (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  open(): void {
    if (!this.element.open) this.element.showModal();
  }
}

function section(
  title: string,
  lines: readonly { readonly keys: readonly string[]; readonly text: string }[],
): HTMLElement {
  const rows = lines.flatMap(({ keys, text }) => [
    element(
      'dt',
      {},
      keys.map((key) => element('kbd', { text: key })),
    ),
    element('dd', { text }),
  ]);
  return element('section', {}, [element('h3', { text: title }), element('dl', {}, rows)]);
}
