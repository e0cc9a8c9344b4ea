// One VS Code window: opens it, and does in it what a user's hands would do.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

const ACTION_LIMIT_MS = 20_000;
const PICK_LIMIT_MS = 5_000;
const MAX_ATTEMPTS = 4;
const OPEN_LIMIT_MS = 120_000;

/**
 * @typedef {object} WindowOptions
 * @property {number} port of the server
 * @property {string} workspace the folder to open
 * @property {string} extension the folder of the extension under development
 * @property {string} [tests] a module with `run()`; without it the window is an ordinary one
 * @property {{ width: number, height: number }} [size] in CSS pixels
 * @property {(type: string, args: unknown[]) => void} [onLog] lines of the workbench, and what the
 * extension host prints with `console`
 * @property {() => void} [onExit] `run()` has settled, or the extension host is gone
 */

/**
 * @param {import('playwright-core').Browser} browser
 * @param {WindowOptions} options
 * @returns {Promise<Workbench>}
 */
export async function openWindow(browser, options) {
  const page = await browser.newPage({ viewport: options.size ?? { width: 1600, height: 900 } });
  page.setDefaultTimeout(ACTION_LIMIT_MS);
  await page.exposeFunction('codeAutomationLog', (type, args) => options.onLog?.(type, args));
  await page.exposeFunction('codeAutomationExit', () => options.onExit?.());
  await page.goto(address(options), { timeout: OPEN_LIMIT_MS });
  return new Workbench(page, options.workspace);
}

function address({ port, workspace, extension, tests }) {
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${urlPath(path)}`;
  const payload = [['extensionDevelopmentPath', remote(extension)]];
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  const query = new URLSearchParams({
    folder: urlPath(workspace),
    payload: JSON.stringify(payload),
  });
  return `http://127.0.0.1:${port}/?${query}`;
}

/** `C:\x` is `/C:/x` in a URL. */
function urlPath(path) {
  const slashed = path.replaceAll('\\', '/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}

export class Workbench {
  /**
   * @param {import('playwright-core').Page} page
   * @param {string} workspace its folder
   */
  constructor(page, workspace) {
    this.page = page;
    this.workspace = workspace;
  }

  /** Waits until the workbench has drawn itself. */
  async ready() {
    await this.page.waitForSelector('.monaco-workbench .part.statusbar', {
      timeout: OPEN_LIMIT_MS,
    });
  }

  /** A fresh start with the same profile; editors and runs are gone. */
  async reload() {
    await this.page.reload({ timeout: OPEN_LIMIT_MS });
    await this.ready();
  }

  /**
   * Runs a command from the palette with real keys.
   * @param {string} title as the palette shows it, such as `Loopscope: Run Scenario`
   * @throws {Error} if the palette does not offer it
   */
  async runCommand(title) {
    await this.#choose('F1', `>${title}`, title);
  }

  /**
   * The whole path finds the file even where the search program is not installed.
   * @param {string} name the path of a file, from the workspace folder
   */
  async openFile(name) {
    const label = name.slice(name.lastIndexOf('/') + 1);
    await this.#choose('Control+P', `${this.workspace}/${name}`, label);
    await this.#quickInput().waitFor({ state: 'hidden' });
  }

  #quickInput() {
    return this.page.locator('.quick-input-widget:visible input[type="text"]');
  }

  /** Whatever takes the focus, such as an editor that opens, closes the list: then once more. */
  async #choose(key, text, label) {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      await this.page.keyboard.press(key);
      if (await this.#pick(text, label)) return;
      if (await this.#quickInput().isVisible()) {
        await this.page.keyboard.press('Escape');
        throw new Error(`The list that opened for '${text}' does not offer '${label}'.`);
      }
    }
    throw new Error(`The list with '${label}' closed before it could be picked.`);
  }

  /**
   * Types into the quick input that is opening, and takes the first row with `label`.
   * @returns {Promise<boolean>} whether that was possible
   */
  async #pick(text, label) {
    const input = this.#quickInput();
    const rows = this.page.locator('.quick-input-widget .monaco-list-row:visible');
    const limit = { timeout: PICK_LIMIT_MS };
    try {
      await input.waitFor(limit);
      await input.fill(text, limit);
      await rows.filter({ hasText: label }).first().click(limit);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * @returns {Promise<import('playwright-core').Frame>} the visible webview of this extension: the
   * inner of its two nested frames, which holds the extension's own page
   * @throws {Error} if none shows up in time
   */
  async webview() {
    const deadline = Date.now() + ACTION_LIMIT_MS;
    while (Date.now() < deadline) {
      for (const frame of this.page.frames()) if (await isVisibleWebview(frame)) return frame;
      await this.page.waitForTimeout(100);
    }
    throw new Error(`No webview of the extension became visible in ${ACTION_LIMIT_MS / 1000} s.`);
  }

  /** @param {string} path of the PNG to write */
  async screenshot(path) {
    await mkdir(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
  }
}

/** A page that is still loading is `pending-frame`, and becomes `active-frame` when it is shown. */
async function isVisibleWebview(frame) {
  const outer = frame.parentFrame();
  if (!outer?.url().includes('extensionId=loopscope.')) return false;
  // A frame that VS Code replaces between two of these questions is not the one to return.
  try {
    const [inner, host] = [await frame.frameElement(), await outer.frameElement()];
    return (await inner.getAttribute('id')) === 'active-frame' && (await host.isVisible());
  } catch {
    return false;
  }
}
