// Parts of the timeline's page that need a browser: the line above the inspector, and texts with links.
import { deepStrictEqual, ok } from 'node:assert/strict';
import { nextFrame, pressOnLanes } from '../support/webview/page.mjs';
import { useCamera } from '../support/webview/use-camera.mjs';

describe('parts of the page of the timeline', function () {
  const camera = useCamera(this);

  it('make the inspector higher and lower with the mouse and with keys on the line above it', () =>
    camera().withRun('blocked', async (page) => {
      const splitter = page.locator('.splitter');
      const body = page.locator('.inspector-body');
      const height = async () => {
        await nextFrame(page);
        await nextFrame(page);
        return (await body.boundingBox()).height;
      };
      const { x, y } = await splitter.boundingBox();
      const heights = [await height()];
      await page.mouse.move(x + 200, y + 2);
      await page.mouse.down();
      await page.mouse.move(x + 200, y - 28);
      heights.push(await height());
      await page.mouse.up();
      await page.mouse.move(x + 200, y - 98);
      heights.push(await height());
      await splitter.focus();
      for (const key of ['ArrowUp', 'ArrowDown', 'ArrowDown', 'Enter']) {
        await page.keyboard.press(key);
        heights.push(await height());
      }
      const changes = heights.slice(1).map((one, index) => Math.round(one - heights[index]));
      deepStrictEqual(changes, [30, 0, 24, -24, -24, 0]);
      const share = Number(await splitter.getAttribute('aria-valuenow'));
      ok(share > 0 && share < 100, `${share}`);
    }));

  it('show why something happened with links as buttons, code as code, and signs beside their words', () =>
    camera().withRun('blocked', async (page) => {
      // The step of func2 that holds the loop.
      await pressOnLanes(page, [...Array(4).fill('ArrowDown'), 'ArrowRight']);
      await nextFrame(page);
      const why = page.locator('[data-section="why"]');
      deepStrictEqual(await why.evaluate(rows), [
        '{[func2]} held the loop from {[0.000 s]} to {[2.000 s].}',
        '`time.sleep(2)` {([line 12])} did not give control back to the loop for 2.000 s, so {[func1]} had to wait.',
        'It printed 2 times and was done.',
        'Fix {([line 12]):} Use `await asyncio.sleep(2)`.',
      ]);
      await why.locator('.link-position').first().click();
      await why.locator('.link-moment').last().click();
      const sent = await page.evaluate(() => window.sent);
      const { position } = sent.findLast(({ type }) => type === 'source/reveal');
      const { cursor } = await page.evaluate(() => window.describeTimeline());
      deepStrictEqual([position.line, cursor.time], [12, 2]);
    }));

  it('grow with the letters, so that signs are not lost beside them', () =>
    camera().withRun('blocked', async (page) => {
      const heights = () =>
        page.evaluate(() =>
          ['.toolbar .codicon', '.legend .swatch-running', '.end-done', '.minimap'].map(
            (part) => document.querySelector(part).getBoundingClientRect().height,
          ),
        );
      await page.setViewportSize({ width: 1000, height: 900 });
      const usual = await heights();
      await page.evaluate(() => {
        for (const [name, size] of Object.entries({ '': 26, 'editor-': 27 }))
          document.body.style.setProperty(`--vscode-${name}font-size`, `${size}px`);
      });
      await nextFrame(page);
      const large = await heights();
      deepStrictEqual(
        large.map((height, index) => Math.round((10 * height) / usual[index]) / 10),
        [2, 2, 2, 2],
      );
    }));

  it('say what is loud to screen readers, and lead to the setting that it names with keys alone', () =>
    camera().withRun('plain', async (page) => {
      const said = await page.locator('[aria-live]').first().textContent();
      await page.locator('.toolbar button').first().focus();
      await page.keyboard.press('Tab');
      const outline = await page.evaluate(
        () => getComputedStyle(document.activeElement).outlineStyle,
      );
      await page.keyboard.press('Enter');
      const sent = await page.evaluate(() => window.sent);
      deepStrictEqual(
        [said.slice(0, 27), outline, sent.filter(({ type }) => type === 'setting/open')],
        [
          'The program wrote tea.txt. ',
          'solid',
          [{ type: 'setting/open', setting: 'loopscope.files.write' }],
        ],
      );
    }));

  it('say the notes of a run without lanes in whole, also where there is little room', () =>
    camera().withRun('plain', async (page) => {
      await page.setViewportSize({ width: 300, height: 300 });
      await nextFrame(page);
      const hidden = await page
        .locator('.summary')
        .evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
      deepStrictEqual(hidden, 0);
    }));

  it('say at any width that the file has changed since the run, in words that are not cut off', () =>
    camera().withRun('blocked', async (page) => {
      await page.evaluate(() => {
        const data = { type: 'file/changed', hasChanged: true };
        window.dispatchEvent(new MessageEvent('message', { data }));
      });
      const words = page.getByText('The file has changed since this run.', { exact: true });
      await words.waitFor();
      const title = page.locator('.summary h1');
      for (const text of [
        'a.py',
        'a_program_with_a_name_that_is_longer_than_a_narrow_page_is_wide.py',
      ]) {
        await title.evaluate((element, name) => element.replaceChildren(name), text);
        const hidden = [];
        for (const width of [300, 420, 480, 620, 700, 900, 1300]) {
          for (const height of [420, 900]) {
            await page.setViewportSize({ width, height });
            await nextFrame(page);
            if (!(await words.evaluate(isWhole))) hidden.push([width, height]);
            if (!(await title.evaluate(isInView))) hidden.push(['title', width, height]);
          }
        }
        deepStrictEqual(hidden, []);
      }
    }));

  it('say the legend in short words where there is little room, and whole when it is opened', () =>
    camera().withRun('blocked', async (page) => {
      const seen = [];
      const note = async () => {
        await nextFrame(page);
        seen.push((await page.locator('.legend-items').evaluate(wordsInView)).join(' · '));
      };
      await page.setViewportSize({ width: 620, height: 510 });
      await note();
      await page.locator('.legend-toggle').click();
      await note();
      await page.setViewportSize({ width: 1200, height: 700 });
      await page.locator('.legend-toggle').click();
      await note();
      const whole =
        'running · blocking the loop · ready, but not its turn yet · waiting for something';
      deepStrictEqual(seen, [
        'running · blocking · ready · waiting · callback · done · failed',
        `${whole} · callback · done · failed · cancelled`,
        `${whole} · callback · done · failed · cancelled`,
      ]);
    }));
});

