// Takes pictures of the webview alone that are the same on every machine.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser, packagedBrowser } from '../../../scripts/vscode/browser.mjs';
import { LETTER_FLAGS, steadyLetters } from '../pictures/steady-letters.mjs';
import { addressOf, nextFrame, pressOnLanes, writePages } from './page.mjs';

/**
 * @typedef {object} View
 * @property {string} name
 * @property {string} trace a key of `SAMPLE_TRACES`
 * @property {string} theme a key of `themes`
 * @property {number} width CSS pixels
 * @property {number} height
 * @property {readonly string[]} [keys] pressed on the lanes before the picture is taken
 */

/** The browser and the font of the npm package, and a folder with the pages. */
export class ViewCamera {
  #browser;
  #folder;
  #fonts;

  /** @private */
  constructor(browser, folder, fonts) {
    this.#browser = browser;
    this.#folder = folder;
    this.#fonts = fonts;
  }

  /** @throws {Error} if the browser of the package does not run here */
  static async open() {
    const packaged = await packagedBrowser();
    const browser = await launchBrowser(LETTER_FLAGS, packaged);
    const folder = await mkdtemp(join(tmpdir(), 'loopscope-views-'));
    await writePages(folder);
    return new ViewCamera(browser, folder, packaged.fonts);
  }

  async close() {
    await this.#browser.close();
    await rm(this.#folder, { recursive: true });
  }

  /**
   * @param {View} view
   * @param {string} [style] further CSS
   * @returns {Promise<Buffer>} a PNG
   */
  async shoot({ trace, theme, width, height, keys = [] }, style = '') {
    const page = await this.#browser.newPage({ viewport: { width, height } });
    try {
      await page.goto(addressOf(this.#folder, theme, trace));
      if (style) await page.addStyleTag({ content: style });
      await steadyLetters(page, this.#fonts);
      await pressOnLanes(page, keys);
      await nextFrame(page);
      await nextFrame(page);
      return await page.screenshot({ animations: 'disabled', caret: 'hide' });
    } finally {
      await page.close();
    }
  }

  /**
   * Lends a page that shows a run.
   * @template T
   * @param {string} trace a key of `SAMPLE_TRACES`
   * @param {(page: import('playwright-core').Page) => Promise<T>} body
   * @returns {Promise<T>}
   */
  withRun(trace, body) {
    return this.withPage(async (page) => {
      await page.goto(addressOf(this.#folder, 'dark', trace));
      await nextFrame(page);
      return body(page);
    });
  }

  /**
   * Lends an empty page.
   * @template T
   * @param {(page: import('playwright-core').Page) => Promise<T>} body
   * @returns {Promise<T>}
   */
  async withPage(body) {
    const page = await this.#browser.newPage();
    try {
      return await body(page);
    } finally {
      await page.close();
    }
  }
}
