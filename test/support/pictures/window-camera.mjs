// Pictures of the timeline inside a window of VS Code.
import { assertLooksAsKept, BLOCK_LIMIT, unlikeBlocks } from './kept-picture.mjs';
import { steadyLetters } from './steady-letters.mjs';

/** Left out on both sides: some versions of VS Code draw a border over the edge of a webview. */
const EDGE_PX = 8;

/** Takes pictures of parts of the visible webview; the parameters are in `test/support/vscode/driver.ts`. */
export class WindowCamera {
  #window;
  #fonts;

  /**
   * @param {import('../../../scripts/vscode/page.mjs').Workbench} window
   * @param {string | undefined} fonts the folder of the fonts that its browser brings
   */
  constructor(window, fonts) {
    this.#window = window;
    this.#fonts = fonts;
  }

  get canCompare() {
    return this.#fonts !== undefined;
  }

  async steadyLetters() {
    await steadyLetters(await this.#window.webview(), this.#fonts);
  }

  async assertLooksAsKept(view) {
    const taken = await this.#shoot(view);
    await this.#withPage((page) => assertLooksAsKept(page, fileOf(view), taken));
  }

  async countUnlikeBlocks(view) {
    const taken = await this.#shoot(view);
    const blocks = await this.#withPage((page) => unlikeBlocks(page, fileOf(view), taken));
    return { count: blocks.length, most: BLOCK_LIMIT };
  }

  async #shoot({ selector, height }) {
    const { page } = this.#window;
    const frame = await this.#window.webview();
    await frame.evaluate(drawn);
    const { x, y, width } = await frame.locator(selector).first().boundingBox();
    const clip = { x: x + EDGE_PX, y, width: width - 2 * EDGE_PX, height };
    return page.screenshot({ clip, animations: 'disabled', caret: 'hide' });
  }

  async #withPage(body) {
    const page = await this.#window.page.context().browser().newPage();
    try {
      return await body(page);
    } finally {
      await page.close();
    }
  }
}

function fileOf({ name }) {
  return `test/vscode/pictures/${name}.png`;
}

/** Runs in the page: what was asked for is drawn in the next frame. */
function drawn() {
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
}
