/** What is needed of a window. */
export interface FocusPage
  extends Pick<Window, 'clearTimeout' | 'addEventListener' | 'removeEventListener'> {
  readonly document: Pick<Document, 'hasFocus'>;
  setTimeout(done: () => void, milliseconds: number): number;
}

/**
 * Resolves when the page has the focus, without which browsers refuse the clipboard; after `limitMs` real
 * milliseconds in any case, so that the browser itself says what is wrong.
 */
export function whenFocused(page: FocusPage, limitMs: number): Promise<void> {
  if (page.document.hasFocus()) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      page.clearTimeout(timer);
      page.removeEventListener('focus', done);
      resolve();
    };
    const timer = page.setTimeout(done, limitMs);
    page.addEventListener('focus', done);
  });
}
