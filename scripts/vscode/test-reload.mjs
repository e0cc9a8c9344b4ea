// Checks in a real VS Code that the timeline of a finished run is there again after the window was
// reloaded, as the user left it, however soon after another reload. A suite inside the window could not
// outlive this.
import { launchBrowser } from './browser.mjs';
import { withCleanup } from './cleanup.mjs';
import { describeTimeline, overhearTimelines } from './describe.mjs';
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

const LIMIT_MS = 60_000;

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
    const window = await openWindow(browser, {
      ...{ port, workspace: workspace.path, extension: repo, onPage: overhearTimelines },
    });
    await window.ready();
    await window.openFile('overlap.py');
    await window.runCommand('Loopscope: Run Scenario');
    const atFirst = await drawn(window, hasEnded);
    await arrange(window);
    const before = await drawn(window, (now) => isArranged(now, atFirst));
    await window.page.waitForTimeout(KEPT_MS);
    const problems = [];
    for (const pause of PAUSES_MS) {
      await window.reload();
      await window.page.waitForTimeout(pause);
      await window.reload();
      try {
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

/** The scale of order, all arrows, the cursor at the fourth event, a lane selected, and the inspector as it is not by itself. */
async function arrange(window) {
  const frame = await window.webview();
  await frame.locator('canvas.canvas').click({ position: { x: 30, y: 8 } });
  for (const key of ['o', 'a', 'Control+Home', '.', '.', '.', 'ArrowDown', 'ArrowDown', 'i']) {
    await window.page.keyboard.press(key);
  }
}

function isArranged({ scale, arrows, cursor, lanes, inspector }, atFirst) {
  return (
    scale === 'order' &&
    arrows.length > 0 &&
    cursor?.event === 3 &&
    lanes.some(({ isSelected }) => isSelected) &&
    (inspector === undefined) !== (atFirst.inspector === undefined)
  );
}

function hasEnded({ lanes }) {
  return lanes.length > 1 && lanes.every(({ name, end }) => name === 'loop' || end);
}

/** What the user arranged in the page; where things stand depends on the rest of the window. */
function arrangement({ title, summary, scale, from, to, cursor, lanes, arrows, inspector }) {
  const shown = lanes.map(({ name, isSelected, end }) => ({ name, isSelected, end }));
  const hasInspector = inspector !== undefined;
  const arrowCount = arrows.length;
  return { title, summary, scale, from, to, cursor, shown, arrowCount, hasInspector };
}

/** What is drawn, once it is as wanted. */
async function drawn(window, isWanted) {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const description = await describeTimeline(window);
    if (description && isWanted(description)) return description;
    if (Date.now() > deadline) throw new Error(`It is ${told(description)}.`);
    await window.page.waitForTimeout(100);
  }
}

/** Waits until the page is arranged as it was. */
async function sameAs(before, window) {
  const wanted = told(before);
  await drawn(window, (now) => told(now) === wanted).catch((error) => {
    throw new Error(`${error.message} It was ${wanted}.`);
  });
}

function told(description) {
  return description ? JSON.stringify(arrangement(description)) : 'without a run';
}

// Who asks for some tests only does not mean this one.
if (!process.env['LOOPSCOPE_GREP'] && process.env['LOOPSCOPE_TRUST'] !== 'on') {
  const problems = await check();
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
