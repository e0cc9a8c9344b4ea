// Keys on the page of the timeline, in a browser.
import { deepStrictEqual } from 'node:assert/strict';
import { hasPackagedBrowser } from '../../scripts/vscode/browser.mjs';
import { ViewCamera } from '../support/webview/view-pictures.mjs';

/** Of each test, on a machine that has much else to do. */
const LIMIT_MS = 120_000;

describe('keys on the page of the timeline', function () {
  this.timeout(LIMIT_MS);
  /** @type {ViewCamera | undefined} */
  let camera;

  before(async function () {
    try {
      camera = await ViewCamera.open();
    } catch (error) {
      // Where it must run, not running is a fault.
      if (hasPackagedBrowser && 'CI' in process.env) throw error;
      this.skip();
    }
  });

  after(() => camera?.close());

  it('mean the same before the first click and after a click on a button', () =>
    camera.withRun('blocked', async (page) => {
      const seen = [];
      const press = async (key) => {
        await page.keyboard.press(key);
        const { cursor, scale } = await page.evaluate(() => window.describeTimeline());
        seen.push([key, scale, cursor?.event]);
      };
      await press('o');
      await page.getByRole('button', { name: 'First event of the run' }).click();
      for (const key of ['.', ',', 'o', 'Space']) await press(key);
      await page.getByRole('combobox', { name: 'Speed' }).focus();
      await press('.');
      deepStrictEqual(seen, [
        ['o', 'order', undefined],
        ['.', 'order', 1],
        [',', 'order', 0],
        ['o', 'time', 0],
        // The button has it: it goes to the first event.
        ['Space', 'time', 0],
        ['.', 'time', 0],
      ]);
    }));

  it('lead from button to button of the toolbar, which Tab passes at once', () =>
    camera.withRun('blocked', async (page) => {
      const seen = [];
      const press = async (...keys) => {
        for (const key of keys) await page.keyboard.press(key);
        seen.push([...keys, await page.evaluate(focusedName)]);
      };
      await press('Tab');
      // Stop, Follow and Pause cannot be used now.
      await press('ArrowRight');
      await press('ArrowRight', 'ArrowRight', 'ArrowRight');
      await press('ArrowRight');
      await press('End');
      await press('ArrowRight');
      await press('ArrowLeft', 'ArrowLeft');
      await press('Tab');
      await press('Shift+Tab');
      // The button gives way to another, and so does the stop.
      await page.getByRole('button', { name: 'Collapse all lanes' }).click();
      await page.locator('canvas.canvas').focus();
      await press('Shift+Tab');
      deepStrictEqual(seen, [
        ['Tab', 'Run'],
        ['ArrowRight', 'First event of the run'],
        ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Speed: seconds of the run in a second'],
        ['ArrowRight', 'Step to the next event'],
        ['End', 'Keys of the timeline'],
        ['ArrowRight', 'Run'],
        ['ArrowLeft', 'ArrowLeft', 'Demos'],
        ['Tab', 'CANVAS'],
        ['Shift+Tab', 'Demos'],
        ['Shift+Tab', 'Expand all lanes'],
      ]);
    }));
});

function focusedName() {
  const { activeElement: focused } = document;
  const name = focused.getAttribute('aria-label') ?? focused.textContent;
  return focused.closest('.toolbar') ? name.replace(/ \(.*/, '') : focused.tagName;
}
