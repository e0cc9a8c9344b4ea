// Keys on the page of the timeline, in a browser.
import { deepStrictEqual } from 'node:assert/strict';
import { nextFrame } from '../support/webview/page.mjs';
import { useCamera } from '../support/webview/use-camera.mjs';

describe('keys on the page of the timeline', function () {
  const camera = useCamera(this);

  it('mean the same before the first click and after a click on a button', () =>
    camera().withRun('blocked', async (page) => {
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
    camera().withRun('blocked', async (page) => {
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
      await nextFrame(page);
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

  it('lead to the toolbar although its stop has made room for another control', () =>
    camera().withRun('blocked', async (page) => {
      const seen = [];
      const resize = async (width) => {
        await page.setViewportSize({ width, height: 600 });
        await nextFrame(page);
        await nextFrame(page);
        const [, , hidden] = await page.evaluate(rowOfToolbar);
        seen.push([width, hidden]);
      };
      await resize(712);
      await page.getByRole('button', { name: 'Collapse all lanes' }).focus();
      await page.locator('canvas.canvas').focus();
      // There the speed has room, but not the two that collapse and expand.
      await resize(744);
      await page.keyboard.press('Shift+Tab');
      seen.push(await page.evaluate(focusedName));
      deepStrictEqual(seen, [[712, 6], [744, 7], 'Show the tasks as a table, or as lanes again']);
    }));

  it('lead through the menu of what has no room, and back to its button', () =>
    camera().withRun('blocked', async (page) => {
      await page.setViewportSize({ width: 320, height: 500 });
      const more = page.getByRole('button', { name: 'More' });
      await more.waitFor();
      const seen = [];
      const press = async (key) => {
        await page.keyboard.press(key);
        const isOpen = await more.getAttribute('aria-expanded');
        const { scale } = await page.evaluate(() => window.describeTimeline());
        seen.push([key, await page.evaluate(focusedName), isOpen, scale]);
      };
      await more.focus();
      await press('ArrowDown');
      await press('ArrowUp');
      await press('Escape');
      await press('Enter');
      await press('o');
      await press('Home');
      for (let items = 0; items < 9; items++) await page.keyboard.press('ArrowDown');
      await press('ArrowDown');
      await press('Enter');
      deepStrictEqual(seen, [
        ['ArrowDown', 'First event of the run', 'true', 'time'],
        ['ArrowUp', 'Keys of the timeline', 'true', 'time'],
        ['Escape', 'More', 'false', 'time'],
        ['Enter', 'First event of the run', 'true', 'time'],
        // The menu has the keys.
        ['o', 'First event of the run', 'true', 'time'],
        ['Home', 'First event of the run', 'true', 'time'],
        ['ArrowDown', 'The axis shows the order of events', 'true', 'time'],
        ['Enter', 'More', 'false', 'order'],
      ]);
    }));

  it('leave out nothing of the toolbar on a wide page, and have one row on every page', () =>
    camera().withRun('blocked', async (page) => {
      const seen = [];
      for (const width of [300, 480, 700, 1000, 1600, 2560]) {
        await page.setViewportSize({ width, height: 600 });
        await nextFrame(page);
        await nextFrame(page);
        seen.push([width, ...(await page.evaluate(rowOfToolbar))]);
      }
      deepStrictEqual(
        seen.map(([width, rows, isCut, hidden]) => [width, rows, isCut, hidden > 0]),
        [
          [300, 1, false, true],
          [480, 1, false, true],
          [700, 1, false, true],
          [1000, 1, false, false],
          [1600, 1, false, false],
          [2560, 1, false, false],
        ],
      );
    }));
});

function rowOfToolbar() {
  const toolbar = document.querySelector('.toolbar');
  const controls = [...toolbar.querySelectorAll('button, select')];
  const shown = controls.filter((control) => control.offsetWidth > 0);
  const middles = shown.map(({ offsetTop, offsetHeight }) =>
    Math.round(offsetTop + offsetHeight / 2),
  );
  const isCut = toolbar.scrollWidth > toolbar.clientWidth;
  const rows = new Set(middles.map((middle) => Math.round(middle / 20))).size;
  return [rows, isCut, toolbar.querySelectorAll('[data-overflow]').length];
}

function focusedName() {
  const { activeElement: focused } = document;
  const name = focused.getAttribute('aria-label') ?? focused.textContent;
  return focused.closest('.toolbar') ? name.replace(/ \(.*/, '') : focused.tagName;
}
