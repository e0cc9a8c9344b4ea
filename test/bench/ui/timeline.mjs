// Measures the timeline: the bundle that users get, on a page as VS Code makes it.
import { fileURLToPath } from 'node:url';
import { drag, framesDuring, memory, turnWheel } from './measure.mjs';

const WATCH = fileURLToPath(new URL('../../../dist/bench/watch.js', import.meta.url));
const JUMPS = 200;
/** Enough for what the page reads ahead between frames, to answer questions about moments and reasons. */
const READ_AHEAD_MS = 6000;

/**
 * @param {import('playwright-core').Browser} browser
 * @param {{ port: number, viewport: { width: number, height: number }, size: string }} options
 */
export async function measureTimeline(browser, { port, viewport, size }) {
  const page = await browser.newPage({ viewport });
  try {
    page.on('pageerror', (error) => console.error(error.stack));
    await page.addInitScript({ path: WATCH });
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.evaluate((url) => window.feeder.load(url), `http://localhost:${port}/timeline`);
    const frame = page.frames()[1];
    const session = await page.context().newCDPSession(frame);
    await session.send('HeapProfiler.enable');
    const empty = await memory(session);
    const run = await page.evaluate((name) => window.feeder.record(name), size);
    const open = await page.evaluate(() => window.feeder.open());
    const full = await memory(session);
    await page.waitForTimeout(READ_AHEAD_MS);
    const ahead = await memory(session);
    const frames = await moves(page, frame, viewport);
    const jumps = await jumpAbout(page, run.events);
    const bytes = {
      ...{ heap: full.heap - empty.heap, arrays: full.arrays - empty.arrays },
      ahead: ahead.heap + ahead.arrays - empty.heap - empty.arrays,
    };
    return { ...run, open, ...bytes, frames, jumps };
  } finally {
    await page.close();
  }
}

/** Frames while the user moves about: over the whole run, and within a part of it. */
async function moves(page, frame, { width, height }) {
  const lanes = { x: width * 0.6, y: height * 0.6 };
  const names = { x: 60, y: height * 0.6 };
  const zoom = await framesDuring(frame, () =>
    turnWheel(page, { ...lanes, delta: -120, turns: 40 }),
  );
  await page.keyboard.press('0');
  const scroll = await framesDuring(frame, () =>
    turnWheel(page, { ...names, delta: 400, turns: 60 }),
  );
  await page.mouse.move(lanes.x, lanes.y);
  for (let turn = 0; turn < 6; turn++) await page.mouse.wheel(0, -120);
  const pan = await framesDuring(frame, () => drag(page, { ...lanes, reach: 300 }));
  return { zoom, pan, scroll };
}

async function jumpAbout(page, events) {
  const times = [];
  for (let jump = 0; jump < JUMPS; jump++) {
    // Spread over the run, without an order.
    const event = Math.floor((((jump * 127) % JUMPS) / JUMPS) * events);
    times.push(await page.evaluate((at) => window.feeder.jump(at), event));
  }
  times.sort((one, other) => one - other);
  return { median: times[JUMPS / 2], worst: times.at(-1) };
}