/** Runs in the page: whether all of a part of the summary can be read. */
function isWhole(part) {
  const { right, bottom } = part.parentElement.getBoundingClientRect();
  const own = part.getBoundingClientRect();
  return own.bottom <= bottom && own.right <= right && part.scrollWidth <= part.clientWidth;
}

/** Runs in the page: whether at least the beginning of a part of the summary can be read. */
function isInView(part) {
  const { bottom } = part.parentElement.getBoundingClientRect();
  const own = part.getBoundingClientRect();
  return own.bottom <= bottom && own.width >= 20;
}

/** Runs in the page: what can be read of the legend, without what is cut off or is there for screen readers alone. */
function wordsInView(items) {
  const { bottom } = items.getBoundingClientRect();
  const isSeen = (part) => part.offsetWidth > 1 && part.getBoundingClientRect().top < bottom - 2;
  return [...items.children].filter(isSeen).map((item) => {
    const rest = item.querySelector('.legend-rest');
    const text = item.textContent;
    return rest && !isSeen(rest) ? text.slice(0, -rest.textContent.length) : text;
  });
}

/** Runs in the page: the rows of a section, with `[links]`, code between backticks, and `{what is kept together}`. */
function rows(section) {
  const MARKS = { BUTTON: ['[', ']'], CODE: ['`', '`'], SPAN: ['{', '}'] };
  const told = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent;
    const [before, behind] = MARKS[node.tagName] ?? ['', ''];
    return `${before}${[...node.childNodes].map(told).join('')}${behind}`;
  };
  return [...section.querySelectorAll('li, p')].map(told);
}
