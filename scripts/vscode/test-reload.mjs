// Checks in a real VS Code that the timeline of a finished run is there again after the window was
// reloaded, however soon after another reload. A suite inside the window could not outlive this.
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
    await window.page.waitForTimeout(KEPT_MS);
    const problems = [];
    for (const pause of PAUSES_MS) {
      await window.reload();
      await window.page.waitForTimeout(pause);
      await window.reload();
      try {
        await finished(window);
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

// Who asks for some tests only does not mean this one.
if (!process.env['LOOPSCOPE_GREP'] && process.env['LOOPSCOPE_TRUST'] !== 'on') {
  const problems = await check();
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
