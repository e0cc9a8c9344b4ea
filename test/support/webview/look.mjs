// Screenshots of the timeline in a plain browser, for looking at: node look.mjs [OUT [WORDS]] (Node 22.17 or newer); only those whose names hold WORDS.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { launchBrowser } from '../../../scripts/vscode/browser.mjs';
import { repo } from '../../../scripts/vscode/install.mjs';
import { addressOf, writePages } from './page.mjs';

const out = resolve(process.argv[2] ?? join(repo, 'screenshots/webview'));

/** Trace, theme, width, height, and what to do before the picture is taken. */
const shots = [
  ['blocked', 'dark', 1060, 420],
  ['blocked', 'light', 1060, 420, hoverReady],
  ['blocked', 'contrast', 1060, 420, clickReady],
  ['blocked', 'dark', 300, 500],
  ['blocked', 'dark', 620, 510],
  ['many', 'dark', 620, 510],
  ['many', 'light', 480, 700],
  ['endings', 'dark', 300, 420],
  ['threads', 'light', 480, 600],
  ['blocked', 'light', 360, 500, more],
  ['blocked', 'contrast', 480, 420, more],
  ['blocked', 'dark', 2000, 420, keys],
  ['endings', 'dark', 900, 480],
  ['endings', 'light', 420, 480],
  ['idle', 'light', 800, 420],
  ['many', 'dark', 1000, 600],
  ['steps', 'light', 1000, 600],
  ['output', 'dark', 1000, 400],
  ['plain', 'dark', 700, 300],
  ['instant', 'dark', 700, 400],
  ['timeouts', 'dark', 800, 300],
  ['server', 'dark', 800, 400, hoverOwn],
  ['server', 'contrast', 480, 600],
  ['timeouts', 'light', 800, 300, hoverLimit],
  ['timeouts', 'contrast', 480, 300],
  ['instant', 'light', 700, 400, order],
  ['live', 'light', 700, 360],
  ['asking', 'dark', 900, 460],
  ['asking', 'contrast', 320, 560],
  ['threads', 'dark', 1000, 460],
  ['threads', 'contrast', 320, 500],
  ['blocked', 'dark', 900, 640, help],
  ['blocked', 'contrast', 310, 600, help],
  ['blocked', 'light', 800, 400, mark],
  ['many', 'light', 1400, 700, zoomed],
  ['many', 'contrast', 1000, 700, zoomed],
  ['many', 'dark', 320, 600, zoomed],
  ['many', 'dark', 1000, 600, find],
  ['many', 'contrast', 320, 600, find],
  ['many', 'light', 700, 500, findNothing],
  ['many', 'dark', 1000, 600, collapse],
  ['many', 'light', 320, 600, collapse],
  ['endings', 'contrast', 900, 480, collapse],
  ['many', 'dark', 3840, 1600, collapse],
  ['', 'dark', 500, 400],
  ['blocked', 'dark', 1060, 420, order],
  ['blocked', 'light', 300, 500, order],
  ['endings', 'contrast', 1060, 520, order],
  ['idle', 'light', 2500, 420, order],
  ['thirty', 'dark', 1060, 700, order],
  ['many', 'light', 1060, 600, order],
  ['blocked', 'dark', 1060, 760, arrows],
  ['endings', 'light', 1060, 860, arrows],
  ['endings', 'contrast', 1060, 860, arrows],
  ['endings', 'dark', 1060, 860, arrowsInOrder],
  ['blocked', 'light', 300, 800, arrowsInOrder],
  ['thirty', 'dark', 1060, 1000, arrowsInOrder],
  ['many', 'light', 2500, 900, arrowsInOrder],
  ['blocked', 'light', 1060, 760, arrowsOfSelection],
  ['primitives', 'dark', 1060, 560, primitives],
  ['primitives', 'light', 1060, 560, primitives],
  ['primitives', 'contrast', 420, 620, primitives],
  ['primitives', 'dark', 1060, 560, selectPrimitive],
  ['deadlock', 'dark', 1060, 420, primitives],
  ['deadlock', 'light', 430, 520, primitives],
  ['deadlock', 'contrast', 700, 420, order],
  ['deadlock', 'light', 300, 420],
  ['cells', 'dark', 1060, 560],
  ['cells', 'light', 1060, 560, hoverCell],
  ['cells', 'contrast', 320, 560],
  ['cells', 'light', 1060, 560, order],
];

async function hoverReady(page) {
  await page.mouse.move(...(await middleOf(page, 'func1', 'ready')));
}

