// Takes pictures of the webview alone that are the same on every machine.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser, packagedBrowser } from '../../../scripts/vscode/browser.mjs';
import { addressOf, nextFrame, pressOnLanes, writePages } from './page.mjs';

/** Letters look alike however the machine is set up. */
const FLAGS = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'];
const FAMILY = 'Pictured';

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

  /** @private */
  constructor(browser, folder) {
    this.#browser = browser;
    this.#folder = folder;
  }

  /** @throws {Error} if the browser of the package does not run here */
  static async open() {
    const packaged = await packagedBrowser();
    const browser = await launchBrowser(FLAGS, packaged);
    const folder = await mkdtemp(join(tmpdir(), 'loopscope-views-'));
    await writePages(folder, fontStyle(join(dirname(packaged.executablePath), 'fonts/Open_Sans')));
    return new ViewCamera(browser, folder);
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
      await page.evaluate(loadFonts, FAMILY);
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

function fontStyle(folder) {
  const faces = [
    ['Regular', 400],
    ['Bold', 600],
  ].map(([name, weight]) => {
    const url = pathToFileURL(join(folder, `OpenSans-${name}.ttf`));
    return `@font-face{font-family:${FAMILY};font-weight:${weight};src:url("${url}")}`;
  });
  const variables = ['font-family', 'editor-font-family'];
  const own = variables.map((name) => `--vscode-${name}:${FAMILY};`).join('');
  return `${faces.join('')}:root{${own}}`;
}

/** Runs in the page. What was drawn before the letters were there is drawn anew, as after a change of the theme. */
async function loadFonts(family) {
  await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 13px ${family}`)));
  await document.fonts.ready;
  document.documentElement.style.setProperty('--vscode-fonts-are-loaded', '1');
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
