import assert from 'node:assert/strict';
import { whenFocused } from '../../../src/webview/picture/when-focused';

/** The parts of a page that matter, with the focus and the clock in our hands. */
class FakePage extends EventTarget {
  isFocused = false;
  readonly document = { hasFocus: () => this.isFocused };
  #onTimeout: (() => void) | undefined;

  setTimeout(done: () => void): number {
    this.#onTimeout = done;
    return 1;
  }

  clearTimeout(): void {
    this.#onTimeout = undefined;
  }

  get isWaiting(): boolean {
    return this.#onTimeout !== undefined;
  }

  timeOut(): void {
    this.#onTimeout?.();
  }
}

async function isOver(promise: Promise<void>): Promise<boolean> {
  return Promise.race([promise.then(() => true), Promise.resolve().then(() => false)]);
}

describe('waiting for the focus', () => {
  it('is over at once where the focus is', async () => {
    const page = new FakePage();
    page.isFocused = true;
    await whenFocused(page, 1);
    assert.equal(page.isWaiting, false);
  });

  it('lasts until the page gets it', async () => {
    const page = new FakePage();
    const focused = whenFocused(page, 1);
    assert.equal(await isOver(focused), false);
    page.dispatchEvent(new Event('focus'));
    await focused;
    assert.equal(page.isWaiting, false);
  });

  it('is over in the end if it never gets it', async () => {
    const page = new FakePage();
    const focused = whenFocused(page, 1);
    page.timeOut();
    await focused;
  });
});
