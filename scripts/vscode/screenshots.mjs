// Writes pictures of the real VS Code into `screenshots/`: the views of `views.mjs` in four themes.
// Arguments pick views and themes by name; a path of a scenario file adds it as one more view.
// `--readme` takes the two pictures of the README instead, into `docs/images/`.
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { withCleanup } from './cleanup.mjs';
import { installVsCode, repo } from './install.mjs';
import { openWindow } from './page.mjs';
import { startServer } from './server.mjs';
import { readme, viewOf, views } from './views.mjs';
import { makeWorkspace } from './workspace.mjs';

/** Values of `workbench.colorTheme`, and the class by which the workbench shows that it is on. */
const themes = {
  dark: { id: 'Default Dark Modern', shown: '.monaco-workbench.vs-dark' },
  light: { id: 'Default Light Modern', shown: '.monaco-workbench.vs' },
  contrast: { id: 'Default High Contrast', shown: '.monaco-workbench.hc-black' },
  'contrast-light': { id: 'Default High Contrast Light', shown: '.monaco-workbench.hc-light' },
};

const sizes = { wide: { width: 1600, height: 900 }, narrow: { width: 900, height: 900 } };

const readmeSize = { width: 1400, height: 960 };

/** Long enough for layout and fonts after the last change; only pictures depend on it. */
const SETTLE_MS = 1_000;

/** VS Code writes down which editors are open every five seconds. */
const KEPT_MS = 7_000;

/** @param {string[]} args names of views and themes, and paths of scenario files */
async function takeAll(args) {
  const files = args.filter((arg) => /\.(py|ts|js)$/.test(arg));
  const named = args.filter((arg) => views.some((view) => view.name === arg));
  const inThemes = Object.keys(themes).filter((theme) => args.includes(theme));
  const known = [...files, ...named, ...inThemes];
  const unknown = args.filter((arg) => !known.includes(arg));
  if (unknown.length > 0) return refuse(unknown);
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) return refuse(missing);
  const chosen = [
    ...views.filter(({ name }) => known.length === inThemes.length || named.includes(name)),
    ...files.map((file) => viewOf(basename(file))),
  ];
  const more = [...files, ...chosen.flatMap(({ demo }) => (demo ? [join(repo, demo)] : []))];
  for (const theme of inThemes.length > 0 ? inThemes : Object.keys(themes)) {
    const shown = chosen.filter((view) => !view.themes || view.themes.includes(theme));
    if (shown.length === 0) continue;
    await inWindow({ theme, files: more }, async (window, server) => {
      for (const view of shown) await take(window, server, view, theme);
    });
  }
}

/** @param {string[]} args that are neither views nor themes nor files that exist */
function refuse(args) {
  process.exitCode = 1;
  console.error(`There is no view, theme or file ${args.map((arg) => `'${arg}'`).join(', ')}.`);
  console.error(`Views: ${views.map(({ name }) => name).join(', ')}`);
  console.error(`Themes: ${Object.keys(themes).join(', ')}`);
  console.error('The path of a .py, .ts or .js file is a view of that file.');
}

/** Opens a window in a theme, with some files more in its workspace. */
async function inWindow({ theme, files, ...options }, body) {
  await withCleanup(async (cleanup) => {
    const workspace = await makeWorkspace();
    cleanup.add(workspace.remove);
    for (const file of files) await cp(file, join(workspace.path, basename(file)));
    const server = await startServer(await installVsCode());
    cleanup.add(server.stop);
    const browser = await launchBrowser();
    cleanup.add(() => browser.close());
    const { port } = server;
    const window = await openWindow(browser, {
      ...{ port, workspace: workspace.path, extension: repo, size: sizes.wide },
      ...options,
    });
    await window.ready();
    // The newest VS Code takes no heed of the theme in the settings until they change.
    await server.changeSettings(themeSetting(theme));
    await window.page.locator(themes[theme].shown).waitFor();
    await body(window, server);
  });
}

function themeSetting(theme) {
  return { 'workbench.colorTheme': themes[theme].id };
}

/** A view that does not come about is reported, and its picture taken all the same: it shows why. */
async function take(window, server, view, theme) {
  const { page } = window;
  try {
    await server.changeSettings({ ...themeSetting(theme), ...view.settings });
    await page.setViewportSize(sizes.wide);
    await window.reload();
    await page.locator(themes[theme].shown).waitFor();
    await lead(window, view);
    if (view.isReloaded) await reload(window, server, theme);
  } catch (error) {
    console.error(`${view.name}, ${theme}: ${error.message}`);
    process.exitCode = 1;
  }
  for (const size of view.sizes ?? Object.keys(sizes)) {
    await page.setViewportSize(sizes[size]);
    await page.waitForTimeout(SETTLE_MS);
    const path = join(repo, 'screenshots', `${view.name}-${theme}-${size}.png`);
    await window.screenshot(path);
    console.log(path);
  }
}

/** The pointer waits where it makes nothing hover; a view may then move it. */
async function lead(window, view) {
  await window.openFile(view.file);
  await window.page.mouse.move(0, 0);
  for (const step of view.steps) await step(window);
}

/** The timeline comes back with the window, without a new run. */
async function reload(window, server, theme) {
  const restoring = {
    'workbench.editor.restoreEditors': true,
    'window.restoreWindows': 'all',
    'files.hotExit': 'onExit',
  };
  await server.changeSettings({ ...themeSetting(theme), ...restoring });
  await window.page.waitForTimeout(KEPT_MS);
  await window.reload();
  const frame = await window.webview();
  await frame.locator('.summary', { hasText: 'finished at' }).waitFor();
}

async function takeReadme() {
  const files = [join(repo, 'media/demos', readme.file)];
  for (const theme of ['dark', 'light']) {
    const options = { theme, files, size: readmeSize };
    await inWindow(options, async (window) => {
      await lead(window, readme);
      await window.page.waitForTimeout(SETTLE_MS);
      await window.screenshot(join(repo, 'docs/images', `timeline-${theme}.png`));
    });
  }
}

const args = process.argv.slice(2);
await (args.includes('--readme') ? takeReadme() : takeAll(args));
