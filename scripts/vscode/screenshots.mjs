// Writes pictures of the real VS Code into `screenshots/`: every view in three themes and two widths.
// Arguments pick views by name; a path of a scenario file adds it as one more view.
import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { withCleanup } from './cleanup.mjs';
import { installVsCode, repo } from './install.mjs';
import { openWindow } from './page.mjs';
import { startServer } from './server.mjs';
import { makeWorkspace } from './workspace.mjs';

const RUN = 'Loopscope: Run Scenario';

/**
 * @typedef {object} View
 * @property {string} name of the picture
 * @property {string} file of the workspace, opened first
 * @property {string[]} commands run from the palette, one after the other; a run is waited for
 * @property {string} [until] a selector of the workbench to wait for after them
 */

/** The status bar says how a run ended. */
const ENDED = '.statusbar-item:has-text("finished in"), .statusbar-item:has-text("stopped")';

/** @type {View[]} */
const views = [
  { name: 'overlap', file: 'overlap.py', commands: [RUN] },
  { name: 'blocking', file: 'blocking.py', commands: [RUN] },
  {
    name: 'problems',
    file: 'blocking.py',
    commands: [RUN, 'Problems: Focus on Problems View'],
    until: '.markers-panel .monaco-list-row',
  },
  {
    name: 'output',
    file: 'overlap.py',
    commands: [RUN, 'Loopscope: Show Output'],
  },
  {
    name: 'demos',
    file: 'overlap.py',
    commands: ['Loopscope: Open Demo'],
    until: '.quick-input-widget .monaco-list-row',
  },
];

/** Values of `workbench.colorTheme`, and the class by which the workbench shows that it is on. */
const themes = {
  dark: { id: 'Default Dark Modern', shown: '.monaco-workbench.vs-dark' },
  light: { id: 'Default Light Modern', shown: '.monaco-workbench.vs' },
  contrast: { id: 'Default High Contrast', shown: '.monaco-workbench.hc-black' },
};

const sizes = { wide: { width: 1600, height: 900 }, narrow: { width: 900, height: 900 } };

/** Long enough for layout and fonts after the last change; only pictures depend on it. */
const SETTLE_MS = 1_000;

/** @param {string[]} args names of views and paths of scenario files */
async function takeAll(args) {
  for (const theme of Object.keys(themes)) {
    await withCleanup((cleanup) => takeTheme(args, theme, cleanup));
  }
}

async function takeTheme(args, theme, cleanup) {
  const workspace = await makeWorkspace();
  cleanup.add(workspace.remove);
  const chosen = await choose(args, workspace.path);
  const server = await startServer(await installVsCode());
  cleanup.add(server.stop);
  const browser = await launchBrowser();
  cleanup.add(() => browser.close());
  const options = { port: server.port, workspace: workspace.path, extension: repo };
  const window = await openWindow(browser, options);
  await window.ready();
  // The newest VS Code takes no heed of the theme in the settings until they change.
  await server.changeSettings({ 'workbench.colorTheme': themes[theme].id });
  await window.page.locator(themes[theme].shown).waitFor();
  for (const view of chosen) await take(window, view, theme);
}

async function choose(args, workspace) {
  const files = args.filter((arg) => /\.(py|ts|js)$/.test(arg));
  for (const file of files) await cp(file, join(workspace, basename(file)));
  const extra = files.map((file) => ({
    name: basename(file).replace(/\.\w+$/, ''),
    file: basename(file),
    commands: [RUN],
  }));
  const named = views.filter((view) => args.length === 0 || args.includes(view.name));
  return [...named, ...extra];
}

/** A view that does not come about is reported, and its picture taken all the same: it shows why. */
async function take(window, view, theme) {
  const { page } = window;
  await page.setViewportSize(sizes.wide);
  await window.reload();
  try {
    await page.locator(themes[theme].shown).waitFor();
    await window.openFile(view.file);
    for (const command of view.commands) {
      await window.runCommand(command);
      if (command === RUN) await page.locator(ENDED).first().waitFor();
    }
    if (view.until) await page.locator(view.until).first().waitFor();
  } catch (error) {
    console.error(`${view.name}, ${theme}: ${error.message}`);
    process.exitCode = 1;
  }
  // Away from everything that would show a hover.
  await page.mouse.move(0, 0);
  for (const [size, pixels] of Object.entries(sizes)) {
    await page.setViewportSize(pixels);
    await page.waitForTimeout(SETTLE_MS);
    const path = join(repo, 'screenshots', `${view.name}-${theme}-${size}.png`);
    await window.screenshot(path);
    console.log(path);
  }
}

await takeAll(process.argv.slice(2));
