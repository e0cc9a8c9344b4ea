// What `npm run screenshots` takes pictures of: each view leads a fresh window to a state worth seeing.

/** @typedef {import('./page.mjs').Workbench} Workbench */

/**
 * @typedef {object} View
 * @property {string} name of the picture
 * @property {string} file of the workspace, opened first
 * @property {string} [demo] the path of that file in the repository, if the workspace does not have it
 * @property {((window: Workbench) => Promise<void>)[]} steps what a user does then
 * @property {string[]} [themes] keys of `themes`; all by default
 * @property {string[]} [sizes] keys of `sizes`; all by default
 * @property {object} [settings] user settings while the view is shown
 * @property {boolean} [isReloaded] whether the window is reloaded then, with its editors
 */

/** The status bar says how a run ended. */
const ENDED = /finished in|failed after|stopped after|stopped by|stalled after|crashed after/;
const DARK = { themes: ['dark'], sizes: ['wide'] };

const command = (title) => async (window) => {
  await window.runCommand(title);
  // Where nothing shows a hover.
  await window.page.mouse.move(0, 0);
};
/** Presses a key on the lanes. */
const press = (key) => async (window) => {
  const frame = await window.webview();
  await frame.locator('canvas.canvas').press(key);
};
const shown = (selector) => (window) => window.page.locator(selector).first().waitFor();
const statusShows = (text) => (window) =>
  window.page.locator('.statusbar-item', { hasText: text }).first().waitFor();

const start = command('Loopscope: Run Scenario');
const run = [start, statusShows(ENDED)];
const openTasks = command('View: Show Loopscope');

/** Related information is folded until its warning is opened. */
async function openProblems(window) {
  await window.runCommand('Problems: Focus on Problems View');
  const rows = window.page.locator('.markers-panel .monaco-list-row');
  await rows.nth(1).click();
  await window.page.keyboard.press('ArrowRight');
  await rows.nth(2).waitFor();
}

/** In the first lane below the loop's and main's, where the demos of blocking are ready. */
async function hoverTimeline(window) {
  const frame = await window.webview();
  const canvas = frame.locator('canvas.canvas');
  await canvas.waitFor();
  const { width } = await canvas.boundingBox();
  await canvas.hover({ position: { x: width * 0.75, y: 135 } });
  await frame.locator('.card').waitFor();
}

/** While the loop is held: the editor shows who stands where. */
async function clickTimeline(window) {
  const frame = await window.webview();
  const canvas = frame.locator('canvas.canvas');
  await canvas.waitFor();
  const { width } = await canvas.boundingBox();
  await canvas.click({ position: { x: width * 0.75, y: 135 } });
  await shown('[class*="ced-"] >> visible=true')(window);
  await window.page.mouse.move(0, 0);
}

/** Without the terminal there is room for the inspector; the third lane from above is selected. */
async function inspectTimeline(window) {
  // A run may end before its terminal is there, and that brings the panel back.
  await shown('.part.panel :text("Loopscope")')(window);
  await window.runCommand('View: Toggle Panel Visibility');
  await window.page.locator('.part.panel').waitFor({ state: 'hidden' });
  const frame = await window.webview();
  await frame.locator('.inspector-body').waitFor();
  const canvas = frame.locator('canvas.canvas');
  await canvas.waitFor();
  const { width } = await canvas.boundingBox();
  await canvas.click({ position: { x: width * 0.6, y: 12 } });
  for (let lane = 1; lane <= 3; lane++) await window.page.keyboard.press('ArrowDown');
  await frame.locator('.inspector-section[data-section="task"]').waitFor();
}

/** In the middle of the editor: the line in which the cook stares at the toaster. */
async function toBlockingLine({ page }) {
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('Control+G');
  await page.keyboard.type('23');
  await page.keyboard.press('Enter');
}

/** @type {View[]} */
export const views = [
  { name: 'overlap', file: 'overlap.py', steps: run },
  { name: 'blocking', file: 'blocking.py', steps: run },
  { name: 'endings', file: 'endings.py', steps: run },
  { name: 'stalled', file: 'stalled.py', steps: [...run, openTasks], sizes: ['wide'] },
  { name: 'problems', file: 'blocking.py', steps: [...run, openProblems], sizes: ['wide'] },
  { name: 'tasks', file: 'endings.py', steps: [...run, openTasks], sizes: ['wide'] },
  { name: 'welcome', file: 'overlap.py', steps: [openTasks], ...DARK },
  { name: 'empty', file: 'overlap.py', steps: [command('Loopscope: Open Timeline')] },
  { name: 'cursor', file: 'blocking.py', steps: [...run, clickTimeline], sizes: ['wide'] },
  { name: 'inspector', file: 'blocking.py', steps: [...run, inspectTimeline], sizes: ['wide'] },
  { name: 'order', file: 'blocking.py', steps: [...run, press('o')], sizes: ['wide'] },
  { name: 'arrows', file: 'endings.py', steps: [...run, press('a')], sizes: ['wide'] },
  {
    name: 'locks',
    file: 'knife_and_board.py',
    demo: 'media/demos/knife_and_board.py',
    steps: [...run, press('p')],
    sizes: ['wide'],
  },
  { name: 'cells', file: 'cells.py', steps: run, sizes: ['wide'] },
  {
    name: 'asking',
    file: 'asking.py',
    steps: [start, statusShows('waits for input'), openTasks],
    ...DARK,
  },
  { name: 'hover', file: 'blocking.py', steps: [...run, hoverTimeline], sizes: ['wide'] },
  {
    name: 'output',
    file: 'overlap.py',
    steps: [...run, command('Loopscope: Show Output')],
    ...DARK,
  },
  { name: 'thirty', file: 'thirty.py', steps: run, themes: ['dark'] },
  { name: 'three_hundred', file: 'three_hundred.py', steps: [...run, openTasks], ...DARK },
  { name: 'names', file: 'names.py', steps: [...run, openTasks], themes: ['dark'] },
  { name: 'limit', file: 'endless.py', steps: run, ...DARK },
  {
    name: 'cut',
    file: 'thirty.py',
    steps: run,
    ...DARK,
    settings: { 'loopscope.limits.events': 120 },
  },
  { name: 'reloaded', file: 'overlap.py', steps: run, ...DARK, isReloaded: true },
  { name: 'no_loop', file: 'no_loop.py', steps: run, ...DARK },
  { name: 'syntax_error', file: 'syntax_error.py', steps: run, ...DARK },
  {
    name: 'demos',
    file: 'overlap.py',
    steps: [command('Loopscope: Open Demo'), shown('.quick-input-widget .monaco-list-row')],
    ...DARK,
  },
  {
    name: 'demo_languages',
    file: 'overlap.py',
    steps: [
      command('Loopscope: Open Demo'),
      shown('.quick-input-widget .monaco-list-row:has-text("Tea and toast")'),
      (window) => window.page.keyboard.press('Enter'),
      shown('.quick-input-widget .monaco-list-row:has-text("tea_and_toast.ts")'),
    ],
    ...DARK,
  },
  {
    name: 'running',
    file: 'frozen.py',
    steps: [
      start,
      statusShows('running'),
      shown('.notification-list-item, .statusbar-item .codicon-sync'),
    ],
    ...DARK,
  },
];

/** A view for a scenario file that was named on the command line. */
export function viewOf(file) {
  return { name: file.replace(/\.\w+$/, ''), file, steps: run };
}

/** The pictures of the README. */
export const readme = {
  file: 'staring_cook.py',
  steps: [...run, command('View: Toggle Primary Side Bar Visibility'), toBlockingLine],
};
