// Checks in a real VS Code that the timeline of a finished run is there again after the window was
// reloaded, as the user left it, however soon after another reload. A suite inside the window could not
// outlive this.
import { launchBrowser } from './browser.mjs';
import { withCleanup } from './cleanup.mjs';
import { installVsCode, repo } from './install.mjs';
import { openWindow } from './page.mjs';
import { startServer } from './server.mjs';
import { makeWorkspace } from './workspace.mjs';

/**
 * Real milliseconds between two reloads. At some of them VS Code still ends the extension host from before
 * the first, and gives the next one another folder for the storage of the workspace.
 */
const PAUSES_MS = [300, 1_000, 1_600];

/** VS Code writes down which editors are open every five seconds. */
const KEPT_MS = 7_000;

const SAME_LIMIT_MS = 10_000;

const restoring = {
  'workbench.editor.restoreEditors': true,
  'window.restoreWindows': 'all',
  'files.hotExit': 'onExit',
};

/** @returns {Promise<string[]>} what went wrong, in sentences */
function check() {
  return withCleanup(async (cleanup) => {
    const workspace = await makeWorkspace();
    cleanup.add(workspace.remove);
    const server = await startServer(await installVsCode(), { settings: restoring });
    cleanup.add(server.stop);
    const browser = await launchBrowser();
    cleanup.add(() => browser.close());
    const { port } = server;
    const options = { port, workspace: workspace.path, extension: repo };
    const window = await openWindow(browser, options);
    await window.ready();
    await window.openFile('overlap.py');
    await window.runCommand('Loopscope: Run Scenario');
    await finished(window);
    await arrange(window);
    const before = await arrangement(window);
    await window.page.waitForTimeout(KEPT_MS);
    const problems = [];
    for (const pause of PAUSES_MS) {
      await window.reload();
      await window.page.waitForTimeout(pause);
      await window.reload();
      try {
        await finished(window);
        await sameAs(before, window);
        console.log(`The timeline is back after two reloads, ${pause} ms apart.`);
      } catch (error) {
        await window.screenshot(`${repo}/screenshots/failed/reload-${pause}.png`);
        problems.push(`After two reloads, ${pause} ms apart: ${error.message}`);
      }
    }
    return problems;
  });
}

/** Waits until the page shows how the run ended. */
async function finished(window) {
  const frame = await window.webview();
  await frame.locator('.summary', { hasText: 'finished at' }).waitFor();
}

/** The scale of order, all arrows, the cursor at the fourth event, a lane selected, and the inspector as it is not by itself. */
async function arrange(window) {
  const frame = await window.webview();
  await frame.locator('canvas.canvas').click({ position: { x: 30, y: 8 } });
  for (const key of ['o', 'a', 'Control+Home', '.', '.', '.', 'ArrowDown', 'ArrowDown', 'i']) {
    await window.page.keyboard.press(key);
  }
  const isThere = { state: 'attached' };
  await frame.locator('.inspector-place', { hasText: /\b4 of / }).waitFor(isThere);
  await frame.locator('[aria-pressed="true"]', { hasText: 'Order' }).waitFor(isThere);
  await frame.locator('.task-table [aria-current]').waitFor(isThere);
}

/** What can be read of how the page is arranged. */
async function arrangement(window) {
  const frame = await window.webview();
  return frame.evaluate(() => ({
    pressed: [...document.querySelectorAll('[aria-pressed="true"]')].map(
      (button) => button.textContent || button.title,
    ),
    cursor: document.querySelector('.inspector-place')?.textContent,
    selected: document.querySelector('.task-table [aria-current]')?.textContent,
    hasInspector: document.querySelector('.inspector-body')?.checkVisibility(),
  }));
}

/** Waits until the page is arranged as it was. */
async function sameAs(before, window) {
  const deadline = Date.now() + SAME_LIMIT_MS;
  const wanted = JSON.stringify(before);
  for (;;) {
    const now = JSON.stringify(await arrangement(window));
    if (now === wanted) return;
    if (Date.now() > deadline) throw new Error(`It was ${wanted}, and is ${now}.`);
    await window.page.waitForTimeout(100);
  }
}

// Who asks for some tests only does not mean this one.
if (!process.env['LOOPSCOPE_GREP'] && process.env['LOOPSCOPE_TRUST'] !== 'on') {
  const problems = await check();
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
