export interface ElementOptions {
  readonly class?: string;
  readonly text?: string;
  readonly title?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Creates an element with its children. Texts are set as text, never as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: ElementOptions = {},
  children: readonly HTMLElement[] = [],
): HTMLElementTagNameMap[K] {
  const created = document.createElement(tag);
  if (options.class) created.className = options.class;
  if (options.text !== undefined) created.textContent = options.text;
  if (options.title) created.title = options.title;
  for (const [name, value] of Object.entries(options.attributes ?? {})) {
    created.setAttribute(name, value);
  }
  created.append(...children);
  return created;
}

/** A real button with a codicon; its name for screen readers is `text` if there is one, else `title`. */
export function iconButton(
  icon: string,
  title: string,
  action: () => void,
  text = '',
): HTMLButtonElement {
  const symbol = element('span', {
    class: `codicon codicon-${icon}`,
    attributes: { 'aria-hidden': 'true' },
  });
  const label = text ? [element('span', { text })] : [];
  const attributes: Record<string, string> = { type: 'button' };
  // Whoever speaks to the page says what is read there.
  if (!text) attributes['aria-label'] = title;
  const button = element('button', { class: 'icon-button', title, attributes }, [symbol, ...label]);
  button.addEventListener('click', action);
  return button;
}

/** Which of the elements has the focus, -1 if none. */
export function placeOfFocus(elements: readonly HTMLElement[]): number {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement ? elements.indexOf(activeElement) : -1;
}
