// Measures speedscope with the same run, as a Chrome trace, and the same movements.
import { drag, framesDuring, memory, turnWheel } from './measure.mjs';

const LIMIT_MS = 120_000;

/**
 * @param {import('playwright-core').Browser} browser
 * @param {{ port: number, viewport: { width: number, height: number }, file: string }} options
 */
export async function measureSpeedscope(browser, { port, viewport, file }) {
  const page = await browser.newPage({ viewport });
  try {
    // It reports each slice that it cannot place, which would be most of what is measured.
    await page.addInitScript(() => {
      console.warn = () => {};
      console.log = () => {};
    });
    await page.goto(`http://localhost:${port}/speedscope/index.html`);
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.enable');
    await page.locator('input[type=file]').waitFor({ state: 'attached' });
    const empty = await memory(session);
    const open = await opened(page, file);
    if (open === undefined) return undefined;
    const full = await memory(session);
    const frames = await moves(page, viewport);
    const bytes = { heap: full.heap - empty.heap, arrays: full.arrays - empty.arrays };
    return { open, ...bytes, frames };
  } finally {
    await page.close();
  }
}

/** Milliseconds from the choice of the file to the frame that shows it; undefined if it gave up. */
async function opened(page, file) {
  await page.evaluate(() => {
    const input = document.querySelector('input[type=file]');
    window.benchOpened = new Promise((resolve) => {
      input.addEventListener('change', () => {
        const begun = performance.now();
        const look = () => {
          const hasFailed = document.body.textContent.includes('Something went wrong');
          const isShown = document.title.includes('.json') && document.querySelector('canvas');
          if (hasFailed) resolve(undefined);
          else if (isShown) requestAnimationFrame(() => resolve(performance.now() - begun));
          else requestAnimationFrame(look);
        };
        look();
      });
    });
  });
  await page.setInputFiles('input[type=file]', file, { timeout: LIMIT_MS });
  const tooLate = new Promise((resolve) => setTimeout(resolve, LIMIT_MS, undefined).unref());
  return Promise.race([page.evaluate(() => window.benchOpened), tooLate]);
}

/** Its wheel moves and zooms with Ctrl; it shows one lane at a time, so there are none to scroll. */
async function moves(page, { width, height }) {
  const lane = { x: width * 0.6, y: height * 0.6 };
  const frame = page.mainFrame();
  const zoom = await framesDuring(frame, () =>
    turnWheel(page, { ...lane, delta: -120, turns: 40, key: 'Control' }),
  );
  await page.keyboard.press('0');
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 6; turn++) await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  const pan = await framesDuring(frame, () => drag(page, { ...lane, reach: 300 }));
  return { zoom, pan };
}
