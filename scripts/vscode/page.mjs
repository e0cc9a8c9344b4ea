// One VS Code window: opens it, and does in it what a user's hands would do.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

// They only end what hangs: a machine may be busy with something else.
const ACTION_LIMIT_MS = 60_000;
const PICK_LIMIT_MS = 10_000;
const MAX_ATTEMPTS = 4;
const OPEN_LIMIT_MS = 120_000;

/**
 * @typedef {object} WindowOptions
 * @property {number} port of the server
 * @property {string} workspace the folder to open
 * @property {string} extension the folder of the extension under development
 * @property {string} [tests] a module with `run()`; without it the window is an ordinary one
 * @property {{ width: number, height: number }} [size] in CSS pixels
 * @property {number} [scale] pixels of a picture for each CSS pixel, 1 by default
 * @property {(type: string, args: unknown[]) => void} [onLog] lines of the workbench, and what the
 * extension host prints with `console`
 * @property {(page: import('playwright-core').Page) => Promise<void>} [onPage] prepares the page before VS
 * Code opens in it
 * @property {() => void} [onExit] `run()` has settled, or the extension host is gone
 */

/**
 * @param {import('playwright-core').Browser} browser
 * @param {WindowOptions} options
 * @returns {Promise<Workbench>}
 */
export async function openWindow(browser, options) {
  const viewport = options.size ?? { width: 1600, height: 900 };
  const page = await browser.newPage({ viewport, deviceScaleFactor: options.scale ?? 1 });
  page.setDefaultTimeout(ACTION_LIMIT_MS);
  // A person is asked, or need not be.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.exposeFunction('codeAutomationLog', (type, args) => options.onLog?.(type, args));
  await page.exposeFunction('codeAutomationExit', () => options.onExit?.());
  await page.route(
    ({ pathname }) => pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const body = underDevelopment(await response.text(), options);
      await route.fulfill({ response, body });
    },
  );
  await options.onPage?.(page);
  const folder = encodeURIComponent(urlPath(options.workspace));
  await page.goto(`http://127.0.0.1:${options.port}/?folder=${folder}`, { timeout: OPEN_LIMIT_MS });
  return new Workbench(page, options.workspace);
}

/**
 * Adds the extension and its tests to the configuration that the server gives the window. (The query
 * parameter `payload` could name them too, but newer servers take it only with a flag that turns
 * notifications off.)
 */
function underDevelopment(html, { port, extension, tests }) {
  const pattern = /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/;
  if (!pattern.test(html)) throw new Error('The page of VS Code has no configuration to add to.');
  const authority = `127.0.0.1:${port}`;
  const remote = (path) => ({ scheme: 'vscode-remote', authority, path: urlPath(path) });
  return html.replace(pattern, (_, start, escaped) => {
    const settings = JSON.parse(escaped.replaceAll('&quot;', '"'));
    settings.developmentOptions = {
      ...settings.developmentOptions,
      extensions: [remote(extension)],
      ...(tests && { extensionTestsPath: remote(tests) }),
    };
    return `${start}${JSON.stringify(settings).replaceAll('"', '&quot;')}"`;
  });
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

  /**
   * Whatever takes the focus, such as an editor that opens, closes the list: then once more. Nor does it
   * offer the commands of an extension that VS Code does not know yet.
   */
  async #choose(key, text, label) {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      await this.page.keyboard.press(key);
      if (await this.#pick(text, label)) return;
      if (await this.#quickInput().isVisible()) await this.page.keyboard.press('Escape');
    }
    throw new Error(
      `The list that opens for '${text}' does not offer '${label}', or closes too soon.`,
    );
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
