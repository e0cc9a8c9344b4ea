// Measurements of any page: frames while somebody moves, and memory.

/** @typedef {import('playwright-core').Frame} Frame */
/** @typedef {import('playwright-core').Page} Page */

/** Real milliseconds between two events of a hand, and of one movement. */
const EVENT_MS = 8;
const MOVEMENT_MS = 4000;

/**
 * Milliseconds between the frames that the page shows while `act` goes on.
 * @param {Frame} frame
 * @param {() => Promise<void>} act
 */
export async function framesDuring(frame, act) {
  await frame.evaluate(() => {
    const times = [];
    const tick = (time) => {
      times.push(time);
      window.benchFrame = requestAnimationFrame(tick);
    };
    window.benchTimes = times;
    window.benchFrame = requestAnimationFrame(tick);
  });
  await act();
  const times = await frame.evaluate(() => {
    cancelAnimationFrame(window.benchFrame);
    return window.benchTimes;
  });
  const lengths = times.slice(1).map((time, index) => time - times[index]);
  lengths.sort((one, other) => one - other);
  const at = (share) => lengths[Math.min(lengths.length - 1, Math.floor(lengths.length * share))];
  return { count: lengths.length, median: at(0.5), most: at(0.99), worst: lengths.at(-1) };
}

/**
 * Drags to and fro with the mouse.
 * @param {Page} page
 * @param {{ x: number, y: number, reach: number }} where
 */
export async function drag(page, { x, y, reach }) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await during(async (turn) => {
    await page.mouse.move(x + Math.sin(turn / 40) * reach, y + Math.sin(turn / 90) * reach * 0.2);
  });
  await page.mouse.up();
}

/**
 * Turns the wheel to and fro.
 * @param {Page} page
 * @param {{ x: number, y: number, delta: number, turns: number, key?: string }} where
 */
export async function turnWheel(page, { x, y, delta, turns, key }) {
  await page.mouse.move(x, y);
  if (key) await page.keyboard.down(key);
  await during((turn) => page.mouse.wheel(0, Math.floor(turn / turns) % 2 === 0 ? delta : -delta));
  if (key) await page.keyboard.up(key);
}

async function during(act) {
  const end = performance.now() + MOVEMENT_MS;
  for (let turn = 0; performance.now() < end; turn++) {
    await act(turn);
    await new Promise((resolve) => setTimeout(resolve, EVENT_MS));
  }
}

/**
 * Bytes that the page holds once all that is not needed has been thrown away.
 * @param {import('playwright-core').CDPSession} session
 */
export async function memory(session) {
  for (let times = 0; times < 2; times++) await session.send('HeapProfiler.collectGarbage');
  const usage = await session.send('Runtime.getHeapUsage');
  return { heap: usage.usedSize, arrays: usage.backingStorageSize ?? 0 };
}
