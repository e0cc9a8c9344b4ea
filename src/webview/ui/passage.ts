import type { LinkTarget, Passage } from '../../analysis/explain/passage';
import { element } from './dom';

/** Goes where a link leads. */
export type Follow = (target: LinkTarget) => void;

/** Where links lead, for screen readers: what a link says is only a name, a time or a line. */
const HINTS: Readonly<Record<LinkTarget['kind'], string>> = {
  task: 'Select this task',
  position: 'Show this line in the editor',
  moment: 'Move the cursor to this moment',
};

/** Appends a passage to an element: links as buttons, and what stands between backticks as code. */
export function appendPassage(parent: HTMLElement, { text, links }: Passage, follow: Follow): void {
  let at = 0;
  let isCode = false;
  const plain = (to: number) => {
    isCode = appendText(parent, text.slice(at, to), isCode);
    at = to;
  };
  for (const [index, { from, to, target }] of links.entries()) {
    const end = links[index + 1]?.from ?? text.length;
    const [before = ''] = OPENING.exec(text.slice(at, from)) ?? [];
    const [behind = ''] = CLOSING.exec(text.slice(to, end)) ?? [];
    plain(from - before.length);
    // Browsers break lines beside buttons, also before a full stop.
    const kept = element('span', { class: 'kept', text: before });
    kept.append(linkButton(text.slice(from, to), target, follow), behind);
    parent.append(kept);
    at = to + behind.length;
  }
  plain(text.length);
}

/** Signs that stay with the word behind them, and with the word before them. */
const OPENING = /\($/;
const CLOSING = /^[).,;:']+(?:s\b)?/;

/** A link to click; `text` is shown as it is. */
export function linkButton(text: string, target: LinkTarget, follow: Follow): HTMLButtonElement {
  const attributes = { type: 'button' };
  const link = element('button', {
    ...{ text, title: HINTS[target.kind], class: `link link-${target.kind}`, attributes },
  });
  link.addEventListener('click', () => follow(target));
  return link;
}

/** Returns whether a backtick is still open. */
function appendText(parent: HTMLElement, text: string, isOpen: boolean): boolean {
  let isCode = isOpen;
  for (const [index, piece] of text.split('`').entries()) {
    if (index > 0) isCode = !isCode;
    if (piece === '') continue;
    parent.append(isCode ? element('code', { text: piece }) : piece);
  }
  return isCode;
}