async function hoverOwn(page) {
  const drawn = await page.evaluate(() => window.describeTimeline());
  const { head } = drawn.lanes.find(({ name }) => name.startsWith('_accept'));
  await page.mouse.move(head.x + 40, head.y + 10);
}

async function hoverLimit(page) {
  const drawn = await page.evaluate(() => window.describeTimeline());
  const span = drawn.lanes[1].spans.find(({ from, to }) => from === 1 && to === 3);
  await page.mouse.move(span.x + span.width, span.y + span.height + 3);
}

async function clickReady(page) {
  await page.mouse.click(...(await middleOf(page, 'func1', 'ready')));
  await page.mouse.move(5, 5);
}

async function more(page) {
  await page.getByRole('button', { name: 'More' }).click();
}

async function keys(page) {
  await page.locator('canvas.canvas').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', '+', '+']) {
    await page.keyboard.press(key);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

async function help(page) {
  await page.locator('canvas.canvas').focus();
  await page.keyboard.press('?');
}

async function order(page) {
  await page.locator('canvas.canvas').focus();
  await page.keyboard.press('o');
}

async function arrows(page) {
  await page.locator('canvas.canvas').focus();
  await page.keyboard.press('a');
}

async function arrowsInOrder(page) {
  await order(page);
  await page.keyboard.press('a');
}

/** The last step of the first task. */
async function arrowsOfSelection(page) {
  await page.locator('canvas.canvas').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'End', 'ArrowRight', 'ArrowRight'])
    await page.keyboard.press(key);
}

async function primitives(page) {
  await page.locator('canvas.canvas').focus();
  await page.keyboard.press('p');
}

async function selectPrimitive(page) {
  await primitives(page);
  for (const key of ['ArrowUp', ...Array(6).fill('ArrowDown'), 'ArrowRight', 'ArrowRight']) {
    await page.keyboard.press(key);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** The strip with the names of cells, below the axis. */
async function hoverCell(page) {
  const box = await page.locator('canvas.canvas').boundingBox();
  await page.mouse.move(box.x + 700, box.y + 38);
}

async function zoomed(page) {
  await page.locator('canvas.canvas').focus();
  for (let presses = 0; presses < 4; presses++) await page.keyboard.press('+');
}

async function find(page) {
  await page.locator('canvas.canvas').focus();
  await page.keyboard.press('/');
  await page.keyboard.type('worker-7');
}

async function findNothing(page) {
  await page.locator('canvas.canvas').focus();
  await page.keyboard.press('/');
  await page.keyboard.type('nobody');
}

/** Collapses all but the outermost lane. */
async function collapse(page) {
  await page.locator('canvas.canvas').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'Shift+C', 'ArrowRight', 'ArrowDown']) {
    await page.keyboard.press(key);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** Marks a stretch of time by dragging on the axis, with the cursor in the middle of it. */
async function mark(page) {
  const { x, y } = await page.locator('canvas.canvas').boundingBox();
  await page.mouse.move(x + 400, y + 12);
  await page.mouse.down();
  await page.mouse.move(x + 600, y + 12, { steps: 4 });
  await page.mouse.up();
  await page.mouse.click(x + 500, y + 12);
}

async function middleOf(page, name, state) {
  const drawn = await page.evaluate(() => window.describeTimeline());
  const lane = drawn.lanes.find((candidate) => candidate.name === name);
  const span = lane.spans.find((candidate) => candidate.state === state);
  return [span.x + span.width / 2, span.y + span.height / 2];
}

function nameOf([trace, theme, width, , act]) {
  return [trace || 'empty', theme, width, ...(act ? [act.name] : [])].join('-');
}

async function shoot(browser, [trace, theme, width, height, act]) {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 1.5 });
  page.on('pageerror', (error) => console.error(`${trace}: ${error.stack}`));
  await page.goto(addressOf(out, theme, trace));
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await act?.(page);
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await page.screenshot({ path: join(out, `${nameOf([trace, theme, width, height, act])}.png`) });
  const errors = await page.evaluate(() =>
    window.sent.filter((message) => message.type === 'timeline/error'),
  );
  for (const error of errors) console.error(`${trace}: ${error.message}`);
  await page.close();
}

await mkdir(out, { recursive: true });
await writePages(out);
const browser = await launchBrowser();
try {
  const wanted = process.argv[3];
  for (const shot of shots)
    if (!wanted || nameOf(shot).includes(wanted)) await shoot(browser, shot);
} finally {
  await browser.close();
}
