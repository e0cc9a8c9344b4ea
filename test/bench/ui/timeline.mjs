// Measures the timeline: the bundle that users get, on a page as VS Code makes it.
import { drag, framesDuring, memory, turnWheel } from './measure.mjs';

const JUMPS = 200;

/**
 * @param {import('playwright-core').Browser} browser
 * @param {{ port: number, viewport: { width: number, height: number }, size: string, watch: string, report: (name: string, data: unknown) => void }} options
 */
export async function measureTimeline(browser, { port, viewport, size, watch, profile }) {
  const page = await browser.newPage({ viewport });
  try {
    page.on('pageerror', (error) => console.error(error.stack));
    await page.addInitScript({ path: watch });
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.evaluate((url) => window.feeder.load(url), `http://localhost:${port}/timeline`);
    const frame = page.frames()[1];
    const session = await page.context().newCDPSession(frame);
    await session.send('HeapProfiler.enable');
    const empty = await memory(session);
    const run = await page.evaluate((name) => window.feeder.record(name), size);
    const open = await profile('open', session, () => page.evaluate(() => window.feeder.open()));
    const full = await memory(session);
    const frames = await moves(page, frame, viewport, (name, act) => profile(name, session, act));
    const jumps = await profile('jump', session, () => jumpAbout(page, run.events));
    const bytes = { heap: full.heap - empty.heap, arrays: full.arrays - empty.arrays };
    return { ...run, open, ...bytes, frames, jumps };
  } finally {
    await page.close();
  }
}

/** Frames while the user moves about: over the whole run, and within a part of it. */
async function moves(page, frame, { width, height }, profile) {
  const lanes = { x: width * 0.6, y: height * 0.6 };
  const names = { x: 60, y: height * 0.6 };
  const measure = (name, act) => profile(name, () => framesDuring(frame, act));
  const zoom = await measure('zoom', () => turnWheel(page, { ...lanes, delta: -120, turns: 40 }));
  await page.keyboard.press('0');
  const scroll = await measure('scroll', () =>
    turnWheel(page, { ...names, delta: 400, turns: 60 }),
  );
  const panWhole = await measure('pan-whole', () => drag(page, { ...lanes, reach: 300 }));
  for (let turn = 0; turn < 6; turn++) await page.mouse.wheel(0, -120);
  const pan = await measure('pan', () => drag(page, { ...lanes, reach: 300 }));
  return { zoom, scroll, 'drag the lanes': panWhole, pan };
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
