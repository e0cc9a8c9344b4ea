import type { NoticeKind } from '../model/notice-kind';
import { element } from './dom';
import type { PageCommand } from './toolbar';

const TEXTS: Readonly<Record<Exclude<NoticeKind, 'none'>, { title: string; text: string }>> = {
  'no run': {
    title: 'Nothing has run yet',
    text: 'Run a scenario to see each of its tasks here: when it runs, when it waits and for what, and what holds the loop.',
  },
  'no loop': {
    title: 'This program ran without an event loop',
    text: 'There are no tasks to show. asyncio.run(main()) starts a loop.',
  },
  'only threads': {
    title: 'This program ran without an event loop',
    text: 'The lanes are those of its threads and processes. Tasks need a loop, which asyncio.run(main()) starts.',
  },
  'threads failed': {
    title: 'This program ran without an event loop',
    text: 'The lanes are those of its threads and processes. The output says what went wrong.',
  },
  'ended early': {
    title: 'The program ended before it started an event loop',
    text: 'There are no tasks to show. The output says what went wrong.',
  },
  broken: {
    title: 'Part of the trace is missing',
    text: 'The timeline shows what arrived until then. Run the scenario again.',
  },
};

/** A short explanation with the next step. */
export class Notice {
  readonly element = element('div', { class: 'notice', attributes: { role: 'status' } });
  readonly #run: (command: PageCommand) => void;
  #shown: NoticeKind | undefined;

  constructor(run: (command: PageCommand) => void) {
    this.#run = run;
    this.show('none');
  }

  show(kind: NoticeKind): void {
    if (kind === this.#shown) return;
    this.#shown = kind;
    this.element.hidden = kind === 'none';
    this.element.classList.toggle('notice-page', kind === 'no run');
    if (kind === 'none') return;
    const { title, text } = TEXTS[kind];
    const buttons = kind === 'no run' ? [this.#buttons()] : [];
    this.element.replaceChildren(
      // Where something ran, the name of its file is the heading.
      element(kind === 'no run' ? 'h1' : 'strong', { text: title }),
      element('p', { text }),
      ...buttons,
    );
  }

  #buttons(): HTMLElement {
    return element('div', { class: 'notice-buttons' }, [
      this.#button('Run the scenario', 'loopscope.runAgain', 'primary'),
      this.#button('Open a demo', 'loopscope.openDemo', 'secondary'),
    ]);
  }

  #button(text: string, command: PageCommand, kind: string): HTMLButtonElement {
    const attributes = { type: 'button' };
    const button = element('button', { text, class: `button ${kind}`, attributes });
    button.addEventListener('click', () => this.#run(command));
    return button;
  }
}
